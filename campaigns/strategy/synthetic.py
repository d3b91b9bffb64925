"""Seeded synthetic problems for benchmarks and tests: three families, every kind of rule on.

- broad: every offer reaches a few of six segments, a budget for about 40 people;
- targeted: 24 small segments, one or two an offer;
- saturated: few, overdispersed segments and a budget that covers much of them.

Log-normal reach and prices; the price per person reached varies. Nothing here is measured.
"""

from dataclasses import replace
from typing import Literal

import numpy as np

from campaigns.strategy.records import Offer, Problem, Rules, Segment

Family = Literal["broad", "targeted", "saturated"]
FAMILIES: tuple[Family, ...] = ("broad", "targeted", "saturated")
PLATFORMS = ("instagram", "tiktok", "youtube")
NICHES = ("beauty", "food", "travel", "gaming", "parenting", "fitness")
_SHAPE: dict[Family, tuple[int, float, float | None, int]] = {
    # segments, population of one, kappa, people that the budget pays for
    "broad": (6, 8e6, 1.5, 40),
    "targeted": (24, 1.2e6, None, 60),
    "saturated": (4, 1.5e6, 0.8, 150),
}


def problem(family: Family, n: int, seed: int, *, weight: float = 0.5, time_limit_s: float = 1.0) -> Problem:
    """A problem of n offers with all rules on, the same for the same arguments."""
    rng = np.random.default_rng([seed, n, FAMILIES.index(family)])
    count, population, kappa, people = _SHAPE[family]
    segments = {f"s{i}": Segment(float(population * rng.uniform(0.5, 1.5)), kappa) for i in range(count)}
    offers = _offers(rng, n, segments, spread=1 if family == "targeted" else 3)
    budget = int(np.median([offer.cost for offer in offers]) * min(people, max(3, n // 4)))
    made = Problem(budget, weight, segments, offers, time_limit_s=time_limit_s, seed=seed)
    return replace(made, rules=_rules(rng, made, people))


def _offers(rng: np.random.Generator, n: int, segments: dict[str, Segment], spread: int) -> tuple[Offer, ...]:
    followers = np.exp(rng.normal(10.0, 1.6, n)).clip(1_000, 5e6)
    reached = followers * np.exp(rng.normal(-1.2, 0.7, n))
    price = 40 * followers**0.9 * np.exp(rng.normal(0.0, 0.6, n))
    engaged = reached * 0.05 * (followers / 1e5) ** -0.15 * np.exp(rng.normal(0.0, 0.7, n))
    names, made = tuple(segments), []
    for i in range(n):
        touched = rng.choice(len(names), size=int(rng.integers(1, spread + 2)), replace=False)
        shares = rng.dirichlet(np.ones(len(touched))) * rng.uniform(0.3, 0.95)
        reach = {
            names[s]: float(min(reached[i] * share, 0.5 * segments[names[s]].population))
            for s, share in zip(touched.tolist(), shares.tolist(), strict=True)
        }
        made.append(
            Offer(
                id=f"o{i}",
                person=f"p{int(rng.integers(0, max(1, n * 4 // 5)))}",
                tier="micro" if followers[i] <= 100_000 else "macro",
                platform=PLATFORMS[int(rng.integers(0, 3))],
                niche=NICHES[int(rng.integers(0, len(NICHES)))],
                cost=int(price[i]) + 1,
                reach=reach,
                engagements=float(engaged[i]),
            )
        )
    return tuple(made)


def _rules(rng: np.random.Generator, made: Problem, people: int) -> Rules:
    small = [offer for offer in made.offers if offer.cost < made.budget * 0.05]
    picks = rng.permutation(len(small))[:7].tolist()
    persons = {small[i].person: small[i].id for i in picks[:2]}
    return Rules(
        influencers=(min(4, len(made.offers) // 4), people * 2),
        max_share_per_influencer=0.25,
        tier_share={"micro": (0.35, 0.8)},
        platform_share={"tiktok": (0.2, 0.5), "youtube": (0.0, 0.4)},
        niche_share={"beauty": (0.15, 0.6)},
        include=tuple(persons.values()),
        exclude=tuple(small[i].id for i in picks[2:]),
    )
