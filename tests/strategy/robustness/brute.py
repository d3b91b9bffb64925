"""Tiny problems, and every shortlist of one tried: the slow obvious twin."""

from itertools import chain, combinations
from math import log

from campaigns.strategy.forecasting.ranges import LogNormal
from campaigns.strategy.objective import evaluate
from campaigns.strategy.records import Offer, Problem, Rules, Segment
from campaigns.strategy.robustness.draws import Law


def tiny(seed=0, *, rules=None, count=8, budget=100):
    """Eight offers of two tiers in one segment; micro engage more, macro reach more."""
    offers = tuple(_offer(i, (i * 37 + seed * 11) % 17) for i in range(count))
    rules = rules or Rules(max_share_per_influencer=0.6, tier_share={"micro": (0.2, 0.9)})
    return Problem(budget, 0.5, {"ID": Segment(100_000.0, 1.5)}, offers, rules, seed=seed)


def _offer(i, noise):
    tier, size = ("micro", 1.0) if i % 2 else ("macro", 2.5)
    return Offer(
        id=f"o{i}",
        person=f"p{i}",
        tier=tier,
        platform="instagram",
        niche="food",
        cost=round(20 * size) + noise,
        reach={"ID": 2_000.0 * size**1.3 + 150 * noise},
        engagements=(300.0 if tier == "micro" else 350.0) + 9 * noise,
    )


def best_by_force(problem, units):
    """The best objective and its shortlist over all shortlists that keep the rules; None without any."""
    ids = [offer.id for offer in problem.offers]
    every = chain.from_iterable(combinations(ids, size) for size in range(1, len(ids) + 1))
    judged = ((evaluate(problem, chosen, units), chosen) for chosen in every)
    kept = [(found.objective, chosen) for found, chosen in judged if not found.violated]
    return max(kept, default=None)


def laws_of(problem, sigma=0.5):
    """The same spread for every offer, means as expected."""
    return {
        offer.id: Law(offer.id, _law(sum(offer.reach.values()), sigma), _law(offer.engagements, sigma))
        for offer in problem.offers
    }


def _law(mean, sigma):
    return LogNormal(log(mean) - sigma**2 / 2, sigma, mean)
