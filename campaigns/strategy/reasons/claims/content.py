"""Claims about accounts and audiences: engagement, focus, trust, the right people. Measured accounts only."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from campaigns.strategy.benchmarks import Benchmarks, MissingBenchmark
from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.reasons.claims.claim import Claim, Published, compare, is_measured
from campaigns.strategy.reasons.peers import engagement_rate


def micro_engage_more(pool: Sequence[OfferForecast], benchmarks: Benchmarks) -> Claim:
    """Whether micro get more engagements per follower than macro of the same platform."""
    measured = [offer for offer in pool if is_measured(offer, "engagements")]
    found = compare("micro_engage_more", measured, engagement_rate, claimed="micro")
    return replace(found, published=tuple(_published(pool, benchmarks)))


def _published(pool: Sequence[OfferForecast], benchmarks: Benchmarks) -> Iterator[Published]:
    for platform in sorted({offer.platform for offer in pool}):
        try:
            row = benchmarks.row("micro_beats_macro", platform=platform)
        except MissingBenchmark:
            continue
        yield Published(platform, row.value, row.source, row.source_url)


def micro_more_focused(pool: Sequence[OfferForecast]) -> Claim:
    """Whether micro keep more of their content in one niche, among those whose niche weights are known."""
    known = [offer for offer in pool if offer.facts.niche_weights_known]
    return compare("micro_more_focused", known, _main_share, claimed="micro", by_platform=False)


def _main_share(offer: OfferForecast) -> float:
    return max(offer.facts.niches.values())


def micro_more_trusted(pool: Sequence[OfferForecast]) -> Claim:
    """Whether micro have the higher credibility, among those where it is known."""
    known = [offer for offer in pool if is_measured(offer, "authenticity")]
    return compare(
        "micro_more_trusted", known, lambda offer: offer.authenticity, claimed="micro", by_platform=False
    )


def micro_more_on_target(pool: Sequence[OfferForecast]) -> Claim:
    """Whether more of micro's audience is in the brief's target, among those whose countries are known."""
    known = [offer for offer in pool if is_measured(offer, "country")]
    return compare(
        "micro_more_on_target", known, lambda offer: offer.target_share, claimed="micro", by_platform=False
    )
