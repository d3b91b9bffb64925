"""The relaxation solved to a proof: tangents and columns are added until the closed form meets the linear
program.
"""

from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach.flat import Floats, Ints, covered
from campaigns.strategy.selection.bound import Proof, prove
from campaigns.strategy.selection.instance import Goal, Instance
from campaigns.strategy.selection.program import Program, Relaxation, Relaxed, start_points, with_points

POOL = 900
ADDED = 400
ROUNDS = 8
ROUNDING = 1e-12  # of a goal's size: bounds that differ by less are the same
NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Start:
    """What one solve hands to the next on the same offers: the pool of columns and the tangent points."""

    pool: Ints
    points: Floats


@dataclass(frozen=True, slots=True)
class Master:
    """A solved relaxation: the proof with the best bound seen, the last optimum, and the start for the
    next solve.
    """

    goal: Goal
    proof: Proof
    relaxed: Relaxed
    start: Start


def solve_master(
    instance: Instance, goal: Goal, start: Start | None = None, *, accuracy: float = 2e-4
) -> Master:
    """Bound the goal over all shortlists.

    Stops when the proof is within `accuracy` (relative) of the goal at the relaxation's own optimum, or
    after `ROUNDS` rounds; the proof is valid whenever it stops. Cost: a few linear programs over about a
    thousand columns, one pricing of all offers each.
    """
    scale, known = goal_scale(instance, goal), start or Start(NOBODY, start_points(instance))
    noise = ROUNDING * instance.size(goal)
    pool = np.union1d(known.pool[instance.usable[known.pool]], start_pool(instance, goal))
    points = known.points
    best = prove(instance, goal, goal.weights, np.zeros(len(instance.bounds)))
    for _ in range(ROUNDS):
        relaxed = Relaxation(Program(instance, goal, scale, pool, points)).solve()
        proof = prove(instance, goal, relaxed.by_segment, relaxed.by_row)
        best = proof if proof.bound < best.bound - noise else best
        missing = _missing(instance, proof, pool)
        reached = covered(relaxed.x, instance.kappa) @ goal.weights + goal.values[pool] @ relaxed.take
        last = Start(pool, with_points(points, relaxed.x))
        if not len(missing) and best.bound - reached <= accuracy * abs(best.bound):
            break
        points = last.points
        pool = np.union1d(pool, missing)
    return Master(goal, best, relaxed, last)


def goal_scale(instance: Instance, goal: Goal) -> float:
    """About the size of the goal at its optimum, to keep the linear program's numbers near 1; never 0."""
    gain = np.where(instance.usable, goal.values + instance.weighted(goal.weights), 0.0)
    order = np.argsort(-gain / (instance.cost + 1.0))
    afford = np.cumsum(instance.cost[order]) <= instance.problem.budget
    total = float(gain[order][afford].sum()) or float(gain.max(initial=0.0))
    return total or 1.0


def start_pool(instance: Instance, goal: Goal) -> Ints:
    """Offers worth having in the first program: the musts, the best by gain and by gain a price, and for
    every row the best and the cheapest that it singles out.
    """
    gain = goal.values + instance.weighted(goal.weights)
    ratio = gain / (instance.cost + 1.0)
    usable = np.flatnonzero(instance.usable)
    parts = [np.flatnonzero(instance.must & instance.usable)]
    parts += [
        _top(usable, ratio, POOL * 2 // 3),
        _top(usable, gain, POOL // 6),
        _top(usable, -instance.cost, POOL // 6),
    ]
    for row in range(len(instance.rows)):
        helpful = usable[instance.limits[usable, row] < 0]
        parts += [_top(helpful, ratio, POOL // 18), _top(helpful, -instance.cost, POOL // 36)]
    return np.unique(np.concatenate(parts))


def _top(among: Ints, score: Floats, count: int) -> Ints:
    if len(among) <= count:
        return among
    return np.asarray(among[np.argpartition(-score[among], count)[:count]])


def _missing(instance: Instance, proof: Proof, pool: Ints) -> Ints:
    """Offers outside the pool that the multipliers would rather take, the best of each person, best first."""
    wanted = (proof.reduced >= proof.best[instance.person]) & (
        proof.reduced > 1e-12 * max(1.0, abs(proof.bound))
    )
    wanted[pool] = False
    return _top(np.flatnonzero(wanted), proof.reduced, ADDED)
