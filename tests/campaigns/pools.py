"""Two small pools with opposite data: the figures decide the mix, not the names of the tiers."""

from tests import factories


def profiles(*, niche, tier_figures):
    """Twenty micro and four macro profiles; `tier_figures` maps a tier to (price, reach, engagements)."""
    sizes = {"micro": (40_000, 20), "macro": (600_000, 4)}
    for tier, (price, reach, engagements) in tier_figures.items():
        followers, number = sizes[tier]
        for index in range(number):
            # No two alike, and each a little worse than the one before: the choice is not left to chance.
            worse = 1 - index / 40
            factories.profile(
                followers=followers + index,
                niches=[niche],
                price=price + 1000 * index,
                figures={
                    "average_reach": reach * worse,
                    "average_engagements": engagements * worse,
                    "posts": 40,
                },
                audience={("country", "ID"): 1.0},
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
