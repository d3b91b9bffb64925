"""From a problem to a shortlist with its proof."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.certificate import tree
from campaigns.strategy.objective import objective
from campaigns.strategy.reach import Ints
from campaigns.strategy.records import BestAlone, Problem, Solution
from campaigns.strategy.selection.close import Limits, close, near_points
from campaigns.strategy.selection.instance import Goal, Instance, compile_problem
from campaigns.strategy.selection.master import Master, Start, solve_master
from campaigns.strategy.selection.search import best_roundings, candidates, field_of, improve, roundings
from campaigns.strategy.validation import validate


@dataclass(slots=True)
class Best:
    """The best feasible shortlist so far."""

    instance: Instance
    goal: Goal
    value: float = -np.inf
    chosen: Ints | None = None

    def offer(self, chosen: Ints | None) -> None:
        """Keep the shortlist if it is better and feasible."""
        if chosen is None:
            return
        value = self.instance.value(self.goal, chosen)
        if value > self.value and self.instance.feasible(chosen):
            self.value, self.chosen = value, chosen


@dataclass(frozen=True, slots=True)
class Selected:
    """The best shortlist found (None: none that keeps the rules), the bound, and the relaxation behind it."""

    chosen: Ints | None
    value: float
    bound: float
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
        instance, goal_of(instance, best_alone), began + problem.time_limit_s, start=by_engagements.start
    )
    if selected.chosen is None:
        return Solution("infeasible", seconds=time.perf_counter() - began)
    masters = (by_reach, by_engagements, selected.master)
    return _solution(instance, selected, selected.chosen, masters, best_alone, time.perf_counter() - began)


def select(
    instance: Instance, goal: Goal, deadline: float, *, start: Start | None = None, hints: Iterable[Ints] = ()
) -> Selected:
    """Bound the goal, search for a shortlist, close the gap until `deadline` (of `time.perf_counter`).

    `start` is an earlier solve's on the same offers; `hints` are shortlists that may be good here.
    """
    master = solve_master(instance, goal, start)
    best = Best(instance, goal)
    for hint in hints:
        best.offer(hint)
    climb(best, master)
    bound = tighten(best, master, deadline)
    return Selected(best.chosen, best.value, bound, master)


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


def climb(best: Best, master: Master) -> None:
    """Round the relaxation and search around it."""
    options = list(roundings(best.instance, master.start.pool, master.relaxed))
    offers = candidates(best.instance, master.proof, np.unique(np.concatenate(options)))
    field = field_of(best.instance, best.goal, offers, steep=1e2 * max(abs(master.proof.bound), 1e-9))
    for mark in best_roundings(field, options, 2):
        best.offer(field.offers[improve(field, mark)])


def tighten(best: Best, master: Master, deadline: float) -> float:
    """Cores of growing size until the gap is closed or the time is over. Returns the bound."""
    bound, target = master.proof.bound, best.instance.problem.target_gap
    for size in (160, 400, 1000):
        left = deadline - time.perf_counter()
        if left < 0.05 or bound - best.value <= target * bound:
            break
        closed = close(
            best.instance,
            best.goal,
            master.proof,
            near_points(master.relaxed.x),
            size,
            Limits(left, 10_000, target / 2),
            best.chosen,
        )
        best.offer(closed.chosen)
        bound = max(min(bound, closed.bound), best.value)
    return bound


def _solution(
    instance: Instance,
    selected: Selected,
    chosen: Ints,
    masters: tuple[Master, Master, Master],
    best_alone: BestAlone,
    seconds: float,
) -> Solution:
    reach, engagements = instance.reach(chosen), float(instance.engagements[chosen].sum())
    value = objective(instance.problem.awareness_weight, reach, engagements, best_alone)
    certified = max(selected.master.proof.bound, value)
    bound = max(min(selected.bound, certified), value)
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
        proof="certificate" if bound >= certified else "branch-and-bound",
        certified_bound=certified,
        certificate={name: tree(instance, m.proof) for name, m in zip(names, masters, strict=True)},
        seconds=seconds,
    )


def relative_gap(bound: float, value: float) -> float:
    """(bound - value) / bound, 0 when the bound is 0."""
    return max(0.0, (bound - value) / bound) if bound > 0 else 0.0
