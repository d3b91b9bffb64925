"""Where the answer turns: the weight of the goal, the budget and the prices at which the leaning changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from campaigns.strategy.mix import Leaning
from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.robustness.again import Shortlist, solve_again
from campaigns.strategy.robustness.leanings import shown_leaning
from campaigns.strategy.selection.instance import compile_problem
from campaigns.strategy.selection.solver import alone, units

WEIGHTS = (0.0, 1.0)
BUDGETS = (0.25, 4.0)
PRICES = (-0.5, 1.0)
SCAN = 4  # points looked at in each direction before the halving
FINE_WEIGHT = 0.01
FINE_CHANGE = 0.02
GAP = 0.005
NODES = 24

# The playbook's micro share for a weight, a budget and the cost of the cheapest macro offer.
Default = Callable[[float, int, int | None], float]
LeaningAt = Callable[[float], Leaning | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """The leaning changes to `leaning` at `at`."""

    at: float
    leaning: Leaning


@dataclass(frozen=True, slots=True)
class Turns:
    """The nearest turn below and above the present value; None: none was met in the range searched."""

    lower: Turn | None
    higher: Turn | None


@dataclass(frozen=True, slots=True)
class Flips:
    """Turns in the weight, in the budget (money), and in all micro or all macro prices (relative change of
    the all-in cost, 0.35 is 35 % more). `searched` holds the ranges."""

    weight: Turns
    budget: Turns
    micro_price: Turns
    macro_price: Turns
    searched: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer whose turns are asked for: its problem, the leaning it shows, shortlists worth a try."""

    problem: Problem
    leaning: Leaning
    best_alone: BestAlone
    default: Default
    hints: Sequence[Shortlist] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """One value that may turn the leaning, on the scale on which it is searched."""

    leaning: LeaningAt
    now: float
    low: float
    high: float
    fine: float


def flips(asked: Asked, *, scan: int = SCAN, tick: Callable[[float], None] = lambda _share: None) -> Flips:
    """The turns of the leaning with the playbook as tie-breaker, as `shown_leaning` has it.

    In each direction `scan` points are looked at, then the stretch in which the leaning changed is halved
    down to one point of weight, or 2 % of the budget or the prices. A leaning that turns and turns back
    between two looks goes unseen. Every point is solved to a coarse gap under the answer's rules; budgets
    and prices have units of their own, as an answer to that brief would. A direction ends where no
    shortlist keeps the rules. Where the playbook's rule already gives another leaning than the one shown,
    the answer stands on the edge and the turn is at its own value. Without `scan` nothing is looked for.
    Cost: up to some ten solves a direction.
    """
    budget = asked.problem.budget
    ends = (round(BUDGETS[0] * budget), round(BUDGETS[1] * budget))
    found = []
    for done, axis in enumerate(_axes(asked, *ends), 1):
        found.append(Turns(*(turn(axis, end, asked.leaning, scan) for end in (axis.low, axis.high))))
        tick(done / 4)
    weight, by_budget, micro, macro = found
    money = Turns(
        *(each and Turn(round(exp(each.at)), each.leaning) for each in (by_budget.lower, by_budget.higher))
    )
    return Flips(weight, money, micro, macro, {"weight": WEIGHTS, "budget": ends, "price": PRICES})


def _axes(asked: Asked, least: int, most: int) -> tuple[Axis, ...]:
    problem = asked.problem
    return (
        Axis(lambda w: at_weight(asked, w), problem.awareness_weight, *WEIGHTS, FINE_WEIGHT),
        Axis(
            lambda x: at_budget(asked, round(exp(x))),
            log(problem.budget),
            log(least),
            log(most),
            FINE_CHANGE,
        ),
        *(
            Axis(lambda change, tier=tier: at_price(asked, tier, change), 0.0, *PRICES, FINE_CHANGE)  # type: ignore[misc]
            for tier in ("micro", "macro")
        ),
    )


def turn(axis: Axis, end: float, leaning: Leaning, scan: int) -> Turn | None:
    """The nearest change of the leaning between now and `end`, on the far side of the edge."""
    before = axis.now
    for step in range(scan + 1 if scan else 0):
        point = axis.now + (end - axis.now) * step / scan
        found = axis.leaning(point)
        if found is None:
            return None
        if found != leaning:
            return _halved(axis, before, Turn(point, found), leaning)
        before = point
    return None


def _halved(axis: Axis, before: float, beyond: Turn, leaning: Leaning) -> Turn:
    while abs(beyond.at - before) > axis.fine:
        middle = (before + beyond.at) / 2
        found = axis.leaning(middle)
        if found is None or found == leaning:
            before = middle
        else:
            beyond = Turn(middle, found)
    return beyond


def at_weight(asked: Asked, weight: float) -> Leaning | None:
    """The leaning with another weight of reach."""
    return _leaning(replace(asked.problem, awareness_weight=weight), asked, asked.best_alone)


def at_budget(asked: Asked, budget: int) -> Leaning | None:
    """The leaning with another budget."""
    return _leaning(replace(asked.problem, budget=budget), asked)


def at_price(asked: Asked, tier: str, change: float) -> Leaning | None:
    """The leaning with every all-in cost of a tier changed by a share, in whole units of money."""
    offers = tuple(
        replace(offer, cost=round(offer.cost * (1 + change))) if offer.tier == tier else offer
        for offer in asked.problem.offers
    )
    return _leaning(replace(asked.problem, offers=offers), asked)


def _leaning(problem: Problem, asked: Asked, best_alone: BestAlone | None = None) -> Leaning | None:
    own = best_alone or own_units(problem)
    found = solve_again(problem, own, asked.hints, gap=GAP, nodes=NODES)
    if found is None:
        return None
    default = asked.default(problem.awareness_weight, problem.budget, cheapest_macro(problem))
    return shown_leaning(problem, found, default, own, asked.hints)


def cheapest_macro(problem: Problem) -> int | None:
    """The cost of the cheapest macro offer; None without any."""
    return min((offer.cost for offer in problem.offers if offer.tier == "macro"), default=None)


def own_units(problem: Problem) -> BestAlone:
    """What each metric could reach alone, proved for this problem."""
    instance = compile_problem(problem)
    return units(instance, alone(instance))
