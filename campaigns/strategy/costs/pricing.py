"""What an offer costs the brand, all in: the bill of its quoted or estimated price."""

from dataclasses import dataclass, replace
from fractions import Fraction

from campaigns.strategy.benchmarks import Benchmarks, MissingBenchmark
from campaigns.strategy.costs.bill import Bill, Billing, Item, Quote
from campaigns.strategy.costs.rights import Right, Rights
from campaigns.strategy.costs.taxes import UNKNOWN_VENDOR, TaxRates, Vendor, default_rates, exactly, rates_on
from campaigns.strategy.facts import Brief, Package, Price, ProfileFacts, Provenance
from influencers.deliverables import DEFAULT_DELIVERABLE


@dataclass(frozen=True, slots=True)
class Cost:
    """The all-in cost of one quote in whole units of the campaign's currency, with its bill.

    `rights` are those that the brief asks for; `provenance` is that of the price without them.
    """

    quote: Quote
    bill: Bill
    vendor: Vendor
    provenance: Provenance
    rights: tuple[Right, ...] = ()

    @property
    def total(self) -> int:
        return self.bill.total

    @property
    def fee(self) -> int:
        """Gross: after discount, with the tax that is withheld of it."""
        return self.bill.fee

    @property
    def is_known(self) -> bool:
        return self.provenance.kind in ("measured", "entered")


class Pricing:
    """All-in costs of many profiles' packages and default deliverables for one brief, with its rights.

    Of a default deliverable, in order: its own price; the profile's price of another one, converted by the
    multipliers; the fee benchmark's mean (the median would under-forecast a plan's total), taken as gross.
    """

    def __init__(self, brief: Brief, benchmarks: Benchmarks) -> None:
        self._brief, self._benchmarks = brief, benchmarks
        rupiah = benchmarks.value("handling_cost", country=brief.market)
        handling = round(rupiah / brief.rupiah_per_unit) if brief.rupiah_per_unit else 0
        self._rights = Rights(brief, benchmarks)
        self._billing = Billing(_rates(brief), replace(brief.overheads, handling=handling))
        # The fee is a power of the followers: one profile's estimate gives all others.
        self._exponent = benchmarks.value("fee_exponent", platform="instagram", country=brief.market)
        self._one_follower = {
            platform: benchmarks.fee(platform, deliverable, 1, country=brief.market)
            for platform, deliverable in DEFAULT_DELIVERABLE.items()
        }

    def of(self, facts: ProfileFacts, package: Package | None = None) -> Cost | None:
        """Of the package, or of the default deliverable; None where no price is known and none may be
        estimated."""
        price = package.price if package else self._price(facts)
        rights = None if price is None else self._rights.of(price, package)
        if price is None or rights is None:
            return None
        if not rights:
            return self._single(price, facts.vendor)
        added = {right.code: right.amount for right in rights}
        quote = Quote(
            (Item(1, price.amount),),
            price.basis,
            usage_rights=added.get("rights", 0),
            exclusivity=added.get("exclusivity", 0),
        )
        return replace(self.billed(quote, facts.vendor, price.origin), rights=rights)

    def _single(self, price: Price, vendor: Vendor) -> Cost:
        return self.billed(Quote((Item(1, price.amount),), price.basis), vendor, price.origin)

    def billed(self, quote: Quote, vendor: Vendor, origin: Provenance) -> Cost:
        """Any quote as an all-in cost, under the brief's overheads and tax rates."""
        return Cost(quote, self._billing.of(quote, vendor), vendor, origin)

    def typical(self, platform: str, followers: int) -> Cost | None:
        """Of a benchmark's fee for somebody of whom nothing but the size is known; None without a rate of
        exchange."""
        price = self._estimated(platform, followers)
        return None if price is None else self._single(price, UNKNOWN_VENDOR)

    def _price(self, facts: ProfileFacts) -> Price | None:
        deliverable = DEFAULT_DELIVERABLE[facts.platform]
        known = facts.prices.get(deliverable)
        if known is not None:
            return known
        if self._brief.known_prices_only:
            return None
        converted = self._converted(facts, deliverable)
        return converted or self._estimated(facts.platform, facts.followers)

    def _converted(self, facts: ProfileFacts, deliverable: str) -> Price | None:
        market = self._brief.market
        for other, price in sorted(facts.prices.items()):
            try:
                times = self._benchmarks.multiplier(facts.platform, other, country=market)
            except MissingBenchmark:
                continue
            wanted = self._benchmarks.multiplier(facts.platform, deliverable, country=market)
            origin = Provenance("estimated", f"{price.origin.source}, {other}", price.origin.as_of)
            return replace(price, amount=max(1, round(price.amount * wanted / times)), origin=origin)
        return None

    def _estimated(self, platform: str, followers: int | None) -> Price | None:
        if self._brief.rupiah_per_unit is None or followers is None:
            return None
        one = self._one_follower[platform]
        rupiah = one.mean * max(1, followers) ** self._exponent
        return Price(max(1, round(rupiah / self._brief.rupiah_per_unit)), one.provenance, "gross")


def _rates(brief: Brief) -> TaxRates:
    """Of the campaign's day in the campaign's currency; without an exchange rate the steps stay in rupiah."""
    rates = brief.taxes or rates_on(default_rates(), brief.as_of)
    return rates.in_currency(exactly(brief.rupiah_per_unit) if brief.rupiah_per_unit else Fraction(1))
