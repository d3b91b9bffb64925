"""What every mix could yield: reach and engagements as the micro share goes from nothing to everything.

The brief's own tier shares are set aside. A point at share p caps the micro spend at p and the macro spend
at 1 - p of the budget; caps, not equalities, so that a point never has to waste money on a worse offer to
hit its share.
"""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from campaigns.strategy.reach.flat import Bools, Ints
from campaigns.strategy.records import BestAlone, FrontierPoint, Problem
from campaigns.strategy.rules import may_be_booked, rows
from campaigns.strategy.selection.instance import Goal, Instance, compile_problem, row_bounds, usable_offers
from campaigns.strategy.selection.master import NOBODY, Start
from campaigns.strategy.selection.solver import NODES, SHORT, alone, goal_of, open_tree, relative_gap, units
from campaigns.strategy.selection.tree import Effort, Tree
from campaigns.strategy.validation import validate

PATIENCE = 150  # nodes after which a gap counts half
STEP = 16  # nodes that a tree grows by before another's turn


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
    of the problem without tier shares. Work is shared: one pool of columns, what branching taught, and
    every shortlist found is tried at every other share.
    """
    validate(problem)
    deadline, wanted = time.perf_counter() + time_limit_s, _shares(shares)
    free = replace(problem, rules=replace(problem.rules, tier_share={}, tier_spend_max={}))
    units = best_alone or _best_alone(free)
    instance = compile_problem(_capped(free, 0.0))
    goal = goal_of(instance, units)
    trees = _plant(instance, free, goal, wanted)
    _grow(trees, deadline)
    return tuple(
        _point(instance, share, tree) for share, tree in trees.items() if tree.best.chosen is not None
    )


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


def _at(instance: Instance, free: Problem, may_without: Bools, share: float) -> Instance:
    """The instance at another share: the same offers and rows, other limits."""
    problem = _capped(free, share)
    limits, may = rows(problem), may_be_booked(problem)
    dear = instance.cost > min(problem.rules.tier_spend_max.values())
    usable = may_without.copy()
    for i in np.flatnonzero(usable & dear).tolist():
        usable[i] = may(instance.offers[i])
    return replace(
        instance,
        problem=problem,
        rows=limits,
        bounds=row_bounds(problem, limits),
        usable=usable,
    )


def _plant(instance: Instance, free: Problem, goal: Goal, wanted: Sequence[float]) -> dict[float, Tree]:
    """A tree for each share that can be, each with the columns and the shortlist of the one before."""
    trees: dict[float, Tree] = {}
    start: Start | None = None
    hints: list[Ints] = []
    may_without = usable_offers(free)
    for share in wanted:
        tree, master = open_tree(_at(instance, free, may_without, share), goal, free.target_gap, start, hints)
        start = master.start
        if master.relaxed.shortfall <= SHORT:
            tree.memory = next(iter(trees.values()), tree).memory
            trees[share] = tree
            hints = [found.best.chosen for found in trees.values() if found.best.chosen is not None]
    return trees


def _grow(trees: Mapping[float, Tree], deadline: float) -> None:
    """Work where the gap is widest, until all are closed or the time is over; shortlists found are shared."""
    loose = set(trees)
    while trees and time.perf_counter() < deadline:
        share = max(trees, key=lambda share: _openness(trees[share]))
        worst = trees[share]
        if _openness(worst) <= 0:
            break
        before = worst.best.value
        _borrow(worst, list(trees.values()))
        if share in loose:
            loose.discard(share)
            worst.tighten(deadline)
        worst.grow(Effort(deadline, worst.nodes + STEP))
        if worst.best.chosen is not None and worst.best.value > before:
            for tree in trees.values():
                tree.best.offer(worst.best.chosen)


def _borrow(tree: Tree, trees: Sequence[Tree]) -> None:
    """Search around the shortlists of the shares on either side: mended to this share's caps they are mostly
    better than what its own relaxation rounds to.
    """
    at = next(i for i, other in enumerate(trees) if other is tree)
    for other in (*trees[max(0, at - 1) : at], *trees[at + 1 : at + 2]):
        if other.best.chosen is not None:
            tree.best.climb(other.best.chosen, tree.proof, far=True)


def _openness(tree: Tree) -> float:
    """How far a tree is from its goal, less where much work was in vain; 0 where it is done."""
    gap = relative_gap(tree.bound, tree.best.value) if tree.best.chosen is not None else 1.0
    open_ = bool(tree.heap) and tree.nodes < NODES and gap > tree.gap
    return gap / (1 + tree.nodes / PATIENCE) if open_ else 0.0


def _point(instance: Instance, share: float, tree: Tree) -> FrontierPoint:
    chosen = NOBODY if tree.best.chosen is None else tree.best.chosen
    cost, value = instance.spend(chosen), tree.best.value
    micro = sum(instance.offers[i].cost for i in chosen.tolist() if instance.offers[i].tier == "micro")
    bound = max(tree.bound, value)
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
