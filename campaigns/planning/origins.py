"""Where each figure of a profile comes from: a list that brings followers alone dates nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Expression, F, Q, QuerySet

from campaigns.strategy.facts import Provenance
from influencers.current import ENGAGEMENTS, RATE
from influencers.models import Credibility, Measurement, Profile
from influencers.models.source import SourceKind

SOURCE = ("source__name", "source__kind")
# The figures of a profile that a forecast reads, as `influencers.current` finds them in a measurement.
FIGURES: Mapping[str, Expression | F] = {
    "average_engagements": ENGAGEMENTS,
    "engagement_rate": RATE,
    "average_reach": F("average_reach"),
    "average_views": F("average_views"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Who saw a figure and when, and how many posts were behind it."""

    origin: Provenance
    posts: int | None


def origin_of(name: str | None, kind: str | None, day: date | None) -> Provenance:
    word: Literal["entered", "measured"] = "entered" if kind == SourceKind.HAND else "measured"
    return Provenance(word, name or "", day)


def older_figures(pool: QuerySet[Profile]) -> dict[tuple[int, str], Seen]:
    """By profile and figure, for the profiles whose newest measurement does not give all of their figures.

    All other figures are from the newest measurement. One query, whatever the size.
    """
    newest = Measurement.objects.filter(
        profile__in=pool, measured_on=F("profile__measured_on"), source=F("profile__source")
    )
    lacking = Q(profile__posts__isnull=False, posts__isnull=True)
    for figure in FIGURES:
        lacking |= Q(**{f"profile__{figure}__isnull": False, f"its_{figure}__isnull": True})
    incomplete = _with_figures(newest).filter(lacking).order_by().values("profile")
    history = _with_figures(Measurement.objects.filter(profile__in=incomplete)).order_by("measured_on", "pk")
    found: dict[tuple[int, str], Seen] = {}
    own = [f"its_{figure}" for figure in FIGURES]
    for profile, day, posts, name, kind, *values in history.values_list(
        "profile", "measured_on", "posts", *SOURCE, *own
    ):
        given = [figure for figure, value in zip(FIGURES, values, strict=True) if value is not None]
        found |= {(profile, figure): Seen(origin_of(name, kind, day), posts) for figure in given}
    return found


def _with_figures(measurements: QuerySet[Measurement]) -> QuerySet[Measurement]:
    return measurements.annotate(**{f"its_{figure}": value for figure, value in FIGURES.items()})


def credibility_origins(pool: QuerySet[Profile]) -> dict[int, Provenance]:
    """Who assessed each profile last, and when. One query."""
    rows = Credibility.objects.filter(profile__in=pool).order_by("assessed_on", "pk")
    columns = ("profile", *SOURCE, "assessed_on")
    return {profile: origin_of(name, kind, day) for profile, name, kind, day in rows.values_list(*columns)}
