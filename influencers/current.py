"""Copies the newest known figures of each kind from the history onto the profile, for lists to sort by.

This is the one place that decides what "current" means: in Python for the rows that it writes, and as the
expressions ENGAGEMENTS and RATE for queries over measurements. A test holds the two together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import Case, F, FloatField, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from config import bulk
from influencers.deliverables import DEFAULT_DELIVERABLE
from influencers.models.audience import Credibility
from influencers.models.measurement import Measurement
from influencers.models.profile import Denominator, Platform, Profile
from influencers.models.rate import Rate
from influencers.search import changes

BATCH = 5_000
FIELDS = (
    "followers",
    "posts",
    "average_views",
    "average_reach",
    "average_engagements",
    "engagement_rate",
    "engagement_denominator",
    "measured_on",
    "source",
    "credibility",
    "price",
)
COPIED = ("followers", "posts", "average_views", "average_reach", "measured_on", "source")
READ = (
    *COPIED,
    "average_engagements",
    "average_likes",
    "average_comments",
    "average_shares",
    "engagement_rate",
    "engagement_denominator",
)

ENGAGEMENTS = Coalesce(
    F("average_engagements"),
    F("average_likes") + Coalesce(F("average_comments"), 0.0) + Coalesce(F("average_shares"), 0.0),
)
PER = Case(
    When(profile__platform=Platform.INSTAGRAM, then=Cast(F("followers"), FloatField())),
    default=F("average_views"),
)
RATE = Coalesce(F("engagement_rate"), ENGAGEMENTS / NullIf(PER, Value(0.0)))


def refresh(profile_ids: Iterable[int]) -> None:
    """Bring current figures of these profiles in line with their history: atomic, five statements a batch."""
    ids = list(profile_ids)
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            _refresh_batch(ids[start : start + BATCH])
        changes.note(ids)


def figures(
    platform: str, history: Iterable[Mapping], *, credibility: float | None, price: int | None
) -> tuple:
    """Values for FIELDS: of each kind the newest that is known. `history` is measurements, newest first."""
    found: dict[str, Any] = {"credibility": credibility, "price": price, "engagement_denominator": ""}
    for seen in history:
        for name in COPIED:
            if found.get(name) is None:
                found[name] = seen.get(name)
        _add_engagement(found, platform, seen)
    return tuple(map(found.get, FIELDS))


def _add_engagement(found: dict[str, Any], platform: str, seen: Mapping) -> None:
    """Engagements a post, and the rate as it is stated or else by the usual denominator of the platform.

    That one, so that the rate can stand beside its benchmark.
    """
    engagements = _engagements(seen)
    if found.get("average_engagements") is None:
        found["average_engagements"] = engagements
    if found.get("engagement_rate") is not None:
        return
    if seen.get("engagement_rate") is not None:
        found["engagement_rate"] = seen["engagement_rate"]
        found["engagement_denominator"] = seen["engagement_denominator"]
        return
    by_followers = platform == Platform.INSTAGRAM
    per = seen.get("followers" if by_followers else "average_views")
    if engagements is not None and per:
        found["engagement_rate"] = engagements / per
        found["engagement_denominator"] = (Denominator.FOLLOWERS if by_followers else Denominator.VIEWS).value


def _engagements(seen: Mapping) -> float | None:
    """Likes stand for the whole only with what else was counted beside them."""
    known, likes = seen.get("average_engagements"), seen.get("average_likes")
    if known is not None or likes is None:
        return known
    return likes + (seen.get("average_comments") or 0.0) + (seen.get("average_shares") or 0.0)


def price_of(platform: str, quotes: Iterable[tuple[str, str, int]]) -> int | None:
    """The list price: the first of (deliverable, currency, amount) for the platform's usual booking."""
    usual = (DEFAULT_DELIVERABLE[platform], "IDR")
    return next(
        (amount for deliverable, currency, amount in quotes if (deliverable, currency) == usual), None
    )


def _refresh_batch(ids: Sequence[int]) -> None:
    platforms = dict(Profile.objects.filter(pk__in=ids).order_by().values_list("pk", "platform"))
    history = _histories(ids)
    shares = dict(  # of several the last, which is the newest, counts
        Credibility.objects.filter(profile__in=ids)
        .order_by("assessed_on", "pk")
        .values_list("profile", "share")
    )
    quotes = defaultdict(list)
    rates = Rate.objects.filter(profile__in=ids).order_by("-quoted_on", "-pk")
    for pk, *quote in rates.values_list("profile", "deliverable", "currency", "amount"):
        quotes[pk].append(quote)
    bulk.update(
        Profile,
        FIELDS,
        [
            (
                pk,
                *figures(
                    platform,
                    history.get(pk, ()),
                    credibility=shares.get(pk),
                    price=price_of(platform, map(tuple, quotes.get(pk, ()))),
                ),
            )
            for pk, platform in platforms.items()
        ],
    )


def _histories(ids: Sequence[int]) -> dict[int, list[dict]]:
    """What was measured of each profile, newest first."""
    found = Measurement.objects.filter(profile__in=ids).order_by("profile", "-measured_on", "-pk")
    return {pk: list(seen) for pk, seen in groupby(found.values("profile", *READ), itemgetter("profile"))}
