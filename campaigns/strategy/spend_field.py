"""The picture of a mix: every influencer is a disc whose area is the spend, micro left, macro right.

Packing is a seeded relaxation: discs push each other apart while the wished gap shrinks, so that they end
evenly spread. O(n^2) a step, a few tenths of a second for 120 discs; store the result.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

ORDER = ("unknown", "nano", "micro", "macro")  # left to right
LIMIT = 120
DENSITY = 0.56  # of the area covered when nothing needs more room
WIDEST_GAP, NARROWEST_GAP = 0.6, 0.06  # between neighbours, in mean radii
STEPS = 320
SETTLED = 0.01  # overlap in mean radii that nobody sees
STRIP_GAP = 0.01  # between two tiers, of the width
SHRINK = 0.93


@dataclass(frozen=True, slots=True)
class Spend:
    """One influencer's cost in whole units of the currency, or any other positive weight."""

    id: str
    tier: str
    cost: float


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc in the picture's units; `ids` names several people where the smallest were pooled."""

    x: float
    y: float
    r: float
    tier: str
    cost: float
    ids: tuple[str, ...]


def pack(
    spends: Sequence[Spend], *, width: float = 1000, height: float = 200, seed: int = 3, limit: int = LIMIT
) -> tuple[Disc, ...]:
    """Discs inside `width` x `height`, none on another, all on one scale; equal input gives an equal picture.

    Each tier keeps to its strip, as wide as its share of the spend (wider only where one disc needs it).
    Above `limit` discs the smallest of a tier are pooled. Costs that are not positive are left out.
    """
    pools = _pooled([spend for spend in spends if spend.cost > 0], limit)
    tiers = [tier for tier in _in_order(pools) if pools[tier]]
    total = sum(cost for tier in tiers for cost, _ in pools[tier])
    if not total:
        return ()
    costs = {tier: np.array([cost for cost, _ in pools[tier]]) for tier in tiers}
    scale = _first_scale(costs, total, width, height)
    while True:
        radii = {tier: np.sqrt(costs[tier] * scale) for tier in tiers}
        strips = _strips(radii, costs, total, width)
        places = _settle_all(radii, strips, height, seed)
        if places is not None:
            break
        scale *= SHRINK
    return tuple(
        Disc(round(float(x), 1), round(float(y), 1), round(float(r), 1), tier, cost, ids)
        for tier in tiers
        for (x, y), r, (cost, ids) in zip(places[tier], radii[tier], pools[tier], strict=True)
    )


def _in_order(pools: dict[str, list[tuple[float, tuple[str, ...]]]]) -> list[str]:
    return sorted(pools, key=lambda tier: ORDER.index(tier) if tier in ORDER else -1)


def _pooled(spends: Sequence[Spend], limit: int) -> dict[str, list[tuple[float, tuple[str, ...]]]]:
    """Per tier (cost, ids), largest first; the two smallest of a tier merge until `limit` discs are left."""
    pools: dict[str, list[tuple[float, tuple[str, ...]]]] = {}
    for spend in spends:
        pools.setdefault(spend.tier, []).append((float(spend.cost), (spend.id,)))
    for pool in pools.values():
        heapq.heapify(pool)
    for _ in range(len(spends) - limit):
        pool = min((pool for pool in pools.values() if len(pool) > 1), key=lambda pool: pool[0])
        cost, ids = heapq.heappop(pool)
        heapq.heapreplace(pool, (cost + pool[0][0], pool[0][1] + ids))
    return {tier: sorted(pool, key=lambda item: (-item[0], item[1])) for tier, pool in pools.items()}


def _first_scale(costs: dict[str, Array], total: float, width: float, height: float) -> float:
    """Square of a radius per unit of cost: the wished density, unless the largest disc would not fit."""
    wished = width * height * DENSITY / (np.pi * total)
    largest = max(float(array.max()) for array in costs.values())
    return float(min(wished, (min(width, height) / 2) ** 2 / largest))


def _strips(
    radii: dict[str, Array], costs: dict[str, Array], total: float, width: float
) -> dict[str, tuple[float, float]]:
    """Left and right end of each tier's strip."""
    gap = STRIP_GAP * width
    room = width - gap * (len(costs) - 1)
    wished = {tier: room * float(array.sum()) / total for tier, array in costs.items()}
    needed = {tier: 2 * float(array.max()) for tier, array in radii.items()}
    missing = sum(max(0.0, needed[tier] - wished[tier]) for tier in costs)
    spare = sum(max(0.0, wished[tier] - needed[tier]) for tier in costs) or 1.0
    strips, left = {}, 0.0
    for tier in costs:
        surplus = wished[tier] - needed[tier]
        size = needed[tier] if surplus < 0 else wished[tier] - missing * surplus / spare
        strips[tier] = (left, left + size)
        left += size + gap
    return strips


def _settle_all(
    radii: dict[str, Array], strips: dict[str, tuple[float, float]], height: float, seed: int
) -> dict[str, Array] | None:
    """Places per tier, or None when some tier cannot settle at this scale."""
    places: dict[str, Array] = {}
    for tier, (left, right) in strips.items():
        settled = _settle(radii[tier], left, right, height, np.random.default_rng(seed))
        if settled is None:
            return None
        places[tier] = settled
    return places


def _spread(radii: Array, low: Array, high: Array, rng: np.random.Generator) -> Array:
    """Where the discs start: shuffled from left to right by area, up and down by the golden ratio."""
    order = rng.permutation(len(radii))
    area = np.cumsum(radii[order] ** 2) - radii[order] ** 2 / 2
    start = np.empty((len(radii), 2))
    start[order, 0] = area / float((radii**2).sum())
    start[order, 1] = (np.arange(len(radii)) * 0.618034 + rng.random()) % 1
    return low + start * (high - low)


def _settle(radii: Array, left: float, right: float, height: float, rng: np.random.Generator) -> Array | None:
    """Places of the discs in [left, right] x [0, height], or None when they keep overlapping."""
    mean = float(radii.mean())
    if right - left < 2 * float(radii.max()) - SETTLED * mean:
        return None
    low = np.column_stack([left + radii, radii])
    high = np.maximum(low, np.column_stack([right - radii, height - radii]))
    if len(radii) == 1:
        return (low + high) / 2
    places = _spread(radii, low, high, rng)
    reach = radii[:, None] + radii[None, :]
    np.fill_diagonal(reach, -np.inf)
    weight = radii**2
    mass = weight[None, :] / (weight[:, None] + weight[None, :])  # the smaller disc of a pair moves more
    for gap in np.geomspace(WIDEST_GAP, NARROWEST_GAP, STEPS) * mean:
        away = places[:, None, :] - places[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1]) + 1e-6 * mean
        push = np.maximum(reach + gap - distance, 0.0)
        if push.max() < SETTLED * mean:
            return places
        places = places + 0.5 * ((push * mass / distance)[..., None] * away).sum(axis=1)
        places = np.clip(places, low, high)
    return places if push.max() < (NARROWEST_GAP + SETTLED) * mean else None
