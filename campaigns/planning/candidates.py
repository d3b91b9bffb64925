"""From the catalogue's rows to the core's facts, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from campaigns.models import Block, Campaign, PinKind, Pool
from campaigns.planning.costs import VENDOR, vendor_of
from campaigns.planning.origins import SOURCE, Seen, credibility_origins, older_figures, origin_of
from campaigns.planning.packages import holding, packages_of
from campaigns.planning.rivals import rival_bookings
from campaigns.strategy.facts import (
    Denominator,
    Observation,
    ObservedRate,
    ObservedShare,
    ObservedShares,
    Package,
    Price,
    ProfileFacts,
    Provenance,
    RivalBooking,
)
from influencers.models import AudienceShare, ExchangeRate, Profile, ProfileNiche, Rate
from influencers.models.profile import Tier

# Nano profiles are shown in the catalogue and are not part of a mix.
MIX_TIERS = (Tier.MICRO, Tier.MACRO)

FIELDS = (
    "pk",
    "influencer_id",
    "influencer__name",
    "influencer__country",
    "audience_country",
    "platform",
    "followers",
    "average_engagements",
    "engagement_rate",
    "engagement_denominator",
    "average_reach",
    "average_views",
    "posts",
    "measured_on",
    "credibility",
    *SOURCE,
    *VENDOR,
)

Row = Mapping[str, Any]
Shares = Mapping[str, ObservedShares]


@dataclass(frozen=True, slots=True)
class Details:
    """What other tables know about the candidates, by profile."""

    niches: Mapping[int, Mapping[str, float]]
    audiences: Mapping[int, Shares]
    prices: Mapping[int, Mapping[str, Price]]
    older: Mapping[tuple[int, str], Seen]
    credibility: Mapping[int, Provenance]
    packages: Mapping[int, tuple[Package, ...]]
    rivals: Mapping[int, RivalBooking]
    blocked: AbstractSet[int]

    def seen(self, row: Row, figure: str) -> Seen:
        """Where a figure of the profile comes from: an older measurement where the newest lacks it."""
        newest = Seen(origin_of(row["source__name"], row["source__kind"], row["measured_on"]), row["posts"])
        return self.older.get((row["pk"], figure), newest)


def pool_of(campaign: Campaign) -> QuerySet[Profile]:
    """The profiles that the brief lets us choose from; what it must have is in, wherever it comes from.

    A brief that is not saved yet has no must-haves.
    """
    bookable = chosen = Q(tier__in=MIX_TIERS, influencer__is_active=True)
    if campaign.platforms:
        chosen &= Q(platform__in=campaign.platforms)
    if campaign.pool == Pool.IMPORT:
        chosen &= Q(pk__in=Profile.objects.filter(imports=campaign.pool_import_id).values("pk"))
    elif campaign.pool == Pool.LIST:
        chosen &= Q(pk__in=Profile.objects.filter(saved_lists=campaign.pool_list_id).values("pk"))
    if not campaign.pk:
        return Profile.objects.filter(chosen)
    must = Q(pk__in=campaign.pins.filter(kind=PinKind.INCLUDE).values("profile"))
    return Profile.objects.filter(chosen | (must & bookable))


def candidates(campaign: Campaign) -> list[ProfileFacts]:
    """What is known about every profile of the pool, by id; eleven queries whatever the size, one more where
    rivals matter."""
    pool, rupiah, today = pool_of(campaign), rupiah_per_unit(), timezone.localdate()
    details = Details(
        niches=_niches(pool),
        audiences=_audiences(pool),
        prices=_prices(pool, campaign, rupiah, today),
        older=older_figures(pool),
        credibility=credibility_origins(pool),
        packages=packages_of(pool, partial(_converted, currency=campaign.currency, rupiah=rupiah), today),
        rivals=rival_bookings(pool, campaign),
        blocked=blocked_by(campaign),
    )
    return [_facts(row, details) for row in pool.order_by("pk").values(*FIELDS)]


def blocked_by(campaign: Campaign) -> frozenset[int]:
    """The people whom the campaign's brand does not book; one query."""
    blocks = Block.objects.filter(brand=campaign.brand_id)
    return frozenset(blocks.values_list("influencer_id", flat=True))


