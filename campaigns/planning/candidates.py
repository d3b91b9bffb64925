"""From the catalogue's rows to the core's facts, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Q, QuerySet

from campaigns.models import Campaign, PinKind, Pool
from campaigns.strategy.facts import (
    Denominator,
    Observation,
    ObservedRate,
    ObservedShare,
    ObservedShares,
    Price,
    ProfileFacts,
    Provenance,
)
from influencers.models import AudienceShare, ExchangeRate, Profile, ProfileNiche, Rate
from influencers.models.profile import Tier
from influencers.models.source import SourceKind

# Nano profiles are shown in the catalogue and are not part of a mix.
MIX_TIERS = (Tier.MICRO, Tier.MACRO)

SOURCE = ("source__name", "source__kind")
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
)

Row = Mapping[str, Any]
Shares = Mapping[str, ObservedShares]


@dataclass(frozen=True, slots=True)
class Details:
    """What other tables know about the candidates, by profile."""

    niches: Mapping[int, Mapping[str, float]]
    audiences: Mapping[int, Shares]
    prices: Mapping[int, Mapping[str, Price]]


def pool_of(campaign: Campaign) -> QuerySet[Profile]:
    """The profiles that the brief lets us choose from; what it must have is in, wherever it comes from."""
    chosen = Q(tier__in=MIX_TIERS, influencer__is_active=True)
    if campaign.platforms:
        chosen &= Q(platform__in=campaign.platforms)
    if campaign.pool == Pool.IMPORT:
        chosen &= Q(pk__in=Profile.objects.filter(imports=campaign.pool_import_id).values("pk"))
    elif campaign.pool == Pool.LIST:
        chosen &= Q(pk__in=Profile.objects.filter(saved_lists=campaign.pool_list_id).values("pk"))
    must = Q(pk__in=campaign.pins.filter(kind=PinKind.INCLUDE).values("profile"))
    return Profile.objects.filter(chosen | (must & Q(tier__in=MIX_TIERS)))


def candidates(campaign: Campaign) -> list[ProfileFacts]:
    """What is known about every profile of the pool, by id; five queries whatever the size."""
    pool = pool_of(campaign)
    details = Details(_niches(pool), _audiences(pool), _prices(pool, campaign.currency))
    return [_facts(row, details) for row in pool.order_by("pk").values(*FIELDS)]


def _facts(row: Row, details: Details) -> ProfileFacts:
    pk, origin = row["pk"], _origin(row["source__name"], row["source__kind"], row["measured_on"])
    audience = details.audiences.get(pk, {})
    return ProfileFacts(
        id=str(pk),
        person=str(row["influencer_id"]),
        name=row["influencer__name"],
        platform=row["platform"],
        followers=row["followers"],
        # Where only the main country of an audience is known, the audience lives there, not with the person.
        country=row["audience_country"] or row["influencer__country"],
        niches=details.niches.get(pk, {}),
        engagements=_observation(row["average_engagements"], row["posts"], origin),
        engagement_rate=_rate(row, origin),
        reach=_observation(row["average_reach"], row["posts"], origin),
        views=_observation(row["average_views"], row["posts"], origin),
        audience_countries=audience.get("country"),
        audience_ages=audience.get("age"),
        audience_genders=audience.get("gender"),
        credibility=None if row["credibility"] is None else ObservedShare(row["credibility"], origin),
        prices=details.prices.get(pk, {}),
    )


def _origin(name: str | None, kind: str | None, day: Any) -> Provenance:
    word: Literal["entered", "measured"] = "entered" if kind == SourceKind.HAND else "measured"
    return Provenance(word, name or "", day)


def _observation(mean: float | None, posts: int | None, origin: Provenance) -> Observation | None:
    return Observation(mean, origin, posts) if mean else None


def _rate(row: Row, origin: Provenance) -> ObservedRate | None:
    denominator: Denominator = row["engagement_denominator"]
    value = row["engagement_rate"]
    return ObservedRate(value, denominator, origin, row["posts"]) if value else None


def _niches(pool: QuerySet[Profile]) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = defaultdict(dict)
    rows = ProfileNiche.objects.filter(profile__in=pool).order_by("pk")
    for profile, slug, weight in rows.values_list("profile", "niche__slug", "weight"):
        found[profile][slug] = weight
    return found


def _audiences(pool: QuerySet[Profile]) -> Mapping[int, Shares]:
    """The newest source of each dimension counts, whole: shares of two sources do not add up."""
    rows = AudienceShare.objects.filter(profile__in=pool).order_by("-source__obtained_on", "-source_id", "pk")
    columns = ("profile", "dimension", "value", "share", *SOURCE, "source__obtained_on")
    shares: dict[tuple[int, str], dict[str, float]] = {}
    origins: dict[tuple[int, str], Provenance] = {}
    for profile, dimension, value, share, name, kind, day in rows.values_list(*columns):
        key, origin = (profile, dimension), _origin(name, kind, day)
        if origins.setdefault(key, origin) == origin:
            shares.setdefault(key, {})[value] = share
    found: dict[int, dict[str, ObservedShares]] = defaultdict(dict)
    for (profile, dimension), values in shares.items():
        found[profile][dimension] = ObservedShares(values, origins[profile, dimension])
    return found


def _prices(pool: QuerySet[Profile], currency: str) -> dict[int, dict[str, Price]]:
    """The newest list price of each deliverable, in the campaign's currency where a rate converts it."""
    rows = Rate.objects.filter(profile__in=pool).order_by("quoted_on", "pk")
    columns = ("profile", "deliverable", "amount", "currency", "basis", *SOURCE, "quoted_on")
    rupiah = rupiah_per_unit()
    found: dict[int, dict[str, Price]] = defaultdict(dict)
    for profile, deliverable, amount, quoted, basis, name, kind, day in rows.values_list(*columns):
        if quoted in rupiah and currency in rupiah:
            here = amount if quoted == currency else round(amount * rupiah[quoted] / rupiah[currency])
            found[profile][deliverable] = Price(here, _origin(name, kind, day), basis)
    return found


def rupiah_per_unit() -> dict[str, Decimal]:
    """The newest exchange rate of every currency; one rupiah is one rupiah."""
    rows: Iterable[tuple[str, Decimal]] = ExchangeRate.objects.order_by("as_of").values_list(
        "currency", "rupiah"
    )
    return {"IDR": Decimal(1), **dict(rows)}
