"""The reach of a set whose every pair is audited: flat duplication with the kappa that its overlaps imply."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from campaigns.strategy.reach.flat import Floats, covered, exposure
from campaigns.strategy.records import Offer, Segment

LEAST, MOST = math.log(0.02), math.log(1e6)
STEPS = 40


def matched_reach(segments: Mapping[str, Segment], offers: Sequence[Offer], people_in_both: float) -> float:
    """People reached once, where all pairs of the set together share so many people, several segments taken
    together.

    One kappa for all segments, by bisection; it reproduces the sum over the pairs. Where they share less
    than at random, the duplication at random is scaled down to it. Cost: 40 x offers^2 x segments.
    """
    parts = [_shares(name, segment, offers) for name, segment in segments.items()]
    plain = sum(size * float(shares.sum()) for size, shares in parts)
    at_random = _in_both(parts, math.inf)
    if people_in_both <= at_random:
        kept = people_in_both / at_random if at_random else 0.0
        return plain - kept * (plain - _reach(parts, math.inf))
    low, high = LEAST, MOST
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _in_both(parts, math.exp(middle)) > people_in_both else (low, middle)
    return _reach(parts, math.exp(low))


Part = tuple[float, Floats]


def _shares(name: str, segment: Segment, offers: Sequence[Offer]) -> Part:
    return segment.population, np.array([offer.reach.get(name, 0.0) for offer in offers]) / segment.population


def _reach(parts: Sequence[Part], kappa: float) -> float:
    each = np.array(kappa)
    return sum(size * float(covered(exposure(shares, each).sum(), each)) for size, shares in parts)


def _in_both(parts: Sequence[Part], kappa: float) -> float:
    """The sum of all pairs' overlaps at this kappa."""
    each, people = np.array(kappa), 0.0
    for size, shares in parts:
        x = exposure(shares, each)
        first, second = (np.array(side, dtype=int) for side in np.triu_indices(len(shares), 1))
        both = shares[first] + shares[second] - covered(x[first] + x[second], each)
        people += size * float(both.sum())
    return people
