"""What synthetic people publish about, and who follows them for it."""

from functools import cache

import numpy as np
from numpy.random import Generator

from campaigns.demo.figures import benchmarks
from influencers import reference

# Share of the content in the main niche: the project's assumption for focus by tier.
FOCUS = {"micro": 0.7, "macro": 0.4}
FOCUS_SPREAD = 0.12
# Share of women in the audience: assumptions; a niche not named here has half.
WOMEN = {
    "beauty": 0.8, "fashion": 0.72, "family": 0.75, "food": 0.6, "home": 0.65, "health": 0.6,
    "gaming": 0.25, "sports": 0.35, "automotive": 0.15, "technology": 0.3, "business": 0.42,
}  # fmt: skip
CONCENTRATION = 18  # how near an audience stays to the figures above
AUDIENCE_COUNTRIES = ("ID", "MY", "SG")


@cache
def taxonomy() -> tuple[list[str], dict[str, str], np.ndarray]:
    """Slugs, the top niche of each, and how likely each is the main one (by interest in its top niche)."""
    rows = reference.read("niches.json")
    top = {row["slug"]: row["parent"] or row["slug"] for row in rows}
    interest = {row["group"]: row["value"] for row in benchmarks("niche_interest")}
    members = {name: sum(parent == name for parent in top.values()) for name in set(top.values())}
    weights = np.array([interest.get(top[slug], 0.1) / members[top[slug]] for slug in top])
    return list(top), top, weights / weights.sum()


def weights_of(main: str, others: list[str], focus: float) -> dict[str, float]:
    """Content shares of a person: the main niche first, the rest shared equally; they add up to 1."""
    rest = list(dict.fromkeys(slug for slug in others if slug != main))
    if not rest:
        return {main: 1.0}
    return {main: round(focus, 3)} | dict.fromkeys(rest, round((1 - round(focus, 3)) / len(rest), 4))


def audience(rng: Generator, country: str, top_niche: str) -> dict[tuple[str, str], float]:
    """Shares of the audience by country, age and gender."""
    shares: dict[tuple[str, str], float] = {}
    home = rng.beta(15, 5)
    abroad = rng.dirichlet([4, 2, 6]) * (1 - home)  # the last part is everywhere else
    others = [code for code in AUDIENCE_COUNTRIES if code != country]
    for code, share in zip([country, *others], [home, *abroad], strict=False):
        shares["country", code] = share
    ages = benchmarks("age_share")
    drawn = rng.dirichlet([CONCENTRATION * row["value"] for row in ages])
    shares |= {("age", row["group"]): share for row, share in zip(ages, drawn, strict=True)}
    women = WOMEN.get(top_niche, 0.5)
    female = rng.beta(CONCENTRATION * women, CONCENTRATION * (1 - women))
    shares |= {("gender", "female"): female, ("gender", "male"): 1 - female}
    return {key: round(float(share), 4) for key, share in shares.items()}
