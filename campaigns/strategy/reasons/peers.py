"""Where an offer stands among its peers: the pool's offers of the same tier and platform."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.forecasting.forecast import OfferForecast

Figure = Callable[[OfferForecast], float]
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure, the share of peers with a lower one (equals count half), and how many peers there are.

    A profile is no peer of its own: a package is held against the other profiles' offers.
    """

    value: float
    percentile: float
    peers: int


def cost_per_engagement(offer: OfferForecast) -> float:
    return offer.cost.total / offer.engagements.mean if offer.engagements.mean > 0 else float("inf")


def cost_per_relevant(offer: OfferForecast) -> float:
    return offer.cost.total / offer.relevant if offer.relevant > 0 else float("inf")


def engagement_rate(offer: OfferForecast) -> float:
    """Typical engagements of a post per follower: one denominator for everyone, so that peers compare."""
    return offer.post_engagements.p50 / max(1, offer.facts.followers or 1)


class Peers:
    """Percentiles of one figure within tier and platform; O(n log n) to set up, O(log n) to ask.

    `pool` has one offer a profile.
    """

    def __init__(self, pool: Sequence[OfferForecast], figure: Figure) -> None:
        groups: dict[tuple[str, str], list[float]] = defaultdict(list)
        self._figure, self._own = figure, {offer.facts.id: figure(offer) for offer in pool}
        for offer in pool:
            groups[offer.tier, offer.platform].append(self._own[offer.facts.id])
        self._sorted = {key: np.sort(values) for key, values in groups.items()}

    def standing(self, offer: OfferForecast) -> Standing | None:
        """None where there are too few peers for a percentile to mean anything."""
        values = self._sorted.get((offer.tier, offer.platform))
        own = self._own.get(offer.facts.id)
        peers = 0 if values is None else len(values) - (own is not None)
        if values is None or peers < ENOUGH:
            return None
        value = self._figure(offer)
        below, upto = (int(np.searchsorted(values, value, side)) for side in ("left", "right"))
        if own is not None:
            below, upto = below - (own < value), upto - (own <= value)
        return Standing(value, (below + upto) / 2 / peers, peers)
