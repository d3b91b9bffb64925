"""Rows for tests: keywords only, every field with a default, so that a test shows only what matters to it."""

from datetime import date
from itertools import count

from django.contrib.auth import get_user_model

from campaigns.models import (
    Block,
    Brand,
    Campaign,
    Membership,
    Note,
    Rival,
    RivalBooking,
    Role,
    SavedList,
    SavedSearch,
    Tag,
)
from influencers import current
from influencers.deliverables import DEFAULT_DELIVERABLE
from influencers.models import (
    AudienceOverlap,
    AudienceShare,
    Contact,
    Influencer,
    Measurement,
    Niche,
    Package,
    PackageItem,
    Profile,
    ProfileNiche,
    Rate,
    Source,
)

_numbers = count(1)
A_DAY = date(2026, 6, 1)


def user(*, username=None, password="correct horse battery", **fields):
    return get_user_model().objects.create_user(
        username=username or f"person{next(_numbers)}", password=password, **fields
    )


def brand(*, name=None, **fields):
    return Brand.objects.create(name=name or f"Brand {next(_numbers)}", **fields)


def member(*, brand, role=Role.PLANNER, **fields):
    """A user who has the role in the brand."""
    person = user(**fields)
    Membership.objects.create(brand=brand, user=person, role=role)
    return person


def source(*, name="A list", kind="file", obtained_on=A_DAY, **fields):
    return Source.objects.create(name=name, kind=kind, obtained_on=obtained_on, **fields)


def influencer(*, name=None, country="ID", **fields):
    return Influencer.objects.create(name=name or f"Influencer {next(_numbers)}", country=country, **fields)


def contact(*, influencer, kind="email", value=None, **fields):
    return Contact.objects.create(
        influencer=influencer,
        kind=kind,
        value=value or f"person{next(_numbers)}@surat.example",
        source=fields.pop("source", None) or source(),
        **fields,
    )


def niche(*, slug=None, name=None, **fields):
    """The niche of that slug: one of the reference data, or a new one."""
    slug = slug or f"niche-{next(_numbers)}"
    defaults = {"name": name or slug.title(), "name_id": name or slug.title(), **fields}
    return Niche.objects.get_or_create(slug=slug, defaults=defaults)[0]


def profile(
    *,
    influencer=None,
    platform="instagram",
    handle=None,
    followers=None,
    niches=(),
    price=None,
    figures=None,
    audience=None,
    measured_on=A_DAY,
    **fields,
):
    """A profile with one measurement (followers and `figures`), equal niche weights, a price, an audience.

    `audience` maps (dimension, value) to a share.
    """
    row = Profile.objects.create(
        influencer=influencer or globals()["influencer"](),
        platform=platform,
        handle=handle if handle is not None else f"handle{next(_numbers)}",
        **fields,
    )
    if followers is not None or figures:
        measurement(profile=row, measured_on=measured_on, followers=followers, **(figures or {}))
    for each in niches:
        ProfileNiche.objects.create(profile=row, niche=each, weight=1 / len(niches))
    if price:
        rate(profile=row, amount=price)
    for (dimension, value), share in (audience or {}).items():
        AudienceShare.objects.create(
            profile=row, dimension=dimension, value=value, share=share, source=source()
        )
    current.refresh([row.pk])
    row.refresh_from_db()
    return row


def measurement(*, profile, measured_on=A_DAY, **figures):
    return Measurement.objects.create(
        profile=profile, measured_on=measured_on, source=figures.pop("source", None) or source(), **figures
    )


def rate(*, profile, amount=1_000_000, deliverable=None, quoted_on=A_DAY, **fields):
    return Rate.objects.create(
        profile=profile,
        deliverable=deliverable or DEFAULT_DELIVERABLE[profile.platform],
        amount=amount,
        quoted_on=quoted_on,
        source=fields.pop("source", None) or source(),
        **fields,
    )


def overlap(*, first, second, people=None, observed_on=A_DAY, **fields):
    """What an audit says of two profiles, in whatever order; `share` and `base` instead of `people`."""
    row = AudienceOverlap(
        first=first,
        second=second,
        people=people,
        observed_on=observed_on,
        source=fields.pop("source", None) or source(),
        **fields,
    )
    row.clean()
    row.save()
    return row


def package(*, profile, items=None, amount=3_000_000, name=None, quoted_on=A_DAY, **fields):
    """`items` maps deliverables to quantities; without, two of the platform's usual deliverable."""
    row = Package.objects.create(
        profile=profile,
        name=name or f"Package {next(_numbers)}",
        amount=amount,
        quoted_on=quoted_on,
        source=fields.pop("source", None) or source(),
        **fields,
    )
    for deliverable, quantity in (items or {DEFAULT_DELIVERABLE[profile.platform]: 2}).items():
        PackageItem.objects.create(package=row, deliverable=deliverable, quantity=quantity)
    return row


def campaign(*, brand=None, niches=(), **fields):
    values = {
        "name": f"Campaign {next(_numbers)}",
        "budget": 100_000_000,
        "starts_on": date(2026, 12, 1),
        "ends_on": date(2026, 12, 31),
        "countries": ["ID"],
        **fields,
    }
    row = Campaign.objects.create(brand=brand or globals()["brand"](), **values)
    row.niches.set(niches)
    return row


def rival_booking(*, brand, influencer=None, rival="Rival", booked_on=A_DAY, **fields):
    return RivalBooking.objects.create(
        rival=Rival.objects.get_or_create(brand=brand, name=rival)[0],
        influencer=influencer or globals()["influencer"](),
        booked_on=booked_on,
        **fields,
    )


def note(*, brand, influencer=None, text="Answers quickly", **fields):
    return Note.objects.create(
        brand=brand, influencer=influencer or globals()["influencer"](), text=text, **fields
    )


def block(*, brand, influencer=None, **fields):
    return Block.objects.create(brand=brand, influencer=influencer or globals()["influencer"](), **fields)


def saved_search(*, brand, name=None, **fields):
    return SavedSearch.objects.create(brand=brand, name=name or f"Search {next(_numbers)}", **fields)


def tag(*, brand, name=None, influencers=()):
    row = Tag.objects.create(brand=brand, name=name or f"tag {next(_numbers)}")
    row.influencers.set(influencers)
    return row


def saved_list(*, brand=None, name=None, profiles=(), **fields):
    row = SavedList.objects.create(
        brand=brand or globals()["brand"](), name=name or f"List {next(_numbers)}", **fields
    )
    row.profiles.set(profiles)
    return row
