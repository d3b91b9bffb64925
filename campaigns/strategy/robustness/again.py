"""Solving beside the answer: other rules, budgets, weights or prices, in the answer's units where it says so.

The work is bounded by nodes of branch-and-bound, never by seconds, so that the same question has the same
answer on every machine.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach.flat import Ints
from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.selection.bound import contradictory
from campaigns.strategy.selection.conflict import settle
from campaigns.strategy.selection.instance import Goal, Instance, compile_problem
from campaigns.strategy.selection.solver import (
    Selected,
    alone,
    goal_of,
    relative_gap,
    select,
    units,
)
from campaigns.strategy.selection.tree import Effort

GAP = 0.002
NODES = 60

Shortlist = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """The best shortlist found; `objective` in the units asked for, `gap` relative to what was proved."""

    chosen: Shortlist
    cost: int
    reach: float
    engagements: float
    objective: float
    gap: float


def solve_again(
    problem: Problem,
    best_alone: BestAlone | None = None,
    hints: Iterable[Shortlist] = (),
    *,
    gap: float = GAP,
    nodes: int = NODES,
) -> Again | None:
    """The best shortlist found in `nodes` nodes, or once `gap` is proved.

    `best_alone` gives the units of the objective, by default the problem's own. Never worse than a hint that
    keeps the rules; ids that the problem does not have are dropped. None: no shortlist keeps the rules, or
    none but the empty one.
    """
    instance = compile_problem(problem)
    if contradictory(instance):
        return None
    goal = goal_of(instance, best_alone or units(instance, alone(instance)))
    selected = _selected(instance, goal, gap, Effort(math.inf, nodes), positions(instance, hints))
    return _again(instance, selected) if selected and len(_chosen(selected)) else None


def _selected(
    instance: Instance, goal: Goal, gap: float, effort: Effort, hints: Sequence[Ints]
) -> Selected | None:
    """As `select`, once more from any shortlist that keeps the rules where the first look found none."""
    selected = select(instance, goal, gap, effort, hints=hints)
    if selected.chosen is not None:
        return selected
    settled = settle(instance, math.inf)
    if settled.chosen is None:
        return None
    return select(instance, goal, gap, effort, start=selected.master.start, hints=[settled.chosen])


def _chosen(selected: Selected) -> Ints:
    return np.zeros(0, dtype=np.int64) if selected.chosen is None else selected.chosen


def _again(instance: Instance, selected: Selected) -> Again:
    chosen = _chosen(selected)
    return Again(
        chosen=instance.names(chosen),
        cost=instance.spend(chosen),
        reach=instance.reach(chosen),
        engagements=float(instance.engagements[chosen].sum()),
        objective=selected.value,
        gap=relative_gap(selected.bound, selected.value),
    )


def positions(instance: Instance, shortlists: Iterable[Shortlist]) -> list[Ints]:
    """The shortlists as positions in the instance, those it has in full."""
    where = {offer.id: i for i, offer in enumerate(instance.offers)}
    whole = (ids for ids in shortlists if all(name in where for name in ids))
    return [np.array([where[name] for name in ids], dtype=np.int64) for ids in whole]
