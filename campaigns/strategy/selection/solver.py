"""From a problem to a shortlist with its proof."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.certificate import tree
from campaigns.strategy.objective import objective
from campaigns.strategy.reach import Ints
from campaigns.strategy.records import BestAlone, Problem, Solution
from campaigns.strategy.selection.best import Best
from campaigns.strategy.selection.bound import Leaf, Split, leaf_of
from campaigns.strategy.selection.instance import Goal, Instance, compile_problem
from campaigns.strategy.selection.master import Master, Start, solve_master
from campaigns.strategy.selection.tree import Effort, plant
from campaigns.strategy.validation import validate

SMALL = 40
SMALL_NODES = 4_000
NODES = 2_000


@dataclass(frozen=True, slots=True)
class Selected:
    """The best shortlist found (None: none that keeps the rules), the bound, and the relaxation behind it."""

    chosen: Ints | None
    value: float
    bound: float
    proved: Split | Leaf
    master: Master


def solve(problem: Problem) -> Solution:
    """The best shortlist found within `time_limit_s`, with a certificate of how near to the best it is.

    Raises `ProblemError` for a problem that cannot be used.
    """
    began = time.perf_counter()
    validate(problem)
    instance = compile_problem(problem)
    by_reach, by_engagements = alone(instance)
    best_alone = BestAlone(by_reach.proof.bound, by_engagements.proof.bound)
    selected = select(
        instance,
        goal_of(instance, best_alone),
        effort_for(problem, began + problem.time_limit_s),
        start=by_engagements.start,
    )
    if selected.chosen is None:
        return Solution("infeasible", seconds=time.perf_counter() - began)
    masters = (by_reach, by_engagements)
    return _solution(instance, selected, selected.chosen, masters, best_alone, time.perf_counter() - began)


def select(
    instance: Instance, goal: Goal, effort: Effort, *, start: Start | None = None, hints: Iterable[Ints] = ()
) -> Selected:
    """Bound the goal, search for a shortlist, close the gap as far as the effort goes.

    `start` is an earlier solve's on the same offers; `hints` are shortlists that may be good here.
    """
    master = solve_master(instance, goal, start)
    best = Best(instance, goal)
    for hint in hints:
        best.offer(hint)
    tree = plant(best, master)
    tree.grow(effort)
    return Selected(best.chosen, best.value, tree.bound, tree.certificate(), master)


def effort_for(problem: Problem, deadline: float) -> Effort:
    """The effort that a problem asks for; small problems are always solved to the end."""
    small = len(problem.offers) <= SMALL
    return Effort(0.0 if small else problem.target_gap, deadline, SMALL_NODES if small else NODES)


def alone(instance: Instance) -> tuple[Master, Master]:
    """Reach alone and engagements alone, bounded."""
    nothing, none = np.zeros(len(instance.population)), np.zeros(len(instance.cost))
    by_reach = solve_master(instance, Goal(instance.population, none))
    return by_reach, solve_master(instance, Goal(nothing, instance.engagements), by_reach.start)


def goal_of(instance: Instance, best: BestAlone) -> Goal:
    """The weighted objective in the units of what each metric could reach alone."""
    weight = instance.problem.awareness_weight
    reach = weight / best.reach if best.reach > 0 else 0.0
    engagements = (1.0 - weight) / best.engagements if best.engagements > 0 else 0.0
    return Goal(reach * instance.population, engagements * instance.engagements)


def _solution(
    instance: Instance,
    selected: Selected,
    chosen: Ints,
    masters: tuple[Master, Master],
    best_alone: BestAlone,
    seconds: float,
) -> Solution:
    reach, engagements = instance.reach(chosen), float(instance.engagements[chosen].sum())
    value = objective(instance.problem.awareness_weight, reach, engagements, best_alone)
    bound = max(selected.bound, value)
    proved = (*(leaf_of(master.proof) for master in masters), selected.proved)
    names = ("reach", "engagements", "objective")
    return Solution(
        "ok",
        chosen=instance.names(chosen),
        cost=instance.spend(chosen),
        reach=reach,
        engagements=engagements,
        best_alone=best_alone,
        objective=value,
        bound=bound,
        gap=relative_gap(bound, value),
        proof="certificate",
        certified_bound=bound,
        certificate={name: tree(instance, node) for name, node in zip(names, proved, strict=True)},
        seconds=seconds,
    )


def relative_gap(bound: float, value: float) -> float:
    """(bound - value) / bound, 0 when the bound is 0."""
    return max(0.0, (bound - value) / bound) if bound > 0 else 0.0
