"""What a given shortlist yields: reach counted once, engagements, objective, the rules it breaks."""

import math
from collections.abc import Iterable, Mapping

import numpy as np

from campaigns.strategy.reach.duplication import duplication_of, unique_reach
from campaigns.strategy.records import BestAlone, Evaluation, Problem
from campaigns.strategy.rules import pick, violated


def objective(weight: float, reach: float, engagements: float, best: BestAlone) -> float:
    """w * reach / best reach + (1 - w) * engagements / best engagements; a zero denominator contributes 0."""
    by_reach = reach / best.reach if best.reach > 0 else 0.0
    by_engagements = engagements / best.engagements if best.engagements > 0 else 0.0
    return weight * by_reach + (1.0 - weight) * by_engagements


def evaluate(problem: Problem, chosen: Iterable[str], best_alone: BestAlone) -> Evaluation:
    """Evaluate any shortlist, one that breaks rules too.

    Feasibility is exact (whole currency units). Raises `KeyError` for an unknown id; an id given twice
    counts once. Cost: one pass over the problem's offers.
    """
    offers = pick(problem, chosen)
    reach = unique_reach(problem.segments, offers)
    engagements = math.fsum(offer.engagements for offer in offers)
    return Evaluation(
        cost=sum(offer.cost for offer in offers),
        reach=reach,
        plain_sum=math.fsum(people for offer in offers for people in offer.reach.values()),
        engagements=engagements,
        objective=objective(problem.awareness_weight, reach, engagements, best_alone),
        violated=violated(problem, offers),
    )


def marginal_reach(problem: Problem, chosen: Iterable[str]) -> Mapping[str, float]:
    """People that each chosen offer adds: the shortlist's unique reach minus its unique reach without the
    offer.

    Cost: chosen x segments, in one array. Raises `KeyError` for an unknown id.
    """
    offers = pick(problem, chosen)
    model = duplication_of(problem.segments, offers)
    single = model.table(offers)
    total = single.sum(axis=0)
    lost = model.covered(total) - model.covered(np.maximum(total - single, 0.0))
    return dict(zip((offer.id for offer in offers), (lost @ model.population).tolist(), strict=True))
