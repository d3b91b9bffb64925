"""Seeded synthetic problems for benchmarks and tests: three families, every kind of rule on.

- broad: every offer reaches a few of six segments, a budget for about 40 people;
- targeted: 24 small segments, one or two an offer;
- saturated: few, overdispersed segments and a budget that covers much of them.

Log-normal reach and prices; the price per person reached varies. Nothing here is measured.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np

from campaigns.strategy.records import Offer, Problem, Rules, Segment

Family = Literal["broad", "targeted", "saturated"]
FAMILIES: tuple[Family, ...] = ("broad", "targeted", "saturated")
PLATFORMS = ("instagram", "tiktok", "youtube")
NICHES = ("beauty", "food", "travel", "gaming", "parenting", "fitness")
TEN_NICHES = (*NICHES, "fashion", "music", "comedy", "tech")
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


def problems(family: Family, n: int, seeds: int) -> Iterator[Problem]:
    """The problems of a family with the seeds 0, 1, 2 ..., one after the other."""
    return (problem(family, n, seed) for seed in range(seeds))


def by_country(n: int, seed: int, countries: int) -> Problem:
    """A problem of n offers in ten niches over some countries of a million people, all rules on, flat."""
    rng = np.random.default_rng([seed, n, countries])
    segments = {f"c{i}": Segment(float(1e6 * rng.uniform(0.5, 1.5)), 1.5) for i in range(countries)}
    offers = _offers(rng, n, segments, min(countries - 1, 2), TEN_NICHES)
    budget = int(np.median([offer.cost for offer in offers]) * min(40, max(3, n // 4)))
    made = Problem(budget, 0.5, segments, offers, time_limit_s=1.0, seed=seed)
    rules = _rules(rng, made, 40)
    return replace(made, rules=replace(rules, niche_share={"beauty": (0.05, 0.6)}))


def _offers(
    rng: np.random.Generator,
    n: int,
    segments: dict[str, Segment],
    spread: int,
    niches: tuple[str, ...] = NICHES,
) -> tuple[Offer, ...]:
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
                niche=niches[int(rng.integers(0, len(niches)))],
                cost=int(price[i]) + 1,
                reach=reach,
                engagements=float(engaged[i]),
            )
        )
    return tuple(made)


def _rules(rng: np.random.Generator, made: Problem, people: int) -> Rules:
    small = [offer for offer in made.offers if offer.cost < made.budget * 0.05]
    picks = rng.permutation(len(small))[:8].tolist()
    persons = {small[i].person: small[i].id for i in picks[:2]}
    return Rules(
        influencers=(min(4, len(made.offers) // 4), people * 2),
        max_share_per_influencer=0.25,
        tier_share={"micro": (0.35, 0.8)},
        platform_share={"tiktok": (0.2, 0.5), "youtube": (0.0, 0.4)},
        niche_share={"beauty": (0.15, 0.6)},
        include=tuple(persons.values()),
        exclude=tuple(small[i].id for i in picks[2:7]),
        include_people=tuple(small[i].person for i in picks[7:]),
    )


def with_big_offers(made: Problem, count: int = 6) -> Problem:
    """The problem with some more offers, each worth 26 to 60 % of the budget, and no cap on anyone."""
    rng = np.random.default_rng([made.seed, count])
    bought = _bought(made)
    every: dict[str, float] = dict.fromkeys(made.segments, 0.0)
    for offer in bought:
        for name, people in offer.reach.items():
            every[name] += people
    engaged = sum(offer.engagements for offer in bought)
    big = []
    for i, share in enumerate(rng.uniform(0.26, 0.6, count).tolist()):
        worth = share * rng.uniform(0.8, 1.2)  # of what the budget buys
        reach = {s: min(worth * r, 0.4 * made.segments[s].population) for s, r in every.items()}
        cost, platform = int(share * made.budget), PLATFORMS[i % len(PLATFORMS)]
        big.append(Offer(f"big{i}", f"big{i}", "macro", platform, "food", cost, reach, worth * engaged))
    rules = replace(made.rules, max_share_per_influencer=None)
    return replace(made, offers=(*made.offers, *big), rules=rules)


def _bought(made: Problem) -> list[Offer]:
    """The offers of most reach for their price that the budget pays for."""
    order = sorted(made.offers, key=lambda offer: -sum(offer.reach.values()) / offer.cost)
    paid = np.cumsum([offer.cost for offer in order])
    return order[: int(np.searchsorted(paid, made.budget))]


def with_niches(made: Problem, kappa: float = 1.5, kappa_niche: float = 0.6) -> Problem:
    """The problem with every segment nested."""
    segments = {name: Segment(s.population, kappa, kappa_niche) for name, s in made.segments.items()}
    return replace(made, segments=segments)


def small_problem(seed: int, largest: int | None = None) -> Problem:
    """A problem of at most 12 offers that can be tried whole: people with several offers, any of the
    rules.
    """
    rng = random.Random(seed)
    most = largest or (8 if seed % 8 else 12)
    segments = {
        f"s{i}": Segment(rng.uniform(2_000, 50_000), rng.choice([None, rng.uniform(0.3, 5)]))
        for i in range(rng.randint(1, 4))
    }
    offers = tuple(_small_offer(rng, i, segments) for i in range(rng.randint(1, most)))
    budget = max(1, int(sum(offer.cost for offer in offers) * rng.uniform(0.15, 0.9)))
    weight = rng.choice([0.0, 0.15, 0.5, 0.85, 1.0])
    return Problem(budget, weight, segments, offers, _small_rules(rng, offers), time_limit_s=20.0, seed=seed)


def _small_offer(rng: random.Random, i: int, segments: dict[str, Segment]) -> Offer:
    touched = rng.sample(sorted(segments), rng.randint(1, len(segments)))
    return Offer(
        id=f"o{i}",
        person=f"p{rng.randint(0, 7)}",
        tier=rng.choice(["micro", "macro"]),
        platform=rng.choice(["instagram", "tiktok", "youtube"]),
        niche=rng.choice(["food", "beauty"]),
        cost=rng.choice([rng.randint(1, 100), rng.randint(1, 20) * 50]),
        reach={s: segments[s].population * rng.choice([0, 1, 1]) * rng.uniform(0.001, 0.7) for s in touched},
        engagements=rng.choice([0.0, rng.uniform(0, 500)]),
    )


def _small_rules(rng: random.Random, offers: tuple[Offer, ...]) -> Rules:
    ids = [offer.id for offer in offers]
    low = rng.choice([0, 0, 1, 2])
    return Rules(
        influencers=(low, rng.choice([None, low + rng.randint(0, 5)])),
        max_share_per_influencer=rng.choice([None, 0.25, 0.5]),
        tier_share=_small_share(rng, "micro"),
        platform_share=_small_share(rng, "tiktok"),
        niche_share=_small_share(rng, "food"),
        include=tuple(rng.sample(ids, rng.choice([0, 0, 0, 1]))),
        exclude=tuple(rng.sample(ids, rng.choice([0, 0, 1]))),
        include_people=tuple(rng.sample(sorted({o.person for o in offers}), rng.choice([0, 0, 0, 1]))),
    )


def _small_share(rng: random.Random, name: str) -> dict[str, tuple[float, float]]:
    low = rng.choice([0.0, 0.1, 0.3])
    return rng.choice([{}, {name: (low, rng.choice([1.0, 0.5, 0.8]))}])
