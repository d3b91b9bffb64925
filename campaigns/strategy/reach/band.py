"""How sure a reach counted once is: three levels of what is known of overlaps, each with its 80 % range.

- none: nobody audited an overlap; the usual kappas, and a flat 15 % either way.
- pairs: kappas fitted to audited pairs; the range carries the fit's uncertainty and the model's own error.
- table: every pair of the set is audited; the model's own error is smaller then.

No range goes below the largest single reach, or above the plain sum and the people that there are. The
model's error is a share of the duplication, 1 - reach / plain sum; its size was set so that ranges hold 80 %
on the simulated audiences of `measuring.audiences`, most of which break the model's assumptions.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.reach.overlap import Fit, Pair, log_reach, with_kappas
from campaigns.strategy.reach.table import matched_reach
from campaigns.strategy.records import Offer, Segment

Level = Literal["none", "pairs", "table"]
UNKNOWN = 0.15  # of the reach, either way
QUANTILE = 1.2816  # of the standard normal: 80 % lie between minus and plus
LEAST_ERROR = 0.002
MODEL_ERROR: Mapping[Level, float] = {"pairs": 0.12, "table": 0.075}
MATCHED_ERROR = 0.06


@dataclass(frozen=True, slots=True)
class Reached:
    """People reached by a set of offers, counted once, with the 80 % range and the level that it rests on."""

    people: float
    low: float
    high: float
    level: Level


def level_of(ids: Collection[str], pairs: Iterable[Pair]) -> Level:
    """What is known of a set: the overlap of every two, of some anywhere, or nothing."""
    known = {frozenset((pair.a, pair.b)) for pair in pairs}
    if not known:
        return "none"
    every = [frozenset(both) in known for both in combinations(ids, 2)]
    return "table" if every and all(every) else "pairs"


def assumed_reach(segments: Mapping[str, Segment], offers: Sequence[Offer]) -> Reached:
    """Level none: the segments' own kappas, 15 % either way."""
    people = unique_reach(segments, offers)
    return _ranged(segments, offers, Reached(people, people * (1 - UNKNOWN), people * (1 + UNKNOWN), "none"))


def fitted_reach(
    fit: Fit, segments: Mapping[str, Segment], offers: Sequence[Offer], level: Level = "pairs"
) -> Reached:
    """The fitted model's reach, which is what an optimiser with the fitted kappas counts.

    `segments` are those that the fit was made on, kappa None where it is fitted. Cost: about 1 ms a segment.
    """
    people = unique_reach(with_kappas(segments, fit.kappa, fit.kappa_niche), offers)
    if people <= 0:
        return Reached(0.0, 0.0, 0.0, level)
    off = log_reach(fit, segments, offers) - math.log(people)
    variance = float(fit.weight @ off**2)
    return _spread(segments, offers, people, variance, MODEL_ERROR[level], level)


def tabled_reach(segments: Mapping[str, Segment], offers: Sequence[Offer], pairs: Iterable[Pair]) -> Reached:
    """Level table by itself, more exact than the fit: the flat kappa that reproduces the sum of the set's own
    overlaps. Every pair of the offers has to be among the pairs."""
    ids = {offer.id for offer in offers}
    both = math.fsum(pair.people for pair in pairs if {pair.a, pair.b} <= ids)
    people = matched_reach(segments, offers, both)
    return _spread(segments, offers, people, 0.0, MATCHED_ERROR, "table")


def _spread(
    segments: Mapping[str, Segment],
    offers: Sequence[Offer],
    people: float,
    variance: float,
    error: float,
    level: Level,
) -> Reached:
    """The range of a log-normal around the reach; more is known than at level none, so it is never wider."""
    plain = plain_sum(offers)
    duplication = 1.0 - people / plain if plain else 0.0
    sigma = math.sqrt(variance + (LEAST_ERROR + error * duplication) ** 2)
    up = min(math.exp(QUANTILE * sigma), 1 + UNKNOWN)
    return _ranged(segments, offers, Reached(people, people * max(1 / up, 1 - UNKNOWN), people * up, level))


def _ranged(segments: Mapping[str, Segment], offers: Sequence[Offer], found: Reached) -> Reached:
    low, high = (_by_segment(segments, offers, bound) for bound in (_least, _most))
    people = found.people
    return replace(found, low=min(max(found.low, low), people), high=max(min(found.high, high), people))


def _by_segment(
    segments: Mapping[str, Segment],
    offers: Sequence[Offer],
    bound: Callable[[Segment, Sequence[float]], float],
) -> float:
    return math.fsum(
        bound(segment, [offer.reach.get(name, 0.0) for offer in offers]) for name, segment in segments.items()
    )


def _least(segment: Segment, reaches: Sequence[float]) -> float:
    """The largest single reach: nobody is counted who is not in it."""
    return max(reaches)


def _most(segment: Segment, reaches: Sequence[float]) -> float:
    """The plain sum, and never more people than there are."""
    return min(math.fsum(reaches), segment.population)


def plain_sum(offers: Iterable[Offer]) -> float:
    """Every offer's reach added up: nobody is in two."""
    return math.fsum(people for offer in offers for people in offer.reach.values())
