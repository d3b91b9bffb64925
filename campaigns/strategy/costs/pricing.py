"""What an offer costs: the fee, known or estimated, plus the handling of one influencer."""

from dataclasses import dataclass

from campaigns.strategy.benchmarks import Benchmarks, MissingBenchmark
from campaigns.strategy.facts import Brief, Price, ProfileFacts, Provenance
from influencers.deliverables import DEFAULT_DELIVERABLE


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


class Pricing:
    """All-in costs of many profiles' default deliverables for one brief.

    In order: the price of that deliverable; the profile's price of another one, converted by the
    multipliers; the fee benchmark's mean (the median would under-forecast a plan's total). Nett prices are
    grossed up.
    """

    def __init__(self, brief: Brief, benchmarks: Benchmarks) -> None:
        self._brief, self._benchmarks = brief, benchmarks
        self._nett = benchmarks.value("nett_share_of_gross", country=brief.market)
        rupiah = benchmarks.value("handling_cost", country=brief.market)
        self._handling = round(rupiah / brief.rupiah_per_unit) if brief.rupiah_per_unit else 0
        # The fee is a power of the followers: one profile's estimate gives all others.
        self._exponent = benchmarks.value("fee_exponent", platform="instagram", country=brief.market)
        self._one_follower = {
            platform: benchmarks.fee(platform, deliverable, 1, country=brief.market)
            for platform, deliverable in DEFAULT_DELIVERABLE.items()
        }

    def of(self, facts: ProfileFacts) -> Cost | None:
        """None where no price is known and none may be estimated."""
        found = self._fee(facts)
        return None if found is None else Cost(max(1, round(found[0])), self._handling, found[1])

    def _fee(self, facts: ProfileFacts) -> tuple[float, Provenance] | None:
        deliverable = DEFAULT_DELIVERABLE[facts.platform]
        known = facts.prices.get(deliverable)
        if known is not None:
            return self._gross(known), known.origin
        if self._brief.known_prices_only:
            return None
        return self._converted(facts, deliverable) or self._estimated(facts)

    def _gross(self, price: Price) -> float:
        return price.amount / self._nett if price.basis == "nett" else price.amount

    def _converted(self, facts: ProfileFacts, deliverable: str) -> tuple[float, Provenance] | None:
        market = self._brief.market
        for other, price in sorted(facts.prices.items()):
            try:
                times = self._benchmarks.multiplier(facts.platform, other, country=market)
            except MissingBenchmark:
                continue
            wanted = self._benchmarks.multiplier(facts.platform, deliverable, country=market)
            origin = Provenance("estimated", f"{price.origin.source}, {other}", price.origin.as_of)
            return self._gross(price) * wanted / times, origin
        return None

    def _estimated(self, facts: ProfileFacts) -> tuple[float, Provenance] | None:
        if self._brief.rupiah_per_unit is None or facts.followers is None:
            return None
        one = self._one_follower[facts.platform]
        rupiah = one.mean * max(1, facts.followers) ** self._exponent
        return rupiah / self._brief.rupiah_per_unit, one.provenance
