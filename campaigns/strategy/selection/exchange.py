"""Two offers for two: what single moves cannot mend, as the money that one leaves is not what another costs.

Moves are tried by what the proof's multipliers say they are worth: the sets that cost the bound least on
either side, every one against every other. The best by that measure are then reckoned exactly.
"""

from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach.flat import Bools, Floats, Ints
from campaigns.strategy.selection.bound import Proof
from campaigns.strategy.selection.search import BROKEN, Field

SETS = 200  # ones and twos on either side
EXACT = 200  # moves reckoned exactly in one step
STEPS = 12


@dataclass(frozen=True, slots=True)
class _Sets:
    """Ones and twos of a field's offers (a one is twice the same), with what they add up to."""

    first: Ints
    second: Ints

    def total(self, of_each: Floats) -> Floats:
        """The sums of an array with one row an offer."""
        two = (self.first != self.second).reshape(-1, *[1] * (of_each.ndim - 1))
        return np.asarray(of_each[self.first] + two * of_each[self.second])


def exchange(field: Field, chosen: Bools, proof: Proof) -> Bools:
    """Climb by up to two offers out for up to two in until no such move helps that keeps the rules. Returns
    marks over the field. Cost: some milliseconds a step, at most `STEPS`.
    """
    reduced = np.where(field.instance.usable[field.offers], proof.reduced[field.offers], 0.0)
    mark = chosen
    for _ in range(STEPS):
        better = _step(field, mark, reduced, reduced + field.limits @ proof.prices.by_row)
        if better is None:
            break
        mark = better
    return mark


def _step(field: Field, mark: Bools, reduced: Floats, gain: Floats) -> Bools | None:
    """The marks after the best move, None where none helps."""
    taken = np.isin(field.person, field.person[mark])
    out = _sets(np.flatnonzero(mark & ~field.fixed), reduced, field.person)
    into = _sets(np.flatnonzero(~taken), -reduced, field.person)
    gains = _gains(field, mark, (out, into), gain)
    count = min(EXACT, int(np.isfinite(gains).sum()))
    if not count:
        return None
    moves = np.argpartition(-gains.ravel(), count - 1)[:count]
    outs, intos = (
        _picked(sets, at) for sets, at in zip((out, into), divmod(moves, len(into.first)), strict=True)
    )

    def after(of_each: Floats) -> Floats:
        return np.asarray(of_each[mark].sum(axis=0) - outs.total(of_each) + intos.total(of_each))

    scores = field.score(np.maximum(after(field.table), 0.0), after(field.limits), after(field.values))
    best, before = int(scores.argmax()), field.score_of(mark)
    if scores[best] <= before + 1e-12 * abs(before):
        return None
    moved = mark.copy()
    moved[[outs.first[best], outs.second[best]]] = False
    moved[[intos.first[best], intos.second[best]]] = True
    return moved


def _gains(field: Field, mark: Bools, sides: tuple[_Sets, _Sets], gain: Floats) -> Floats:
    """What every exchange gains by the multipliers, outs x ins; -infinity where it breaks a row or gains
    nothing.
    """
    out, into = sides
    gains = into.total(gain)[None, :] - out.total(gain)[:, None]
    room = field.instance.bounds + BROKEN - field.limits[mark].sum(axis=0) + out.total(field.limits)
    keeps = gains > 0
    for left, used in zip(room.T, into.total(field.limits).T, strict=True):
        keeps &= used[None, :] <= left[:, None]
    return np.where(keeps, gains, -np.inf)


def _sets(among: Ints, loss: Floats, person: Ints) -> _Sets:
    """The ones and twos of least loss, of different people."""
    first, second = (among[part] for part in np.triu_indices(len(among)))
    apart = (first == second) | (person[first] != person[second])
    losses = np.where(apart, loss[first] + (first != second) * loss[second], np.inf)
    least = np.argsort(losses, kind="stable")[: min(SETS, int(apart.sum()))]
    return _Sets(first[least], second[least])


def _picked(sets: _Sets, at: Ints) -> _Sets:
    return _Sets(sets.first[at], sets.second[at])
