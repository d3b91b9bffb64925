"""Who of the catalogue is like some profiles, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from influencers import listing, search
from influencers.countries import country_name
from influencers.listing import Row
from influencers.models import Niche, Profile, ProfileNiche
from influencers.peers import Peers
from influencers.search import Filters
from influencers.similarity.likeness import Likeness, Seeds, Traits

MOST_SEEDS = 6
COMPARED = 2_000  # profiles that are read and scored, however many could be
SHOWN = 30
ALIKE = 0.8  # from here on a part is a reason
FILTERED = {"tier": "size", "platform": "platform"}  # the part that says nothing once there is a filter


@dataclass(frozen=True)
class Match:
    row: Row
    likeness: Likeness
    reasons: Sequence[str]


@dataclass(frozen=True)
class Found:
    """`matching` profiles share a niche with the seeds and pass the filters; `compared` were scored."""

    matches: Sequence[Match]
    matching: int
    compared: int


def like(seed_ids: Sequence[int], filters: Filters) -> Found:
    """The SHOWN profiles most like the seeds among those that `filters` let through.

    Cost: one search for those that share a niche, then COMPARED of them at most, taken evenly from the
    smallest to the largest; a constant number of queries.
    """
    profiles, peers = _read([*seed_ids]), Peers()
    seeds = [traits(profiles[pk], peers) for pk in seed_ids if pk in profiles]
    themselves = _profiles_of(profiles.values())
    asked = replace(
        filters, niche=_niches(seeds), sort="-followers", outside=filters.outside | frozenset(themselves)
    )
    matching = search.ids(asked)
    ids = evenly(matching, COMPARED)
    leaving_out = {part for name, part in FILTERED.items() if getattr(filters, name)}
    kept = _ranked(Seeds(seeds), ids, peers, leaving_out)[:SHOWN]
    rows = {row.profile.pk: row for row in listing.rows([pk for pk, _likeness in kept])}
    matches = [
        Match(rows[pk], found, reasons(found, rows[pk].profile, seeds)) for pk, found in kept if pk in rows
    ]
    return Found(matches, len(matching), len(ids))


def evenly(ids: Sequence[int], most: int) -> list[int]:
    """At most so many of the ids, the same ones each time, from all over the order that they are in."""
    if len(ids) <= most:
        return list(ids)
    return [ids[index * len(ids) // most] for index in range(most)]


def _read(ids: Sequence[int]) -> dict[int, Profile]:
    return Profile.objects.with_person().with_niches().in_bulk(ids)


def _profiles_of(profiles) -> list[int]:
    """Every profile of the same people: nobody is found to be like themselves."""
    people = {profile.influencer_id for profile in profiles}
    return list(Profile.objects.filter(influencer__in=people).values_list("pk", flat=True))


def _niches(seeds: Sequence[Traits]) -> tuple[str, ...]:
    """The broader niches of the seeds: everybody who has something in common with them."""
    return tuple(sorted({broader or slug for seed in seeds for broader, slug in seed.niches}))


def _ranked(
    seeds: Seeds, ids: Sequence[int], peers: Peers, leaving_out: set[str]
) -> list[tuple[int, Likeness]]:
    known = _read(ids)
    found = [
        (pk, seeds.likeness(traits(profile, peers), leaving_out=leaving_out)) for pk, profile in known.items()
    ]
    return sorted(found, key=lambda each: (-each[1].score, each[0]))


def traits(profile: Profile, peers: Peers) -> Traits:
    """What of the profile is compared; it comes with its person and its niches."""
    standing = peers.engagement(profile)
    return Traits(
        niches={_path(weight): weight.weight for weight in profile.niche_weights.all()},
        country=profile.audience_country or profile.influencer.country,
        followers=profile.followers,
        place=standing and standing.share,
        platform=profile.platform,
    )


def _path(weight: ProfileNiche) -> tuple[str, str]:
    parent: Niche | None = weight.niche.parent
    return (parent.slug if parent else "", weight.niche.slug)


def reasons(likeness: Likeness, profile: Profile, seeds: Sequence[Traits]) -> list[str]:
    """What the two have in common, in words."""
    words = {
        "niche": _("the same niches"),
        "country": _country(profile),
        "engagement": _("engagement close, compared with peers"),
        "size": _("about as many followers"),
        "platform": _("on the same platform"),
    }
    shared = _shared(profile, seeds)
    if shared:
        words["niche"] = _("same niches: %(niches)s") % {"niches": ", ".join(shared)}
    parts = likeness.parts
    return [
        text
        for name, text in words.items()
        if (parts.get(name) or 0) >= ALIKE or (name == "niche" and shared)
    ]


def _country(profile: Profile) -> str:
    if profile.audience_country:
        return _("audience in %(country)s") % {"country": country_name(profile.audience_country)}
    return _("lives in %(country)s") % {"country": country_name(profile.influencer.country)}


def _shared(profile: Profile, seeds: Sequence[Traits]) -> list[str]:
    """The niches that a seed has too, as "beauty › skincare"."""
    theirs = {slug for seed in seeds for _broader, slug in seed.niches}
    niches = [weight.niche for weight in profile.niche_weights.all() if weight.niche.slug in theirs]
    return [f"{niche.parent.label} › {niche.label}" if niche.parent else niche.label for niche in niches]
