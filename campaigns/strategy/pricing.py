"""What an offer costs: the fee, known or estimated, plus the handling of one influencer."""

from dataclasses import dataclass

from campaigns.strategy.benchmarks import Benchmarks, MissingBenchmark
from campaigns.strategy.facts import Brief, Price, ProfileFacts, Provenance

DEFAULT_DELIVERABLE = {
    "instagram": "instagram_post",
    "tiktok": "tiktok_video",
    "youtube": "youtube_integration",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """The all-in cost of one deliverable in whole units of the campaign's currency, with its parts."""

    fee: int
    handling: int
    provenance: Provenance

    @property
    def total(self) -> int:
        return self.fee + self.handling

    @property
    def is_known(self) -> bool:
        return self.provenance.kind in ("measured", "entered")


def cost_of(facts: ProfileFacts, brief: Brief, benchmarks: Benchmarks) -> Cost | None:
    """All-in cost of the profile's default deliverable; None where no price is known and none may be
    estimated.

    In order: the price of that deliverable; the profile's price of another one, converted by the
    multipliers; the fee benchmark's mean (the median would under-forecast a plan's total). Nett prices are
    grossed up.
    """
    deliverable = DEFAULT_DELIVERABLE[facts.platform]
    known = facts.prices.get(deliverable)
    if known is not None:
        fee, origin = _gross(known, brief, benchmarks), known.origin
    elif brief.known_prices_only:
        return None
    elif converted := _converted(facts, deliverable, brief, benchmarks):
        fee, origin = converted
    elif brief.rupiah_per_unit is None or facts.followers is None:
        return None
    else:
        estimate = benchmarks.fee(facts.platform, deliverable, facts.followers, country=brief.market)
        fee, origin = estimate.mean / brief.rupiah_per_unit, estimate.provenance
    return Cost(max(1, round(fee)), _handling(brief, benchmarks), origin)


def _gross(price: Price, brief: Brief, benchmarks: Benchmarks) -> float:
    if price.basis != "nett":
        return price.amount
    return price.amount / benchmarks.value("nett_share_of_gross", country=brief.market)


def _converted(
    facts: ProfileFacts, deliverable: str, brief: Brief, benchmarks: Benchmarks
) -> tuple[float, Provenance] | None:
    for other, price in sorted(facts.prices.items()):
        try:
            times = benchmarks.multiplier(facts.platform, other, country=brief.market)
        except MissingBenchmark:
            continue
        wanted = benchmarks.multiplier(facts.platform, deliverable, country=brief.market)
        origin = Provenance("estimated", f"{price.origin.source}, {other}", price.origin.as_of)
        return _gross(price, brief, benchmarks) * wanted / times, origin
    return None


def _handling(brief: Brief, benchmarks: Benchmarks) -> int:
    rupiah = benchmarks.value("handling_cost", country=brief.market)
    return round(rupiah / brief.rupiah_per_unit) if brief.rupiah_per_unit else 0
