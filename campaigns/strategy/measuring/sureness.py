"""What sureness costs, and how well a restricted pool of re-solves stands for the whole one."""

import time

import numpy as np

from campaigns.strategy.forecasting.ranges import LogNormal
from campaigns.strategy.measuring import synthetic
from campaigns.strategy.records import Problem
from campaigns.strategy.robustness.contest import Booked
from campaigns.strategy.robustness.draws import Law, Uncertainty
from campaigns.strategy.robustness.leanings import leaning_of
from campaigns.strategy.robustness.sureness import POOL, RESOLVES, Sureness, sureness
from campaigns.strategy.selection import solve

SIZE = 2_000
SIGMA = 0.7  # of every offer's outcome: about that of an account with some history
AGREEMENT_RESOLVES = 50


def figures(size: int = SIZE) -> dict[str, float]:
    """Seconds of processor time of 200 re-solves of one synthetic problem, and the mean difference of the
    chosen offers' frequencies between the restricted pool and all offers over 50. About 15 seconds.
    """
    booked = _booked(synthetic.problem("broad", size, 0))
    chance, began = Uncertainty(0.18, seed=1), time.process_time()
    sureness(booked, chance, resolves=RESOLVES)
    seconds = time.process_time() - began
    part, whole = (sureness(booked, chance, resolves=AGREEMENT_RESOLVES, pool=n) for n in (POOL, size))
    return {
        "sureness_cpu_seconds": seconds,
        "sureness_pool_frequency_difference": _difference(booked, part, whole),
        "sureness_pool_regret_difference": abs(part.regret_mean - whole.regret_mean),
    }


def _booked(problem: Problem) -> Booked:
    found = solve(problem)
    laws = {
        offer.id: Law(offer.id, _law(sum(offer.reach.values())), _law(offer.engagements))
        for offer in problem.offers
    }
    return Booked(problem, found.chosen, leaning_of(problem, found.chosen), found.best_alone, laws)


def _law(mean: float) -> LogNormal:
    return LogNormal(float(np.log(mean)) - SIGMA**2 / 2, SIGMA, mean)


def _difference(booked: Booked, part: Sureness, whole: Sureness) -> float:
    off = [abs(part.selected.get(name, 0.0) - whole.selected.get(name, 0.0)) for name in booked.chosen]
    return float(np.mean(off))
