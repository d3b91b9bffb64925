"""Rows that follow from the rules because offers are booked whole: mixed-integer rounding.

Any sum of rules, with weights from 0 up, is a row a z <= b. With z counted from its other end (1 - z) for the
`turned` offers, all of it divided by a size, f the fraction of the limit that is left, and

    F(s) = floor(s) + max(0, fraction of s - f) / (1 - f),

the row sum of F(coefficients) z <= floor(limit) holds for every shortlist, and cuts off optima of the linear
program that take half an offer. F is continuous and a limit too near to a whole number is left alone, so that
rounding in the arithmetic stays rounding in the row.
"""

from dataclasses import replace

import numpy as np

from campaigns.strategy.reach.flat import Floats, Ints
from campaigns.strategy.selection.instance import Cut, Instance

LOWEST, HIGHEST = 0.02, 0.95  # of the fraction f
DIVISORS = np.array([1.0, 2.0, 3.0, 4.0, 8.0])  # of a fractional offer's coefficient: sizes tried
SIZES = 12  # fractional offers whose coefficients are tried as sizes
ROWS = 8  # rules combined, those of the highest price
TIGHT = 1e-3  # of a budget or a person: a rule with more room than this is not combined
BROKEN = 1e-3  # by how much an optimum must break a row of norm 1 for the row to be worth having
ADDED = 6  # rows a round
FRACTION = 1e-6


def row_of(cut: Cut, instance: Instance, offers: Ints) -> tuple[Floats, float]:
    """The row's coefficients of some offers, and its limit. Cost: offers x rules."""
    count = len(cut.weights)
    at = instance.limits[cut.turned, :count] @ cut.weights
    rest = float(instance.bounds[:count] @ cut.weights - at.sum()) / cut.size
    part = rest - np.floor(rest)
    ends = np.isin(offers, cut.turned)
    sizes = instance.limits[offers, :count] @ cut.weights / cut.size
    coefficients = np.where(ends, -1.0, 1.0) * _rounded(np.where(ends, -sizes, sizes), part)
    limit = np.floor(rest) - _rounded(-at / cut.size, part).sum()
    return coefficients / cut.scale, float(limit) / cut.scale


def _rounded(sizes: Floats, part: Floats | float) -> Floats:
    whole = np.floor(sizes)
    return np.asarray(whole + np.maximum(0.0, sizes - whole - part) / (1.0 - part))


def tightened(instance: Instance, cuts: tuple[Cut, ...]) -> Instance:
    """The instance with these rows beside those of its rules. Cost: all offers x rules, for each cut."""
    count, every = len(instance.rows), np.arange(len(instance.cost))
    found = [row_of(cut, instance, every) for cut in cuts]
    return replace(
        instance,
        limits=np.column_stack((instance.limits[:, :count], *(row for row, _ in found))),
        bounds=np.concatenate((instance.bounds[:count], [limit for _, limit in found])),
        cuts=cuts,
    )


def violated_cuts(instance: Instance, pool: Ints, take: Floats, by_row: Floats) -> list[Cut]:
    """Rows that an optimum over the pool breaks, the most broken first, `ADDED` at most. `by_row` are the
    multipliers of the rules. Cost: combinations x sizes x offers taken, in one array.
    """
    limits = instance.limits[pool, : len(instance.rows)]
    weights = _combinations(limits, instance.bounds[: len(instance.rows)], take, by_row)
    active = np.flatnonzero(take > FRACTION)
    turned = take[active] > 0.5
    ends = np.where(turned, 1.0 - take[active], take[active])
    open_ = np.flatnonzero(ends > FRACTION)
    if not len(open_) or not len(weights):
        return []
    sums = weights @ limits[active].T
    rest = weights @ instance.bounds[: len(instance.rows)] - sums[:, turned].sum(axis=1)
    open_ = open_[np.argsort(-ends[open_], kind="stable")][:SIZES]
    sizes = (np.abs(sums[:, open_, None]) / DIVISORS).reshape(len(weights), -1)
    broken, scale = _broken(np.where(turned, -sums, sums), rest, sizes, ends)
    best = broken.argmax(axis=1)
    at = np.arange(len(weights))
    order = np.argsort(-broken[at, best], kind="stable")[:ADDED]
    return [
        Cut(weights[i], float(sizes[i, best[i]]), np.sort(pool[active[turned]]), float(scale[i, best[i]]))
        for i in order.tolist()
        if broken[i, best[i]] > BROKEN
    ]


def _combinations(limits: Floats, bounds: Floats, take: Floats, by_row: Floats) -> Floats:
    """Weights of the rules, one row a combination: each tight rule, every two, the multipliers' own sum."""
    tight = np.flatnonzero(bounds - take @ limits < TIGHT)
    tight = tight[np.argsort(-by_row[tight], kind="stable")][:ROWS]
    one, two = (tight[part] for part in np.triu_indices(len(tight)))
    weights = np.zeros((len(one), len(bounds)))
    weights[np.arange(len(one)), one] = 1.0
    weights[np.arange(len(two)), two] = 1.0
    highest = by_row.max(initial=0.0)
    return np.concatenate((weights, [by_row / highest])) if highest > 0 else weights


def _broken(sums: Floats, rest: Floats, sizes: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """By how much the row of each combination and size is broken, as a distance, -1 where it is no use; and
    the largest coefficient.
    """
    usable = sizes > 1e-7
    sizes = np.where(usable, sizes, 1.0)
    limit = rest[:, None] / sizes
    part = limit - np.floor(limit)
    usable &= (part > LOWEST) & (part < HIGHEST)
    rows = _rounded(sums[:, None, :] / sizes[:, :, None], np.where(usable, part, 0.5)[:, :, None])
    norm = np.sqrt((rows * rows).sum(axis=2)) + 1e-12
    return np.where(usable, (rows @ ends - np.floor(limit)) / norm, -1.0), np.abs(rows).max(axis=2)
