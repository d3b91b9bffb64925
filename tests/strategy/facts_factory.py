"""Profiles and briefs for tests; every field can be overridden, a test names only what matters to it."""

from datetime import date

from campaigns.strategy.facts import (
    Audience,
    Brief,
    Observation,
    ObservedRate,
    ObservedShare,
    ObservedShares,
    Price,
    ProfileFacts,
    Provenance,
)

DAY = date(2026, 7, 1)
SEEN = Provenance("measured", "list of July", DAY)
PARENTS = {"skincare": "beauty", "makeup": "beauty", "football": "sports", "comedy": "entertainment"}


def seen(mean, posts=None, origin=SEEN):
    return Observation(mean, origin, posts)


def rate(value, denominator="followers", posts=None):
    return ObservedRate(value, denominator, SEEN, posts)


def shares(**of):
    return ObservedShares({name.replace("_", "-"): share for name, share in of.items()}, SEEN)


def ages(**of):
    """ages(a18_24=0.5) is a share of the band 18-24."""
    return ObservedShares({name[1:].replace("_", "-"): share for name, share in of.items()}, SEEN)


def share(value):
    return ObservedShare(value, SEEN)


def price(amount, basis="gross"):
    return Price(amount, SEEN, basis)


def make_profile(
    *, id="a", person=None, name="", platform="instagram", followers=50_000, country="ID", **fields
):
    return ProfileFacts(
        id=id,
        person=person or f"person of {id}",
        name=name or id,
        platform=platform,
        followers=followers,
        country=country,
        **fields,
    )


def make_brief(*, countries=("ID",), ages=(), genders=(), size=5_000_000, as_of=DAY, **fields):
    fields.setdefault("niche_parents", PARENTS)
    return Brief(audience=Audience(countries, ages, genders, size), as_of=as_of, **fields)
