"""Where the covered shares are touched from above, and the multipliers that follow from it.

A flat segment is touched by lines. A nested one is touched by planes over its coordinates; any mix of planes
with weights adding up to 1 lies above its covered share too, and that is what a certificate keeps.
"""

from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach.duplication import Block, Duplication
from campaigns.strategy.reach.flat import Floats, covered, exposure, slope
from campaigns.strategy.selection.instance import Instance

START = np.array(
    [0, 0.01, 0.02, 0.04, 0.07, 0.11, 0.16, 0.22, 0.29, 0.37, 0.45, 0.53, 0.62, 0.7, 0.78, 0.86, 0.92, 0.97]
)
AROUND = np.array([0, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0, 1.02, 1.05, 1.1, 1.25, 1.6])
DEPTHS = np.array([0, 0.05, 0.2, 0.5, 1, 2, 4])  # of what the budget buys in its cheapest reach
IDLE = 1e-9  # of a mix: planes that weigh less are left out


@dataclass(frozen=True, slots=True)
class Planes:
    """K planes that touch the covered share of a nested segment of G coordinates, each at a point."""

    points: Floats  # K x G
    slopes: Floats  # K x G
    heights: Floats  # K: the planes at exposure 0


@dataclass(frozen=True, slots=True)
class Mix:
    """Planes with weights that add up to 1; without any plane it says that everyone is reached."""

    weights: Floats
    planes: Planes

    @property
    def slope(self) -> Floats:
        """One number a coordinate."""
        return np.asarray(self.weights @ self.planes.slopes)

    @property
    def height(self) -> float:
        """The mix at exposure 0."""
        return float(self.weights @ self.planes.heights) if len(self.weights) else 1.0


@dataclass(frozen=True, slots=True)
class Tangents:
    """Touching points: flat segments x any number, and the planes of every nested segment."""

    flat: Floats
    nested: tuple[Planes, ...]


@dataclass(frozen=True, slots=True)
class Prices:
    """Multipliers: y of every coordinate (a nested one's follows from its mix), lambda of every row and every
    level of cost.
    """

    by_coordinate: Floats
    by_row: Floats
    by_level: Floats  # above 0 for the most, below 0 for the least offers that may cost so much
    mixes: tuple[Mix, ...]


def touching(block: Block, points: Floats) -> Planes:
    """The planes at these points (K x coordinates of the block)."""
    slopes = block.gradient(points)
    return Planes(points, slopes, block.covered(points) - (slopes * points).sum(axis=-1))


def joined(first: Planes, second: Planes) -> Planes:
    """The planes of both."""
    pairs = [(getattr(first, name), getattr(second, name)) for name in ("points", "slopes", "heights")]
    return Planes(*(np.concatenate(pair) for pair in pairs))


def mixture(planes: Planes, weights: Floats) -> Mix:
    """The mix of planes by any weights, negative and idle ones left out."""
    kept = np.maximum(weights, 0.0)
    kept = np.where(kept > IDLE * kept.sum(), kept, 0.0)
    used = np.flatnonzero(kept)
    some = Planes(planes.points[used], planes.slopes[used], planes.heights[used])
    return Mix(kept[used] / kept.sum() if len(used) else kept[used], some)


def at_rest(instance: Instance, weights: Floats) -> Prices:
    """The multipliers that price exposure as if nobody were reached twice and no row cost anything."""
    mixes = tuple(
        mixture(touching(block, np.zeros((1, _size(block)))), np.ones(1)) for block in instance.model.blocks
    )
    none = (np.zeros(len(instance.bounds)), np.zeros(len(instance.levels)))
    return Prices(weights[instance.model.segment], *none, mixes)


def nothing_priced(instance: Instance) -> Prices:
    """Multipliers of 0 alone."""
    nobody = Planes(np.zeros((0, 0)), np.zeros((0, 0)), np.zeros(0))
    mixes = tuple(Mix(np.zeros(0), nobody) for _ in instance.model.blocks)
    none = (np.zeros(len(instance.bounds)), np.zeros(len(instance.levels)))
    return Prices(np.zeros(instance.model.count), *none, mixes)


def _size(block: Block) -> int:
    return int(block.coordinates.stop - block.coordinates.start)


def start_tangents(instance: Instance) -> Tangents:
    """Lines spread over the share reached, 0 first; planes along the cheapest reach that the budget buys."""
    model = instance.model
    lines = exposure(START[None, :], model.kappa[model.flat_segments][:, None])
    if not model.blocks:
        return Tangents(lines, ())
    way = DEPTHS[:, None] * _cheapest_reach(instance)
    planes = (touching(block, way[:, block.coordinates]) for block in model.blocks)
    return Tangents(lines, tuple(planes))


def _cheapest_reach(instance: Instance) -> Floats:
    people = instance.weighted(instance.model.population[instance.model.segment])
    order = np.argsort(-people / (instance.cost + 1.0))
    order = order[instance.usable[order]]
    paid = np.cumsum(instance.cost[order]) <= instance.problem.budget
    return instance.exposure_of(order[paid])


def around(tangents: Tangents, model: Duplication, x: Floats) -> Tangents:
    """Lines close to an optimum, 0 first, in place of those known; the planes stay."""
    return Tangents(x[model.flat_coordinates, None] * AROUND, tangents.nested)


def with_points(tangents: Tangents, model: Duplication, x: Floats) -> Tangents:
    """The tangents with one more a segment, at x."""
    lines = np.sort(np.concatenate((tangents.flat, x[model.flat_coordinates, None]), axis=1), axis=1)
    planes = (
        joined(known, touching(block, x[None, block.coordinates]))
        for known, block in zip(tangents.nested, model.blocks, strict=True)
    )
    return Tangents(lines, tuple(planes))


def envelope(points: Floats, kappa: Floats) -> tuple[Floats, Floats]:
    """Slopes and widths (segments x pieces) of the least tangent of phi at the points, 0 among them."""
    k = kappa[:, None]
    slopes = slope(points, k)
    intercepts = covered(points, k) - slopes * points
    falls = slopes[:, :-1] - slopes[:, 1:]
    apart = falls > 1e-12
    meet = (intercepts[:, 1:] - intercepts[:, :-1]) / np.where(apart, falls, 1.0)
    meet = np.clip(np.where(apart, meet, points[:, 1:]), points[:, :-1], points[:, 1:])
    nothing, everything = np.zeros((len(points), 1)), np.full((len(points), 1), np.inf)
    return slopes, np.diff(np.concatenate((nothing, meet, everything), axis=1), axis=1)
