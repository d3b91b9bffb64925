"""How often the answer would have been the right one: drawn outcomes, and the best shortlist for each draw.

A draw is what could turn out to be true of every offer. Solving again for it asks what one would have booked
had one known. So the share of draws that choose an offer tells how much its place depends on luck and on
figures not yet known. It is not the probability that booking it is right today: nobody knows the draw before,
and the recommended shortlist is the best for what is expected of all of them. Regret, likewise, is against a
planner who knows the future; no shortlist booked today has none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from campaigns.strategy.mix import Leaning
from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.robustness.again import positions
from campaigns.strategy.robustness.contest import Booked, contest
from campaigns.strategy.robustness.drawn import reached_by
from campaigns.strategy.robustness.draws import Law, Uncertainty, draw
from campaigns.strategy.selection.branching import Memory
from campaigns.strategy.selection.instance import Goal, Instance, compile_problem
from campaigns.strategy.selection.master import solve_master
from campaigns.strategy.selection.solver import goal_of, select
from campaigns.strategy.selection.tree import Effort

RESOLVES = 200
POOL = 400
GAP = 0.01
NODES = 8


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the answer is. `leaning_wins` is the share of `draws` in which the best shortlist of the
    leaning shown beats the best of `opposite` (None: there is none to hold against); regrets are shares of
    the objective that each draw's own best shortlist has; `selected` is, per offer, the share of `resolves`
    that choose it (offers never chosen are left out).
    """

    draws: int
    resolves: int
    seed: int
    leaning_wins: float | None
    opposite: Leaning | None
    regret_mean: float
    regret_p90: float
    selected: Mapping[str, float]


def sureness(
    booked: Booked,
    chance: Uncertainty,
    *,
    resolves: int = RESOLVES,
    pool: int = POOL,
    tick: Callable[[float], None] = lambda _share: None,
) -> Sureness:
    """Win probability, selection frequencies and regret of an answer, the same for the same seed.

    The error of the overlaps is common to all shortlists of a draw. Re-solves look at the `pool` offers that
    likeliest earn their price in some draw (see `likeliest`), spend at most `NODES` nodes, and never fall
    behind the recommended shortlist; so regret is understated by what they leave, 1 % where they close.
    Cost: `resolves` small solves, some 5 to 40 ms each, and four ordinary ones.
    """
    opposite, wins = contest(booked, chance)
    selected, regret = _resolve(booked, chance, resolves, pool, tick)
    mean, p90 = float(regret.mean()), float(np.quantile(regret, 0.9))
    return Sureness(chance.draws, resolves, chance.seed, wins, opposite, mean, p90, selected)


def likeliest(
    problem: Problem, best_alone: BestAlone, laws: Mapping[str, Law], count: int, keep: frozenset[str]
) -> Problem:
    """The problem with `count` offers left: those nearest to earning their price, and those to keep.

    With the multipliers of the relaxation an offer earns its price where its gain, a multiple of what is
    expected, exceeds it; how many spreads of luck it is away from that ranks the offers. Cost: one
    relaxation of the whole problem.
    """
    if len(problem.offers) <= count:
        return problem
    instance = compile_problem(problem)
    distance = _distance(instance, goal_of(instance, best_alone), laws)
    near = frozenset(np.argsort(distance, kind="stable")[:count].tolist())
    offers = tuple(o for i, o in enumerate(problem.offers) if i in near or o.id in keep)
    return replace(problem, offers=offers)


def _distance(instance: Instance, goal: Goal, laws: Mapping[str, Law]) -> Floats:
    """Spreads of luck between what each offer is expected to gain and its price; infinite if unusable."""
    prices = solve_master(instance, goal).proof.prices
    gain = goal.values + instance.weighted(prices.by_coordinate)
    price = np.maximum(instance.limits @ prices.by_row, 1e-300)
    spread = [max(laws[o.id].reach.sigma, laws[o.id].engagements.sigma, 1e-3) for o in instance.offers]
    with np.errstate(divide="ignore"):
        distance = (np.log(price) - np.log(np.maximum(gain, 0.0))) / np.array(spread)
    return np.where(instance.must, -np.inf, np.where(instance.usable, distance, np.inf))


def _resolve(
    booked: Booked, chance: Uncertainty, count: int, pool: int, tick: Callable[[float], None]
) -> tuple[Mapping[str, float], Floats]:
    """Share of the re-solves that choose each offer, and the regret of every draw."""
    keep = frozenset(name for ids in (booked.chosen, *booked.hints) for name in ids)
    problem = likeliest(booked.problem, booked.best_alone, booked.laws, pool, keep)
    instance, reached = compile_problem(problem), reached_by(problem.segments, problem.offers, chance.clip)
    found = draw([booked.laws[offer.id] for offer in problem.offers], chance, count, level=True)
    hints, regret = positions(instance, [booked.chosen, *booked.hints]), np.zeros(count)
    goal, times = goal_of(instance, booked.best_alone), np.zeros(len(problem.offers))
    memory = Memory()
    for number in range(count):
        drawn = reached.drawn(instance, found.reach[number])
        here = Goal(goal.weights * found.overlap[number], goal.values * found.engagements[number])
        best = select(drawn, here, GAP, Effort(np.inf, NODES), hints=hints, memory=memory)
        times[hints[0] if best.chosen is None else best.chosen] += 1
        regret[number] = _regret(drawn.value(here, hints[0]), best.value)
        tick((number + 1) / count)
    shares = zip((offer.id for offer in problem.offers), (times / count).tolist(), strict=True)
    return {name: share for name, share in shares if share > 0}, regret


def _regret(own: float, best: float) -> float:
    return max(0.0, 1.0 - own / best) if best > 0 else 0.0
