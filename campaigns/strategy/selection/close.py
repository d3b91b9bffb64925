"""Branch-and-bound over a core: the part of the proof that rests on the solver's word.

The core holds the offers whose opposite decision costs the bound least; all others are decided as the
multipliers say. With delta the smallest penalty outside the core, no shortlist is worth more than
max(bound of the core, bound of the multipliers - delta).
"""

from dataclasses import dataclass

import highspy
import numpy as np

from campaigns.strategy.reach import Floats, Ints
from campaigns.strategy.selection.bound import Proof, chosen_by, penalties
from campaigns.strategy.selection.instance import Goal, Instance
from campaigns.strategy.selection.program import Program, layout, load

NEAR = np.array([0, 0.5, 0.75, 0.9, 0.96, 1, 1.04, 1.1, 1.25, 1.5, 2, 4])
SAFETY = 1e-9  # relative slack on the solver's bound, for its own rounding


@dataclass(frozen=True, slots=True)
class Limits:
    """When the solver may stop: seconds, nodes, relative gap."""

    seconds: float
    nodes: int
    gap: float


@dataclass(frozen=True, slots=True)
class Closed:
    """What a core gave: a bound on every shortlist, and the core's best one (None if it found none)."""

    bound: float
    chosen: Ints | None


def close(
    instance: Instance,
    goal: Goal,
    proof: Proof,
    points: Floats,
    size: int,
    limits: Limits,
    incumbent: Ints | None,
) -> Closed:
    """Solve the core of `size` offers. Cost: one mixed-integer program of that many binaries."""
    penalty = penalties(instance, proof)
    order = np.argsort(penalty, kind="stable")
    core = order[:size][np.isfinite(penalty[order[:size]])]
    delta = float(penalty[order[size]]) if len(order) > size else np.inf
    mark = np.zeros(len(instance.cost), dtype=bool)
    mark[chosen_by(instance, proof)] = True
    mark[core] = False
    decided = np.flatnonzero(mark)
    program = Program(instance, goal, max(abs(proof.bound), 1e-9), core, decided, points)
    bound, chosen = _branch(program, limits, incumbent)
    return Closed(max(bound, proof.bound - delta), chosen)


def near_points(x: Floats) -> Floats:
    """Few tangent points, dense where the optimum is: branch-and-bound suffers from many."""
    return np.asarray(np.maximum(x, 1e-6)[:, None] * NEAR)


def _branch(program: Program, limits: Limits, incumbent: Ints | None) -> tuple[float, Ints | None]:
    plan = layout(program, elastic=False)
    count, pool = len(plan.cost) - len(program.instance.bounds) - len(program.pool), program.pool
    solver = load(plan, slice(count, count + len(pool)))
    for option, value in (
        ("time_limit", max(limits.seconds, 0.01)),
        ("mip_max_nodes", limits.nodes),
        ("mip_rel_gap", limits.gap),
        ("mip_abs_gap", 0.0),
        ("random_seed", program.instance.problem.seed),
    ):
        solver.setOptionValue(option, value)
    if incumbent is not None and np.array_equal(np.setdiff1d(incumbent, pool), program.decided):
        _offer_start(solver, count, np.flatnonzero(np.isin(pool, incumbent)), len(pool))
    solver.run()
    return _bound(solver, program), _chosen(solver, program, count)


def _offer_start(solver: highspy.Highs, first: int, taken: Ints, size: int) -> None:
    values = np.zeros(size)
    values[taken] = 1.0
    solver.setSolution(size, (first + np.arange(size)).astype(np.int32), values)


def _bound(solver: highspy.Highs, program: Program) -> float:
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return -np.inf
    found = -solver.getInfo().mip_dual_bound * program.scale
    return float(found + SAFETY * abs(found)) if np.isfinite(found) else np.inf


def _chosen(solver: highspy.Highs, program: Program, first: int) -> Ints | None:
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    take = np.array(solver.getSolution().col_value)[first : first + len(program.pool)]
    return np.sort(np.concatenate((program.pool[take > 0.5], program.decided)))
