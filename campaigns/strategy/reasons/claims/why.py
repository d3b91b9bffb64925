"""Why the mix: all claims in the order of the founding text."""

from collections.abc import Sequence

from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.reasons.claims.claim import Claim
from campaigns.strategy.reasons.claims.content import (
    micro_engage_more,
    micro_more_focused,
    micro_more_on_target,
    micro_more_trusted,
)
from campaigns.strategy.reasons.claims.goals import macro_best_for_awareness, micro_best_for_engagement
from campaigns.strategy.reasons.claims.yields import (
    macro_reach_is_cheaper,
    macro_reaches_more,
    micro_engagement_is_cheaper,
)
from campaigns.strategy.records import FrontierPoint


def why_mix(
    pool: Sequence[OfferForecast], points: Sequence[FrontierPoint], benchmarks: Benchmarks, market: str
) -> tuple[Claim, ...]:
    """The nine claims, judged on one offer a profile and on the frontier of their shortlists; O(n log n)."""
    return (
        macro_reaches_more(pool),
        macro_reach_is_cheaper(pool, benchmarks, market),
        macro_best_for_awareness(pool, points),
        micro_engage_more(pool, benchmarks),
        micro_engagement_is_cheaper(pool),
        micro_best_for_engagement(pool, points),
        micro_more_focused(pool),
        micro_more_on_target(pool),
        micro_more_trusted(pool),
    )
