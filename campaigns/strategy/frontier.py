"""What every mix could yield: reach and engagements as the micro share goes from nothing to everything.

The brief's own tier shares are set aside. A point at share p caps the micro spend at p and the macro spend
at 1 - p of the budget; caps, not equalities, so that a point never has to waste money on a worse offer to
hit its share.
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from campaigns.strategy.reach import Ints
from campaigns.strategy.records import BestAlone, FrontierPoint, Problem
from campaigns.strategy.rules import rows
from campaigns.strategy.selection.best import Best
from campaigns.strategy.selection.instance import Goal, Instance, compile_problem, row_bounds
from campaigns.strategy.selection.solver import NODES, Selected, alone, goal_of, relative_gap, select, units
from campaigns.strategy.selection.tree import Effort
from campaigns.strategy.validation import validate


def frontier(
    problem: Problem,
    shares: int | Sequence[float] = 21,
    *,
    best_alone: BestAlone | None = None,
    time_limit_s: float = 5.0,
) -> tuple[FrontierPoint, ...]:
    """The best shortlist found at each micro share, in rising order of the share.

    `shares` is a number of evenly spaced points or the shares themselves (0 to 1). A share at which no
    shortlist keeps the rules is left out. `best_alone` sets the units of the objective; by default those
    of the problem without tier shares. Work is shared: one pool of columns, and every shortlist found is
    tried at every other share.
    """
    validate(problem)
    deadline, wanted = time.perf_counter() + time_limit_s, _shares(shares)
    free = replace(problem, rules=replace(problem.rules, tier_share={}, tier_spend_max={}))
    units = best_alone or _best_alone(free)
    instance = compile_problem(_capped(free, 0.0))
    goal = goal_of(instance, units)
    found = _walk(instance, free, goal, wanted, deadline)
    return tuple(_points(instance, free, goal, wanted, found))


def _best_alone(free: Problem) -> BestAlone:
    instance = compile_problem(free)
    return units(instance, alone(instance))


def _shares(shares: int | Sequence[float]) -> list[float]:
    if isinstance(shares, int):
        return [i / max(1, shares - 1) for i in range(shares)]
    return sorted(set(shares))


def _capped(free: Problem, share: float) -> Problem:
    """The problem with micro held to `share` of the budget and macro to the rest, in whole units of money."""
    part = Fraction(str(share))
    limits = {"micro": math.floor(part * free.budget), "macro": math.floor((1 - part) * free.budget)}
    return replace(free, rules=replace(free.rules, tier_spend_max=limits))


def _at(instance: Instance, free: Problem, share: float) -> Instance:
    """The instance at another share: the same offers and rows, other limits."""
    problem = _capped(free, share)
    limits = rows(problem)
    return replace(instance, problem=problem, rows=limits, bounds=row_bounds(problem, limits))


def _walk(
    instance: Instance, free: Problem, goal: Goal, wanted: Sequence[float], deadline: float
) -> list[Selected]:
    """Solve at each share, with the columns and the shortlist of the one before; the time left is shared
    evenly.
    """
    found: list[Selected] = []
    for done, share in enumerate(wanted):
        now = time.perf_counter()
        until = now + max(0.0, deadline - now) / (len(wanted) - done)
        start = found[-1].master.start if found else None
        hints = [s.chosen for s in found[-1:] if s.chosen is not None]
        found.append(
            select(
                _at(instance, free, share),
                goal,
                free.target_gap,
                Effort(until, NODES),
                start=start,
                hints=hints,
            )
        )
    return found


def _points(
    instance: Instance, free: Problem, goal: Goal, wanted: Sequence[float], found: Sequence[Selected]
) -> Iterator[FrontierPoint]:
    """Each share with the best of all shortlists found that keeps its caps."""
    everything = [selected.chosen for selected in found if selected.chosen is not None]
    for share, selected in zip(wanted, found, strict=True):
        here = Best(_at(instance, free, share), goal)
        for chosen in everything:
            here.offer(chosen)
        if here.chosen is not None:
            yield _point(instance, here.chosen, here.value, share, max(selected.bound, here.value))


def _point(instance: Instance, chosen: Ints, value: float, share: float, bound: float) -> FrontierPoint:
    cost = instance.spend(chosen)
    micro = sum(instance.offers[i].cost for i in chosen.tolist() if instance.offers[i].tier == "micro")
    return FrontierPoint(
        micro_share_cap=share,
        micro_share=micro / cost if cost else 0.0,
        reach=instance.reach(chosen),
        engagements=float(instance.engagements[chosen].sum()),
        objective=value,
        bound=bound,
        gap=relative_gap(bound, value),
        cost=cost,
        chosen=instance.names(chosen),
    )
