"""Reach counted once: the segments of a problem, flat and nested, as coordinates of exposure.

A flat segment has one coordinate, a nested one a coordinate for each niche that its offers have. Exposures
add up within a coordinate; a segment's unique reach is its population times the covered share.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach import flat, nested
from campaigns.strategy.reach.flat import Floats, Ints, kappa_array
from campaigns.strategy.records import Offer, Segment


@dataclass(frozen=True, slots=True)
class Block:
    """A nested segment: its position among the segments, its coordinates, kappa between and within niches."""

    segment: int
    coordinates: slice
    between: float
    within: float

    def covered(self, x: Floats) -> Floats:
        """The share of the segment reached; the last axis of x are the block's coordinates."""
        return nested.covered(x, self.between, self.within)

    def covered_with(self, x: Floats, offers: Floats) -> Floats:
        """The share reached at every row of x with every one of the offers added: rows x offers."""
        if not offers.shape[1]:
            return np.zeros((len(x), len(offers)))
        niche, more = offers.argmax(axis=1), offers.max(axis=1)
        return nested.covered_with(x, niche, more, self.between, self.within)

    def gradient(self, x: Floats) -> Floats:
        """The slope of `covered` along every coordinate."""
        return nested.gradient(x, self.between, self.within)


@dataclass(frozen=True, slots=True)
class Duplication:
    """S segments as C coordinates, segment by segment in the problem's order. Without a nested segment
    coordinates are segments.
    """

    population: Floats  # one per segment
    kappa: Floats  # one per segment, infinity for random duplication
    segment: Ints  # one per coordinate
    names: Sequence[tuple[str, str]]  # segment and niche (flat: "") of every coordinate
    blocks: tuple[Block, ...]
    flat_segments: Ints
    flat_coordinates: Ints

    @property
    def count(self) -> int:
        """How many coordinates there are."""
        return len(self.segment)

    def covered(self, x: Floats) -> Floats:
        """The share of every segment reached; the last axis of x are coordinates, of the result segments."""
        if not self.blocks:
            return flat.covered(x, self.kappa)
        share = np.empty((*x.shape[:-1], len(self.population)))
        share[..., self.flat_segments] = flat.covered(
            x[..., self.flat_coordinates], self.kappa[self.flat_segments]
        )
        for block in self.blocks:
            share[..., block.segment] = block.covered(x[..., block.coordinates])
        return share

    def covered_with(self, x: Floats, offers: Floats) -> Floats:
        """The share of every segment reached at every row of x with every one of the offers (a table) added:
        rows x offers x segments.
        """
        plain = self.flat_coordinates
        reached = flat.covered(x[:, None, plain] + offers[:, plain], self.kappa[self.flat_segments])
        if not self.blocks:
            return reached
        share = np.empty((len(x), len(offers), len(self.population)))
        share[..., self.flat_segments] = reached
        for block in self.blocks:
            share[..., block.segment] = block.covered_with(
                x[:, block.coordinates], offers[:, block.coordinates]
            )
        return share

    def exposure(self, people: Floats, coordinate: Ints) -> Floats:
        """The exposures of single offers that reach so many people alone, each in its coordinate."""
        segment = self.segment[coordinate]
        fraction = people / self.population[segment]
        if not self.blocks:
            return flat.exposure(fraction, self.kappa[segment])
        t = np.empty(len(fraction))
        plain = np.isin(segment, self.flat_segments)
        t[plain] = flat.exposure(fraction[plain], self.kappa[segment[plain]])
        for block in self.blocks:
            here = segment == block.segment
            t[here] = nested.exposure(fraction[here], block.between, block.within)
        return t

    def entries(self, offers: Iterable[Offer]) -> Ints:
        """The coordinate of every reach entry, offer by offer."""
        if not self.blocks:
            position = {segment: i for i, (segment, _) in enumerate(self.names)}
            return np.array([position[s] for o in offers for s in o.reach], dtype=np.int64)
        place = {name: i for i, name in enumerate(self.names)}
        plain = {name for name, niche in self.names if not niche}
        return np.array(
            [place[s, "" if s in plain else o.niche] for o in offers for s in o.reach], dtype=np.int64
        )

    def table(self, offers: Sequence[Offer]) -> Floats:
        """The exposures of some offers as a dense array, offers x coordinates. Cost: their reach entries."""
        dense = np.zeros((len(offers), self.count))
        row = np.repeat(np.arange(len(offers)), [len(offer.reach) for offer in offers])
        people = np.array([p for offer in offers for p in offer.reach.values()], dtype=float)
        coordinate = self.entries(offers)
        dense[row, coordinate] = self.exposure(people, coordinate)
        return dense


def duplication_of(segments: Mapping[str, Segment], offers: Iterable[Offer]) -> Duplication:
    """The coordinates that these offers need. Cost: one pass over the offers where a segment is nested."""
    niches = _niches(segments, offers)
    names = [(name, niche) for name in segments for niche in niches[name]]
    position = {name: i for i, name in enumerate(segments)}
    segment = np.array([position[name] for name, _ in names], dtype=np.int64)
    plain = [i for i, s in enumerate(segments.values()) if s.kappa_niche is None]
    return Duplication(
        population=np.array([s.population for s in segments.values()], dtype=float),
        kappa=kappa_array(segments.values()),
        segment=segment,
        names=names,
        blocks=tuple(_blocks(segments, segment)),
        flat_segments=np.array(plain, dtype=np.int64),
        flat_coordinates=np.searchsorted(segment, plain),
    )


def _niches(segments: Mapping[str, Segment], offers: Iterable[Offer]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {
        name: {""} if s.kappa_niche is None else set() for name, s in segments.items()
    }
    niched = [name for name, s in segments.items() if s.kappa_niche is not None]
    for offer in offers if niched else ():
        for name in offer.reach.keys() & niched:
            found[name].add(offer.niche)
    return {name: sorted(niches) for name, niches in found.items()}


def _blocks(segments: Mapping[str, Segment], segment: Ints) -> Iterable[Block]:
    for i, one in enumerate(segments.values()):
        first, last = np.searchsorted(segment, [i, i + 1]).tolist()
        if one.kappa is not None and one.kappa_niche is not None:
            yield Block(i, slice(first, last), one.kappa, one.kappa_niche)


def unique_reach(segments: Mapping[str, Segment], offers: Iterable[Offer]) -> float:
    """People reached at least once by these offers together, over all segments. Cost: their reach entries."""
    chosen = list(offers)
    model = duplication_of(segments, chosen)
    share = model.covered(model.table(chosen).sum(axis=0))
    return math.fsum((share * model.population).tolist())
