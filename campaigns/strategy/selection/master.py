"""The relaxation solved to a proof: tangents and columns are added until the closed form meets the linear
program.
"""

import time
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach.flat import Floats, Ints
from campaigns.strategy.selection.bound import Proof, prove
from campaigns.strategy.selection.instance import Goal, Instance
from campaigns.strategy.selection.program import Program, Relaxation, Relaxed
from campaigns.strategy.selection.tangents import Tangents, at_rest, start_tangents, with_points

POOL = 900
ADDED = 400
ROUNDS = 8
TOUCHES = 12  # rounds of planes in one round: far cheaper than a program built anew
ROUNDING = 1e-12  # of a goal's size: bounds that differ by less are the same
NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Start:
    """What one solve hands to the next on the same offers: the pool of columns and the tangents."""

    pool: Ints
    tangents: Tangents


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
    instance: Instance,
    goal: Goal,
    start: Start | None = None,
    *,
    accuracy: float = 2e-4,
    deadline: float = np.inf,
) -> Master:
    """Bound the goal over all shortlists.

    Stops when the proof is within `accuracy` (relative) of the goal at the relaxation's own optimum, or
    after `ROUNDS` rounds, or with the first round that ends after the `deadline` (of `time.perf_counter`);
    the proof is valid whenever it stops. Cost: a few linear programs over about a thousand columns, one
    pricing of all offers each.
    """
    scale, known = goal_scale(instance, goal), start or Start(NOBODY, start_tangents(instance))
    noise = ROUNDING * instance.size(goal)
    pool = np.union1d(known.pool[instance.usable[known.pool]], start_pool(instance, goal))
    tangents = known.tangents
    best = prove(instance, goal, at_rest(instance, goal.weights))
    for _ in range(ROUNDS):
        relaxation = Relaxation(Program(instance, goal, scale, pool, tangents))
        relaxed = relaxation.solve(touches=TOUCHES, deadline=deadline)
        proof = prove(instance, goal, relaxed.prices)
        best = proof if proof.bound < best.bound - noise else best
        missing = missing_offers(instance, proof, pool, ADDED)
        reached = instance.reached(goal, relaxed.x) + goal.values[pool] @ relaxed.take
        last = Start(pool, with_points(relaxation.program.tangents, instance.model, relaxed.x))
        if not len(missing) and best.bound - reached <= accuracy * abs(best.bound):
            break
        if time.perf_counter() >= deadline:
            break
        tangents = last.tangents
        pool = np.union1d(pool, missing)
    return Master(goal, best, relaxed, last)


def goal_scale(instance: Instance, goal: Goal) -> float:
    """About the size of the goal at its optimum, to keep the linear program's numbers near 1; never 0."""
    gain = np.where(instance.usable, instance.gain(goal), 0.0)
    order = np.argsort(-gain / (instance.cost + 1.0))
    afford = np.cumsum(instance.cost[order]) <= instance.problem.budget
    total = float(gain[order][afford].sum()) or float(gain.max(initial=0.0))
    return total or 1.0


def start_pool(instance: Instance, goal: Goal) -> Ints:
    """Offers worth having in the first program: the musts, the best by gain and by gain a price, and for
    every row the best and the cheapest that it singles out.
    """
    gain = instance.gain(goal)
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


def missing_offers(instance: Instance, proof: Proof, pool: Ints, most: int) -> Ints:
    """Offers outside the pool that the multipliers would rather take, the best of each person, best first."""
    wanted = (proof.reduced >= proof.best[instance.person]) & (
        proof.reduced > 1e-12 * max(1.0, abs(proof.bound))
    )
    wanted[pool] = False
    return _top(np.flatnonzero(wanted), proof.reduced, most)