def _facts(row: Row, details: Details) -> ProfileFacts:
    pk = row["pk"]
    audience = details.audiences.get(pk, {})
    return ProfileFacts(
        id=str(pk),
        person=str(row["influencer_id"]),
        name=row["influencer__name"],
        platform=row["platform"],
        followers=row["followers"],
        followers_on=row["measured_on"],
        # Where only the main country of an audience is known, the audience lives there, not with the person.
        country=row["audience_country"] or row["influencer__country"],
        niches=details.niches.get(pk, {}),
        engagements=_observation(row, "average_engagements", details),
        engagement_rate=_rate(row, details),
        reach=_observation(row, "average_reach", details),
        views=_observation(row, "average_views", details),
        audience_countries=audience.get("country"),
        audience_ages=audience.get("age"),
        audience_genders=audience.get("gender"),
        credibility=_credibility(row, details),
        prices=details.prices.get(pk, {}),
        packages=details.packages.get(pk, ()),
        vendor=vendor_of(row),
        booked_by_rival=details.rivals.get(row["influencer_id"]),
        blocked=row["influencer_id"] in details.blocked,
    )


def _observation(row: Row, figure: str, details: Details) -> Observation | None:
    seen = details.seen(row, figure)
    return Observation(row[figure], seen.origin, seen.posts) if row[figure] else None


def _rate(row: Row, details: Details) -> ObservedRate | None:
    denominator: Denominator = row["engagement_denominator"]
    value, seen = row["engagement_rate"], details.seen(row, "engagement_rate")
    return ObservedRate(value, denominator, seen.origin, seen.posts) if value else None


def _credibility(row: Row, details: Details) -> ObservedShare | None:
    share, origin = row["credibility"], details.credibility.get(row["pk"])
    return None if share is None else ObservedShare(share, origin or details.seen(row, "credibility").origin)


def _niches(pool: QuerySet[Profile]) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = defaultdict(dict)
    rows = ProfileNiche.objects.filter(profile__in=pool).order_by("pk")
    for profile, slug, weight in rows.values_list("profile", "niche__slug", "weight"):
        found[profile][slug] = weight
    return found


def _audiences(pool: QuerySet[Profile]) -> Mapping[int, Shares]:
    """The newest source of each dimension counts, whole: shares of two sources do not add up."""
    rows = AudienceShare.objects.filter(profile__in=pool).order_by("-source__obtained_on", "-source_id", "pk")
    columns = ("profile", "dimension", "value", "share", "source", *SOURCE, "source__obtained_on")
    shares: dict[tuple[int, str], dict[str, float]] = {}
    sources: dict[tuple[int, str], int] = {}
    origins: dict[tuple[int, str], Provenance] = {}
    for profile, dimension, value, share, source, name, kind, day in rows.values_list(*columns):
        key = (profile, dimension)
        if sources.setdefault(key, source) == source:
            origins[key] = origin_of(name, kind, day)
            shares.setdefault(key, {})[value] = share
    found: dict[int, dict[str, ObservedShares]] = defaultdict(dict)
    for (profile, dimension), values in shares.items():
        found[profile][dimension] = ObservedShares(values, origins[profile, dimension])
    return found


def _prices(
    pool: QuerySet[Profile], campaign: Campaign, rupiah: Mapping[str, Decimal], today: date
) -> dict[int, dict[str, Price]]:
    """The newest list price of each deliverable, in the campaign's currency where a rate converts it.

    One that no longer holds is an estimate: it counts where there is no other and the brief allows estimates.
    """
    rows = Rate.objects.filter(profile__in=pool).order_by("quoted_on", "pk")
    columns = ("profile", "deliverable", "amount", "currency", "basis", *SOURCE, "quoted_on")
    expired = [] if campaign.known_prices_only else rows.exclude(holding(today)).values_list(*columns)
    found: dict[int, dict[str, Price]] = defaultdict(dict)
    for quotes, holds in ((expired, False), (rows.filter(holding(today)).values_list(*columns), True)):
        for profile, deliverable, amount, quoted, basis, name, kind, day in quotes:
            if (here := _converted(amount, quoted, campaign.currency, rupiah)) is not None:
                origin = origin_of(name, kind, day)
                known = origin if holds else replace(origin, kind="estimated")
                found[profile][deliverable] = Price(here, known, basis, quoted)
    return found


def _converted(amount: int, quoted: str, currency: str, rupiah: Mapping[str, Decimal]) -> int | None:
    if quoted == currency:
        return amount
    return round(amount * rupiah[quoted] / rupiah[currency]) if {quoted, currency} <= rupiah.keys() else None


def rupiah_per_unit() -> dict[str, Decimal]:
    """The newest exchange rate of every currency; one rupiah is one rupiah."""
    rows: Iterable[tuple[str, Decimal]] = ExchangeRate.objects.order_by("as_of").values_list(
        "currency", "rupiah"
    )
    return {"IDR": Decimal(1), **dict(rows)}
