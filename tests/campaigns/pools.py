"""Two small pools with opposite data: the figures decide the mix, not the names of the tiers."""

from influencers import current
from influencers.deliverables import DEFAULT_DELIVERABLE
from influencers.models import AudienceShare, Influencer, Measurement, Profile, ProfileNiche, Rate
from tests import factories


def profiles(*, niche, tier_figures):
    """Twenty micro and four macro profiles; `tier_figures` maps a tier to (price, reach, engagements).

    Written at once for each table: many tests begin with a pool.
    """
    source = factories.source()
    people, rows = [], []
    for number, (measurement, price) in enumerate(_figures(tier_figures)):
        name = f"of.{niche.slug}.{number}"
        person = Influencer(name=f"Influencer {name}", country="ID")
        profile = Profile(influencer=person, platform="instagram", handle=name, identity=name)
        people.append(person)
        rows.append((profile, *_facts(profile, niche, source, measurement, price)))
    Influencer.objects.bulk_create(people)
    for model, written in zip(
        (Profile, Measurement, ProfileNiche, Rate, AudienceShare), zip(*rows, strict=True), strict=True
    ):
        model.objects.bulk_create(written)
    current.refresh([profile.pk for profile, *_facts_of_it in rows])


def _figures(tier_figures):
    """(figures, price) of each profile."""
    sizes = {"micro": (40_000, 20), "macro": (600_000, 4)}
    for tier, (price, reach, engagements) in tier_figures.items():
        followers, number = sizes[tier]
        for index in range(number):
            # No two alike, and each a little worse than the one before: the choice is not left to chance.
            worse = 1 - index / 40
            figures = {"average_reach": reach * worse, "average_engagements": engagements * worse}
            yield {"followers": followers + index, "posts": 40, **figures}, price + 1000 * index


def _facts(profile, niche, source, figures, price):
    of_it = {"profile": profile, "source": source}
    return (
        Measurement(measured_on=factories.A_DAY, **of_it, **figures),
        ProfileNiche(profile=profile, niche=niche, weight=1),
        Rate(
            deliverable=DEFAULT_DELIVERABLE[profile.platform],
            amount=price,
            quoted_on=factories.A_DAY,
            **of_it,
        ),
        AudienceShare(dimension="country", value="ID", share=1.0, **of_it),
    )


def as_the_playbook_says(niche):
    """Macro reaches more people for the money, micro gets more engagement for it."""
    profiles(
        niche=niche,
        tier_figures={"micro": (5_000_000, 12_000, 2_400), "macro": (40_000_000, 250_000, 3_000)},
    )


def against_the_playbook(niche):
    """Micro reaches more people for the money, macro gets more engagement for it."""
    profiles(
        niche=niche,
        tier_figures={"micro": (5_000_000, 36_000, 150), "macro": (40_000_000, 60_000, 30_000)},
    )
