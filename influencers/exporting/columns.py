"""The columns of an exported list, headed as lists are headed, so that an import reads the file back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from influencers.cells import neutral
from influencers.deliverables import DEFAULT_DELIVERABLE
from influencers.models import Credibility, Profile, ProfileNiche
from influencers.models.audience import CredibilityBasis

AT_ONCE = 1_000
Value = str | int | float | None


@dataclass(frozen=True)
class Column:
    """`heading` is a word that imports know, whatever the language of the page; `style` is of a workbook."""

    heading: str
    value: Callable[[Profile], Value]
    width: int = 14
    style: str = ""


def _name(profile: Profile) -> str:
    """An account without a handle is known by its title, which therefore stands where imports look for it."""
    return profile.influencer.name if profile.handle else profile.title


def _niches(profile: Profile) -> str:
    return ", ".join(weight.niche.slug for weight in profile.niche_weights.all())


def _fake(profile: Profile) -> float | None:
    newest = next(iter(profile.real_followers), None)
    return None if newest is None else round(1 - newest.share, 6)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _priced(word: Callable[[Profile], Value]) -> Callable[[Profile], Value]:
    return lambda profile: word(profile) if profile.price else None


def _source(profile: Profile) -> str:
    if not profile.source:
        return ""
    made_up = _("synthetic demo data")
    return f"{profile.source.name} ({made_up})" if profile.source.is_synthetic else profile.source.name


COLUMNS = (
    Column("name", _name, 28),
    Column("platform", lambda profile: profile.platform, 11),
    Column("username", lambda profile: profile.handle, 22),
    Column("profile url", lambda profile: profile.url, 30),
    Column("niche", _niches, 28),
    Column("tier", lambda profile: profile.tier, 9),
    Column("followers", lambda profile: profile.followers, style="whole"),
    Column("engagement rate", lambda profile: profile.engagement_rate, style="rate"),
    Column("engagement rate is", lambda profile: profile.get_engagement_denominator_display(), 18),
    Column("avg views", lambda profile: _whole(profile.average_views), style="whole"),
    Column("avg reach", lambda profile: _whole(profile.average_reach), style="whole"),
    Column("avg engagements", lambda profile: profile.average_engagements, style="whole"),
    Column("city", lambda profile: profile.influencer.city),
    Column("creator country", lambda profile: profile.influencer.country),
    Column("gender", lambda profile: profile.influencer.gender),
    Column("audience country", lambda profile: profile.audience_country),
    Column("fake followers %", _fake, style="rate"),
    Column("credibility", lambda profile: profile.credibility, style="rate"),
    Column("price", lambda profile: profile.price, 16, style="whole"),
    Column("currency", _priced(lambda profile: "IDR"), 9),
    Column("deliverable", _priced(lambda profile: DEFAULT_DELIVERABLE[profile.platform]), 20),
    Column("measured on", lambda profile: _day(profile.measured_on), 12),
    Column("source", _source, 34),
)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def rows(ids: Sequence[int]) -> Iterator[list[Value]]:
    """A row for each profile in the order of `ids`; those that are gone since are left out.

    Four queries for every AT_ONCE profiles, and no more than those in memory.
    """
    fake = Credibility.objects.filter(basis=CredibilityBasis.REAL_FOLLOWERS)
    weights = ProfileNiche.objects.select_related("niche")
    profiles = (
        Profile.objects.with_person()
        .select_related("source")
        .prefetch_related(
            Prefetch("niche_weights", weights),
            Prefetch("credibility_records", fake, to_attr="real_followers"),
        )
    )
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        found = profiles.filter(pk__in=part).in_bulk()
        yield from ([neutral(column.value(found[pk])) for column in COLUMNS] for pk in part if pk in found)
