"""From a problem to a shortlist with its proof."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.objective import objective
from campaigns.strategy.reach.flat import Ints
from campaigns.strategy.records import BestAlone, Problem, Solution
from campaigns.strategy.selection import certificate
from campaigns.strategy.selection.best import Best
from campaigns.strategy.selection.bound import Leaf, Split, contradictory, leaf_of
from campaigns.strategy.selection.branching import Memory
from campaigns.strategy.selection.conflict import Settled, explain, settle
from campaigns.strategy.selection.instance import Goal, Instance, compile_problem
from campaigns.strategy.selection.master import ROUNDING, Master, Start, solve_master
from campaigns.strategy.selection.tree import Effort, Tree, plant
from campaigns.strategy.validation import validate

SMALL = 40
SMALL_NODES = 4_000
NODES = 2_000
UNITS_SHARE = 0.4  # of the time, for the units
MASTER_SHARE = 0.5  # of what is left, for the relaxation; the rest is for the search
SHORT = 1e-7  # of a budget or a person: rows broken by less may be rounding


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

    The same problem gives the same shortlist wherever `target_gap` is reached before the time is over. Raises
    `ProblemError` for a problem that cannot be used.
    """
    began = time.perf_counter()
    validate(problem)
    instance = compile_problem(problem)
    if contradictory(instance):
        return _infeasible(instance, settle(instance, np.inf), began)
    deadline = began + problem.time_limit_s
    masters = alone(instance, began + UNITS_SHARE * problem.time_limit_s)
    settled = settle(instance, np.inf) if masters[0].relaxed.shortfall > SHORT else None
    if settled is not None and settled.chosen is None:
        return _infeasible(instance, settled, began)
    best_alone = units(instance, masters)
    goal, aim = goal_of(instance, best_alone), ambition(problem, deadline)
    hints = [] if settled is None or settled.chosen is None else [settled.chosen]
    selected = select(instance, goal, *aim, start=masters[1].start, hints=hints)
    if selected.chosen is None:
        settled = settle(instance, np.inf)
        if settled.chosen is None:
            return _infeasible(instance, settled, began)
        selected = select(instance, goal, *aim, start=selected.master.start, hints=[settled.chosen])
    return _solution(instance, selected, masters, best_alone, time.perf_counter() - began)


def _infeasible(instance: Instance, settled: Settled, began: float) -> Solution:
    """No shortlist: the rules behind it, proved in closed form unless the search for one gave up."""
    found = explain(instance, settled, np.inf)
    proved = found.settled.bound < 0
    return Solution(
        "infeasible",
        proof="certificate" if proved else "branch-and-bound",
        certificate={"infeasible": certificate.tree(found.instance, found.settled.proved)} if proved else {},
        seconds=time.perf_counter() - began,
        conflict=found.rules,
    )


def select(
    instance: Instance,
    goal: Goal,
    gap: float,
    effort: Effort,
    *,
    start: Start | None = None,
    hints: Iterable[Ints] = (),
    memory: Memory | None = None,
) -> Selected:
    """Bound the goal, search for a shortlist, close the relative `gap` as far as the effort goes.

    `start` is an earlier solve's on the same offers; `hints` are shortlists that may be good here; `memory`,
    what branching taught on the same offers, is added to.
    """
    tree, master = open_tree(instance, goal, gap, start, hints, deadline=effort.deadline)
    tree.memory = tree.memory if memory is None else memory
    tree.grow(effort)
    return Selected(tree.best.chosen, tree.best.value, tree.bound, tree.certificate(), master)


def open_tree(
    instance: Instance,
    goal: Goal,
    gap: float,
    start: Start | None,
    hints: Iterable[Ints],
    deadline: float = np.inf,
) -> tuple[Tree, Master]:
    """The relaxation solved and a first shortlist found: a tree that may grow."""
    now = time.perf_counter()
    master = solve_master(instance, goal, start, deadline=now + MASTER_SHARE * (deadline - now))
    best = Best(instance, goal, deadline=deadline)
    for hint in hints:
        best.offer(hint)
    return plant(best, master, gap), master


def ambition(problem: Problem, deadline: float) -> tuple[float, Effort]:
    """The gap to close and the effort for it; small problems are always solved to the end."""
    small = len(problem.offers) <= SMALL
    return 0.0 if small else problem.target_gap, Effort(deadline, SMALL_NODES if small else NODES)


def alone(instance: Instance, deadline: float = np.inf) -> tuple[Master, Master]:
    """Reach alone and engagements alone, bounded; more coarsely after the `deadline`."""
    nothing, none = np.zeros(len(instance.model.population)), np.zeros(len(instance.cost))
    by_reach = solve_master(instance, Goal(instance.model.population, none), deadline=deadline)
    engaged = Goal(nothing, instance.engagements)
    return by_reach, solve_master(instance, engaged, by_reach.start, deadline=deadline)


def units(instance: Instance, masters: tuple[Master, Master]) -> BestAlone:
    """The bounds of `alone` as the units of the objective; what is mere rounding is 0."""
    return BestAlone(*(rounded_off(instance, master.goal, master.proof.bound) for master in masters))


def rounded_off(instance: Instance, goal: Goal, bound: float, least: float = 0.0) -> float:
    """The bound, or `least` where the two differ by rounding alone."""
    return least if bound <= least + ROUNDING * instance.size(goal) else bound


def goal_of(instance: Instance, best: BestAlone) -> Goal:
    """The weighted objective in the units of what each metric could reach alone."""
    weight = instance.problem.awareness_weight
    reach = weight / best.reach if best.reach > 0 else 0.0
    engagements = (1.0 - weight) / best.engagements if best.engagements > 0 else 0.0
    return Goal(reach * instance.model.population, engagements * instance.engagements)


def _solution(
    instance: Instance,
    selected: Selected,
    masters: tuple[Master, Master],
    best_alone: BestAlone,
    seconds: float,
) -> Solution:
    chosen = np.zeros(0, dtype=np.int64) if selected.chosen is None else selected.chosen
    reach, engagements = instance.reach(chosen), float(instance.engagements[chosen].sum())
    value = objective(instance.problem.awareness_weight, reach, engagements, best_alone)
    bound = rounded_off(instance, selected.master.goal, selected.bound, value)
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
        certificate={
            name: certificate.tree(instance, node) for name, node in zip(names, proved, strict=True)
        },
        seconds=seconds,
    )


def relative_gap(bound: float, value: float) -> float:
    """(bound - value) / bound, 0 when the bound is 0."""
    return max(0.0, (bound - value) / bound) if bound > 0 else 0.0
