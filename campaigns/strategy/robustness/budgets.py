"""What neighbouring budgets would bring: the best value of each, in the units of the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.robustness.again import NODES, Shortlist, solve_again

FACTORS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.5)


@dataclass(frozen=True, slots=True)
class BudgetPoint:
    """The best shortlist found for a budget; `objective` is in the units of the brief's own budget."""

    factor: float
    budget: int
    objective: float
    reach: float
    relevant: float
    engagements: float
    cost: int
    people: int
    gap: float


def budget_points(
    problem: Problem,
    best_alone: BestAlone,
    raw: Callable[[Shortlist], float],
    *,
    hints: Sequence[Shortlist] = (),
    nodes: int = NODES,
    tick: Callable[[float], None] = lambda _share: None,
) -> tuple[BudgetPoint, ...]:
    """The best value at 70 to 150 % of the budget, never decreasing; `raw` counts a shortlist's engagements.

    A shortlist that keeps the rules under a budget keeps them under every larger one: the cap for one
    influencer is a share of the budget and grows with it, shares of tier, platform and niche are of the
    spend, and people are people. So each budget begins with the shortlists of the smaller ones, and a search
    that ends early cannot make more money look worse. (Limits in money, `tier_spend_max`, stay as they are.)
    A budget under which no shortlist keeps the rules is left out. Cost: one solve a budget.
    """
    points, known = [], list(hints)
    for done, factor in enumerate(FACTORS, 1):
        budget = round(problem.budget * factor)
        again = solve_again(replace(problem, budget=budget), best_alone, known, nodes=nodes)
        if again:
            known.append(again.chosen)
            people = len(again.chosen)
            value, spent = again.objective, again.cost
            engagements = raw(again.chosen)
            points.append(
                BudgetPoint(
                    factor,
                    budget,
                    value,
                    again.reach,
                    again.engagements,
                    engagements,
                    spent,
                    people,
                    again.gap,
                )
            )
        tick(done / len(FACTORS))
    return tuple(points)
