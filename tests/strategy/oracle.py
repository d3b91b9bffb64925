"""The slow, obvious twin of the optimiser: every shortlist of a small problem, tried one by one."""

import random
from itertools import chain, combinations

from campaigns.strategy.objective import evaluate
from campaigns.strategy.records import BestAlone, Offer, Problem, Rules, Segment


def every_shortlist(problem: Problem):
    """All sets of ids, feasible or not."""
    ids = [offer.id for offer in problem.offers]
    return chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))


def best_by_force(problem: Problem, best_alone: BestAlone) -> tuple[float, float, float] | None:
    """The largest objective, reach and engagements over all feasible shortlists, None where there is none."""
    tried = (evaluate(problem, chosen, best_alone) for chosen in every_shortlist(problem))
    feasible = [(e.objective, e.reach, e.engagements) for e in tried if not e.violated]
    return tuple(max(column) for column in zip(*feasible, strict=True)) if feasible else None


def random_problem(seed: int, largest: int = 12) -> Problem:
    """A small problem with people who have several offers, and any of the rules."""
    rng = random.Random(seed)
    segments = {
        f"s{i}": Segment(rng.uniform(2_000, 50_000), rng.choice([None, rng.uniform(0.3, 5)]))
        for i in range(rng.randint(1, 4))
    }
    offers = tuple(_offer(rng, i, segments) for i in range(rng.randint(1, largest)))
    budget = max(1, int(sum(offer.cost for offer in offers) * rng.uniform(0.15, 0.9)))
    weight = rng.choice([0.0, 0.15, 0.5, 0.85, 1.0])
    return Problem(budget, weight, segments, offers, _rules(rng, offers), time_limit_s=20.0, seed=seed)


def _offer(rng: random.Random, i: int, segments: dict[str, Segment]) -> Offer:
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


def _rules(rng: random.Random, offers: tuple[Offer, ...]) -> Rules:
    ids = [offer.id for offer in offers]
    low = rng.choice([0, 0, 1, 2])
    return Rules(
        influencers=(low, rng.choice([None, low + rng.randint(0, 5)])),
        max_share_per_influencer=rng.choice([None, 0.25, 0.5]),
        tier_share=_share(rng, "micro"),
        platform_share=_share(rng, "tiktok"),
        niche_share=_share(rng, "food"),
        include=tuple(rng.sample(ids, rng.choice([0, 0, 0, 1]))),
        exclude=tuple(rng.sample(ids, rng.choice([0, 0, 1]))),
    )


def _share(rng: random.Random, name: str) -> dict[str, tuple[float, float]]:
    low = rng.choice([0.0, 0.1, 0.3])
    return rng.choice([{}, {name: (low, rng.choice([1.0, 0.5, 0.8]))}])
