"""Good shortlists from a solved relaxation: its roundings, then moves of one offer in, one out, or one for
another.

A move is judged by the goal minus a steep price on broken rows, so that a rounding that breaks rules is
repaired by the same moves. All moves of a step are evaluated at once.
"""

import time
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach.flat import Bools, Floats, Ints
from campaigns.strategy.selection.bound import Proof, penalties
from campaigns.strategy.selection.instance import Goal, Instance

CANDIDATES = 120
REMOVABLE = 40
STEPS = 60
ROUNDED = 7
BROKEN = 1e-12  # money in units of the budget: far below one unit of currency
WORK = 400_000  # moves x segments evaluated in one step, at most


@dataclass(frozen=True, slots=True)
class Field:
    """The candidates of one search as dense arrays; `offers` are their positions in the instance."""

    instance: Instance
    goal: Goal
    offers: Ints
    table: Floats
    limits: Floats
    values: Floats
    person: Ints
    fixed: Bools
    steep: float

    def score(self, x: Floats, usage: Floats, values: Floats) -> Floats:
        """The goal minus the price of broken rows; the last axis of x and usage are coordinates and rows."""
        return self._judged(self.instance.reached(self.goal, x), usage, values)

    def scores_with(self, x: Floats, usage: Floats, values: Floats, more: Ints) -> Floats:
        """The scores of shortlists, each with each of `more` (positions in the field) added."""
        reached = self.instance.model.covered_with(x, self.table[more]) @ self.goal.weights
        return self._judged(reached, usage[:, None] + self.limits[more], values[:, None] + self.values[more])

    def _judged(self, reached: Floats, usage: Floats, values: Floats) -> Floats:
        over = np.maximum(usage - self.instance.bounds - BROKEN, 0.0).sum(axis=-1)
        return np.asarray(reached + values - self.steep * over)

    def keeps(self, chosen: Bools) -> bool:
        """Whether no row is broken."""
        return bool((self.limits[chosen].sum(axis=0) <= self.instance.bounds + BROKEN).all())

    def score_of(self, chosen: Bools) -> float:
        """The score of one shortlist."""
        usage = self.limits[chosen].sum(axis=0)
        return float(self.score(self.table[chosen].sum(axis=0), usage, self.values[chosen].sum()))


def field_of(instance: Instance, goal: Goal, offers: Ints, steep: float) -> Field:
    """A search field over these offers."""
    return Field(
        instance,
        goal,
        offers,
        instance.table(offers),
        instance.limits[offers],
        goal.values[offers],
        instance.person[offers],
        instance.must[offers],
        steep,
    )


def candidates(instance: Instance, proof: Proof, chosen: Ints, count: int = CANDIDATES) -> Ints:
    """The chosen offers and those whose opposite decision costs the bound least for their size."""
    size = (instance.cost / instance.problem.budget + 1e-3) ** 0.75
    penalty = penalties(instance, proof) / size
    near = np.argsort(penalty, kind="stable")[:count]
    return np.union1d(near[np.isfinite(penalty[near])], chosen)


def rounded(field: Field, take: Floats) -> tuple[float, Ints]:
    """The best of all ways to round the most fractional offers: its score, and positions in the field."""
    sure = np.flatnonzero(take > 1 - 1e-6)
    open_ = np.flatnonzero((take > 1e-6) & (take <= 1 - 1e-6))
    open_ = open_[np.argsort(-take[open_], kind="stable")][:ROUNDED]
    codes = _codes(field.person[open_])
    scores = field.score(
        field.table[sure].sum(axis=0) + codes @ field.table[open_],
        field.limits[sure].sum(axis=0) + codes @ field.limits[open_],
        field.values[sure].sum() + codes @ field.values[open_],
    )
    best = int(scores.argmax())
    return float(scores[best]), np.concatenate((sure, open_[codes[best] > 0]))


def _codes(person: Ints) -> Ints:
    """All choices among a few offers as rows of 0 and 1, one offer a person."""
    codes = (np.arange(2 ** len(person))[:, None] >> np.arange(len(person))) & 1
    clash = np.triu(person[:, None] == person[None, :], 1)
    return np.asarray(codes[((codes @ clash) * codes).sum(axis=1) == 0])


def improve(field: Field, chosen: Bools, deadline: float = np.inf) -> Bools:
    """Climb by the best move until none helps, at most `STEPS` moves; after the `deadline` (of
    `time.perf_counter`) only until no row is broken. Returns marks over the field.
    """
    mark, score = chosen.copy(), field.score_of(chosen)
    for _ in range(STEPS):
        if time.perf_counter() >= deadline and field.keeps(mark):
            break
        gain, out, into = _best_move(field, mark, score)
        if gain <= 1e-12 * abs(score):
            break
        mark[out] = False
        mark[into] = True
        score = field.score_of(mark)
    return mark


def _best_move(field: Field, mark: Bools, score: float) -> tuple[float, list[int], list[int]]:
    """The best of all moves: (gain, offers out, offers in) as positions in the field."""
    inside, outside = np.flatnonzero(mark), np.flatnonzero(~mark)
    leaving = _removable(field, inside, len(outside))
    x, usage = field.table[mark].sum(axis=0), field.limits[mark].sum(axis=0)
    values = field.values[mark].sum()
    xs = np.concatenate((x[None], np.maximum(x - field.table[leaving], 0.0)))
    usages = np.concatenate((usage[None], usage - field.limits[leaving]))
    rests = np.concatenate(([values], values - field.values[leaving]))
    best = (0.0, list[int](), list[int]())
    drops = field.score(xs[1:], usages[1:], rests[1:]) - score
    if len(drops) and drops.max() > 0:
        best = (float(drops.max()), [int(leaving[drops.argmax()])], [])
    if not len(outside):
        return best
    scores = field.scores_with(xs, usages, rests, outside)
    gains = np.where(_allowed(field, inside, leaving, outside), scores - score, -np.inf)
    row, column = np.unravel_index(int(gains.argmax()), gains.shape)
    if gains[row, column] > best[0]:
        best = (float(gains[row, column]), [int(leaving[row - 1])] if row else [], [int(outside[column])])
    return best


def _removable(field: Field, inside: Ints, others: int) -> Ints:
    """The chosen offers worth leaving: not the musts, the least gain a price first, as many as the work
    allows.
    """
    free = inside[~field.fixed[inside]]
    room = max(5, min(REMOVABLE, WORK // max(1, others * (field.table.shape[1] + field.limits.shape[1]))))
    if len(free) <= room:
        return free
    gain = field.values[free] + field.table[free] @ field.goal.weights[field.instance.model.segment]
    cost = field.instance.cost[field.offers[free]] + 1.0
    return np.asarray(free[np.argsort(gain / cost, kind="stable")[:room]])


def _allowed(field: Field, inside: Ints, leaving: Ints, outside: Ints) -> Bools:
    """Whether each offer may come in for each one that leaves (the first row: for none): one offer a
    person.
    """
    taken = np.zeros(field.instance.people, dtype=np.int64)
    np.add.at(taken, field.person[inside], 1)
    clash = taken[field.person[outside]]
    same = field.person[leaving][:, None] == field.person[outside][None, :]
    return np.concatenate((clash[None] == 0, clash[None] - same == 0))
