"""Copies the newest known figures of each kind from the history onto the profile, for lists to sort by.

This is the one place that decides what "current" means.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Case, F, FloatField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from influencers.deliverables import DEFAULT_DELIVERABLE
from influencers.models.audience import Credibility
from influencers.models.measurement import Measurement
from influencers.models.profile import Denominator, Platform, Profile
from influencers.models.rate import Rate
from influencers.search import changes

BATCH = 5_000

# Likes stand for the whole only with what else was counted beside them.
ENGAGEMENTS = Coalesce(
    F("average_engagements"),
    F("average_likes") + Coalesce(F("average_comments"), 0.0) + Coalesce(F("average_shares"), 0.0),
)
# The usual denominator of the platform, so that the rate can stand beside its benchmark.
PER = Case(
    When(profile__platform=Platform.INSTAGRAM, then=Cast(F("followers"), FloatField())),
    default=F("average_views"),
)
RATE = Coalesce(F("engagement_rate"), ENGAGEMENTS / NullIf(PER, 0.0))
DENOMINATOR = Case(
    When(engagement_rate__isnull=False, then=F("engagement_denominator")),
    When(profile__platform=Platform.INSTAGRAM, then=Value(Denominator.FOLLOWERS)),
    default=Value(Denominator.VIEWS),
)


def refresh(profile_ids: Iterable[int]) -> None:
    """Bring the current figures of these profiles in line with their history; atomic, a statement a batch."""
    ids = list(profile_ids)
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            _refresh_batch(Profile.objects.filter(pk__in=ids[start : start + BATCH]))
        changes.note(ids)


def _refresh_batch(profiles: QuerySet[Profile]) -> None:
    profiles.update(
        followers=_newest(F("followers")),
        average_engagements=_newest(ENGAGEMENTS),
        posts=_newest(F("posts")),
        average_views=_newest(F("average_views")),
        average_reach=_newest(F("average_reach")),
        engagement_rate=_newest(RATE),
        engagement_denominator=Coalesce(_newest(DENOMINATOR, known=RATE), Value("")),
        measured_on=_newest(F("measured_on")),
        source=_newest(F("source_id")),
        credibility=Subquery(
            Credibility.objects.filter(profile=OuterRef("pk"))
            .order_by("-assessed_on", "-pk")
            .values("share")[:1]
        ),
        price=_list_price(),
    )


def _newest(value, known=None) -> Subquery:
    """The value in the newest measurement that has it (or that has `known`)."""
    return Subquery(
        Measurement.objects.filter(profile=OuterRef("pk"))
        .annotate(known=known or value, value=value)
        .filter(known__isnull=False)
        .order_by("-measured_on", "-pk")
        .values("value")[:1]
    )


def _list_price() -> Case:
    return Case(
        *(
            When(platform=platform, then=Subquery(_quotes(deliverable)))
            for platform, deliverable in DEFAULT_DELIVERABLE.items()
        )
    )


def _quotes(deliverable: str) -> QuerySet:
    return (
        Rate.objects.filter(profile=OuterRef("pk"), deliverable=deliverable, currency="IDR")
        .order_by("-quoted_on", "-pk")
        .values("amount")[:1]
    )
