"""Claims about what an account brings and for how much.

Only known prices count: where fees are estimated, the benchmark's own slope decides which tier is cheaper.
"""

from collections.abc import Sequence
from dataclasses import replace

from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.reasons.claims.claim import (
    Claim,
    Published,
    compare,
    is_measured,
    share_measured,
)
from campaigns.strategy.reasons.peers import cost_per_engagement


def macro_reaches_more(pool: Sequence[OfferForecast]) -> Claim:
    """Whether a post of a macro reaches more people than one of a micro of its platform, reach measured."""
    measured = [offer for offer in pool if is_measured(offer, "reach")]
    return compare("macro_reaches_more", measured, lambda offer: offer.reach.mean, claimed="macro")


def macro_reach_is_cheaper(pool: Sequence[OfferForecast], benchmarks: Benchmarks, market: str) -> Claim:
    """Whether a thousand people on target cost less with macro than with micro, before overlaps.

    `measured` is the share of those compared whose reach was measured. Beside it stands by which power of
    the followers fees grow (`fee_exponent`).
    """
    priced = [offer for offer in pool if offer.cost.is_known and sum(offer.on_target.values()) > 0]
    found = compare("macro_reach_is_cheaper", priced, _per_thousand, claimed="macro", lower=True)
    row = benchmarks.row("fee_exponent", platform="instagram", country=market)
    values = {**found.values, "measured": share_measured(priced, "reach")}
    return replace(found, values=values, published=(Published("", row.value, row.source, row.source_url),))


def micro_engagement_is_cheaper(pool: Sequence[OfferForecast]) -> Claim:
    """Whether an engagement costs less with micro than with macro, price known and engagement measured."""
    known = [offer for offer in pool if offer.cost.is_known and is_measured(offer, "engagements")]
    return compare("micro_engagement_is_cheaper", known, cost_per_engagement, claimed="micro", lower=True)


def _per_thousand(offer: OfferForecast) -> float:
    return 1000 * offer.cost.total / sum(offer.on_target.values())
