"""What is known about a profile and what a brief asks for: the records that a forecast reads.

Every figure carries its provenance. Shares are 0 to 1, money is in whole units of the campaign's currency.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from campaigns.strategy.costs.bill import NO_OVERHEADS, Basis, Overheads
from campaigns.strategy.costs.taxes import UNKNOWN_VENDOR, TaxRates, Vendor
from influencers.tiers import tier_of

Kind = Literal["measured", "estimated", "entered", "assumed"]
Denominator = Literal["followers", "reach", "views"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure comes from: seen, taken from a benchmark, typed in by hand, or assumed."""

    kind: Kind
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What single posts say of a level: the log of its centre, the variance of that log, and how far it tells
    today's level, 0 to 1 (`history.evidence`)."""

    centre: float
    variance: float
    carry: float
    posts: int


@dataclass(frozen=True, slots=True)
class Observation:
    """The mean per post of `posts` posts of one profile; `posts` None means that nobody said how many.

    `evidence` stands in for the mean where the single posts are known.
    """

    mean: float
    origin: Provenance
    posts: int | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ObservedRate:
    """An engagement rate as a share (0.035 is 3.5 %), never without its denominator."""

    value: float
    denominator: Denominator
    origin: Provenance
    posts: int | None = None


@dataclass(frozen=True, slots=True)
class ObservedShares:
    """Shares of an audience by country, age band or gender; what is missing to 1 is unknown."""

    shares: Mapping[str, float]
    origin: Provenance


@dataclass(frozen=True, slots=True)
class ObservedShare:
    """One share, such as the authentic part of an audience."""

    value: float
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Price:
    """What one deliverable costs. `basis`: nett (tax comes on top), gross or unknown (taken as gross);
    `quoted_in`: the currency in which somebody quoted it, before it was converted."""

    amount: int
    origin: Provenance
    basis: Basis = "unknown"
    quoted_in: str = ""


@dataclass(frozen=True, slots=True)
class RivalBooking:
    """A rival of the brand that booked this person, and when."""

    rival: str
    booked_on: date


@dataclass(frozen=True, slots=True)
class Extra:
    """A right that a brief may ask for, at a price on top: `days` of it for `amount`."""

    days: int
    amount: int


@dataclass(frozen=True, slots=True)
class Package:
    """Several deliverables at one price: `items` are (deliverable, quantity).

    `rights_days` and `exclusivity_days` are in the price; `rights` and `exclusivity` are what more of them
    costs, None where nobody quoted it. Extras are on the basis of the price.
    """

    id: str
    name: str
    items: tuple[tuple[str, int], ...]
    price: Price
    rights_days: int = 0
    exclusivity_days: int = 0
    rights: Extra | None = None
    exclusivity: Extra | None = None


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """One profile as it is known today. `niches` maps niche slugs to weights; `prices` deliverables to
    prices; `followers_on` is the day on which the followers were counted; `vendor` is who is paid.

    `booked_by_rival` is the newest booking by a rival that the brief minds; whom the brand `blocked` it does
    not book.
    """

    id: str
    person: str
    name: str
    platform: str
    followers: int | None
    followers_on: date | None = None
    niches: Mapping[str, float] = field(default_factory=dict)
    country: str = ""
    engagements: Observation | None = None
    engagement_rate: ObservedRate | None = None
    reach: Observation | None = None
    views: Observation | None = None
    audience_countries: ObservedShares | None = None
    audience_ages: ObservedShares | None = None
    audience_genders: ObservedShares | None = None
    credibility: ObservedShare | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)
    packages: tuple[Package, ...] = ()
    booked_by_rival: RivalBooking | None = None
    blocked: bool = False
    vendor: Vendor = UNKNOWN_VENDOR

    @property
    def tier(self) -> str:
        return tier_of(self.followers)

    @property
    def niche_weights_known(self) -> bool:
        """Whether the weights say anything: equal weights that fill the whole are labels without weights."""
        weights = list(self.niches.values())
        return bool(weights) and (max(weights) - min(weights) > 1e-9 or sum(weights) < 1 - 1e-6)


@dataclass(frozen=True, slots=True)
class KnownOverlap:
    """Two profiles by id, and the people who follow both, as somebody audited it."""

    a: str
    b: str
    followers: float
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the campaign is for. Empty ages or genders mean everybody; `size` counts people, None: not
    known."""

    countries: tuple[str, ...]
    ages: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What the forecast needs of a brief.

    `niche_parents` maps a child niche to its parent. Empty platforms or niches mean any. `market` is the
    country whose fee benchmarks stand in for missing prices; `rupiah_per_unit` converts them to the
    campaign's currency, and None (no exchange rate) leaves profiles without a price out. `overheads` come on
    top of every fee (their handling is the benchmark's); `taxes` are those of the campaign's day, None those
    that ship with the project. `usage_rights_days` and `exclusivity_days` are asked of every offer.
    """

    audience: Audience
    as_of: date
    niches: tuple[str, ...] = ()
    niche_parents: Mapping[str, str] = field(default_factory=dict)
    platforms: tuple[str, ...] = ()
    known_prices_only: bool = False
    credibility_min: float | None = None
    rupiah_per_unit: float | None = 1.0
    market: str = "ID"
    overheads: Overheads = NO_OVERHEADS
    taxes: TaxRates | None = None
    usage_rights_days: int = 0
    exclusivity_days: int = 0
