"""Who may be somebody already known: looked up by index, never by reading the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from influencers.models import Influencer, Platform, Profile
from influencers.models.merge import MergeKind
from influencers.models.profile import identity_of

NEWEST = 300  # influencers that the list of suspects looks at
SHOWN = 25

SAME_NAME = _("the same name")
SAME_NICHE = _("the same name and a common niche")
SAME_HANDLE = _("the same handle on another platform")
SAME_TITLE = _("one has a title alone, the other the handle behind it")


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two rows that may be one; the one with more is `kept`."""

    kind: MergeKind
    kept: Influencer | Profile
    gone: Influencer | Profile
    reason: str


def newest() -> list[Suspect]:
    """Suspects among the newest influencers, at most SHOWN; a few queries however large the catalogue."""
    keys = Influencer.objects.order_by("-pk").values_list("pk", flat=True)[:NEWEST]
    return _among(Influencer.objects.filter(pk__in=list(keys)))


def of(influencer: Influencer) -> list[Suspect]:
    """Suspects for one influencer."""
    return _among(Influencer.objects.filter(pk=influencer.pk))


def _among(people) -> list[Suspect]:
    rows = list(people.prefetch_related("profiles__niche_weights"))
    found: dict[tuple, Suspect] = {}
    for suspect in (*_titles(rows), *_handles(rows), *_names(rows)):
        pair = tuple(sorted((suspect.kept.pk, suspect.gone.pk)))
        found.setdefault((suspect.kind, pair), suspect)
    return list(found.values())[:SHOWN]


def _names(rows: list[Influencer]) -> Iterator[Suspect]:
    """Same name whatever its case, and no two different countries."""
    by_name: dict[str, list[Influencer]] = {}
    for row in rows:
        by_name.setdefault(row.name.lower(), []).append(row)
    named = Influencer.objects.annotate(folded=Lower("name")).filter(folded__in=by_name)
    for other in named.order_by("pk").prefetch_related("profiles__niche_weights")[: SHOWN * NEWEST]:
        for row in by_name.get(other.name.lower(), ()):
            if row.pk != other.pk and (row.country == other.country or not (row.country and other.country)):
                common = _niches(row) & _niches(other)
                yield _of_people(row, other, SAME_NICHE if common else SAME_NAME)


def _niches(person: Influencer) -> set[int]:
    return {weight.niche_id for profile in person.profiles.all() for weight in profile.niche_weights.all()}


def _handles(rows: list[Influencer]) -> Iterator[Suspect]:
    """The same handle on another platform, of somebody else."""
    ours = {profile.identity: row for row in rows for profile in row.profiles.all() if profile.handle}
    for profile in _accounts(ours):
        row = ours[profile.identity]
        if profile.influencer_id != row.pk:
            yield _of_people(row, profile.influencer, SAME_HANDLE)


def _titles(rows: list[Influencer]) -> Iterator[Suspect]:
    """A profile that a list named by its title alone, beside the account of that title or name."""
    ours = {}
    for row in rows:
        for profile in row.profiles.all():
            for title in {profile.title, row.name} - {""} if profile.handle else ():
                ours[profile.platform, identity_of(handle="", title=title)] = profile
    for other in _accounts({identity for _platform, identity in ours}):
        profile = ours.get((other.platform, other.identity))
        if profile and profile.pk != other.pk:
            yield Suspect(MergeKind.ACCOUNTS, profile, other, str(SAME_TITLE))


def _accounts(identities):
    named = Q(platform__in=Platform.values, identity__in=list(identities))
    return Profile.objects.filter(named).select_related("influencer").order_by("pk")


def _of_people(row: Influencer, other: Influencer, reason) -> Suspect:
    """Who was there first is kept."""
    first, second = sorted((row, other), key=lambda each: each.pk)
    return Suspect(MergeKind.PEOPLE, first, second, str(reason))
