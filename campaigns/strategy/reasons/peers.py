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
    """A figure, the share of peers with a lower one (equals count half), and how many peers there are."""

    value: float
    percentile: float
    peers: int


def cost_per_engagement(offer: OfferForecast) -> float:
    return offer.cost.total / offer.engagements.mean


def cost_per_relevant(offer: OfferForecast) -> float:
    return offer.cost.total / offer.relevant if offer.relevant > 0 else float("inf")


def engagement_rate(offer: OfferForecast) -> float:
    """Typical engagements of a post per follower: one denominator for everyone, so that peers compare."""
    return offer.engagements.p50 / max(1, offer.facts.followers or 1)


class Peers:
    """Percentiles of one figure within tier and platform; O(n log n) to set up, O(log n) to ask."""

    def __init__(self, pool: Sequence[OfferForecast], figure: Figure) -> None:
        groups: dict[tuple[str, str], list[float]] = defaultdict(list)
        for offer in pool:
            groups[offer.tier, offer.platform].append(figure(offer))
        self._figure = figure
        self._sorted = {key: np.sort(values) for key, values in groups.items()}

    def standing(self, offer: OfferForecast) -> Standing | None:
        """None where there are too few peers for a percentile to mean anything."""
        values = self._sorted.get((offer.tier, offer.platform))
        if values is None or len(values) <= ENOUGH:
            return None
        value = self._figure(offer)
        below, upto = (int(np.searchsorted(values, value, side)) for side in ("left", "right"))
        return Standing(value, (below + upto - 1) / 2 / (len(values) - 1), len(values) - 1)
