"""This leaning against the opposite one, on the same draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from campaigns.strategy.mix import Leaning
from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.robustness.again import Again, Shortlist, solve_again
from campaigns.strategy.robustness.drawn import reached_by
from campaigns.strategy.robustness.draws import Law, Uncertainty, draw
from campaigns.strategy.robustness.leanings import held_to
from campaigns.strategy.rules import pick

OPPOSITE: Mapping[Leaning, tuple[Leaning, ...]] = {
    "micro-heavy": ("macro-heavy",),
    "macro-heavy": ("micro-heavy",),
    "balanced": ("micro-heavy", "macro-heavy"),
}


@dataclass(frozen=True, slots=True)
class Booked:
    """The answer: its problem, the recommended shortlist, its leaning, and other shortlists worth a try."""

    problem: Problem
    chosen: Shortlist
    leaning: Leaning
    best_alone: BestAlone
    laws: Mapping[str, Law]
    hints: Sequence[Shortlist] = ()


def contest(booked: Booked, chance: Uncertainty) -> tuple[Leaning | None, float | None]:
    """The opposite leaning, and the share of draws in which the best of the leaning shown beats its best.

    Balanced is held against the better of the two others. The opposite is solved without the brief's own
    tier shares, as the frontier is; None where either has no shortlist. Cost: two or three solves.
    """
    mine = _best_of(booked, booked.problem, booked.leaning)
    free = replace(booked.problem, rules=replace(booked.problem.rules, tier_share={}))
    rivals = {leaning: _best_of(booked, free, leaning) for leaning in OPPOSITE[booked.leaning]}
    held = {leaning: found for leaning, found in rivals.items() if found}
    if mine is None or not held:
        return None, None
    opposite = max(held, key=lambda leaning: held[leaning].objective)
    return opposite, _wins(booked, mine.chosen, held[opposite].chosen, chance)


def _best_of(booked: Booked, problem: Problem, leaning: Leaning) -> Again | None:
    held = held_to(problem, leaning)
    return solve_again(held, booked.best_alone, [booked.chosen, *booked.hints]) if held else None


def _wins(booked: Booked, mine: Shortlist, theirs: Shortlist, chance: Uncertainty) -> float:
    ours, other = (drawn_values(booked, ids, chance, chance.draws) for ids in (mine, theirs))
    return float(np.mean(ours > other))


def drawn_values(booked: Booked, chosen: Shortlist, chance: Uncertainty, count: int) -> Floats:
    """The objective of a shortlist, one a draw; every shortlist sees the same draws."""
    problem, best = booked.problem, booked.best_alone
    offers = pick(problem, chosen)
    found = draw([booked.laws[name] for name in chosen], chance, count, level=True)
    reach = reached_by(problem.segments, offers, chance.clip).together(found.reach) * found.overlap
    engagements = found.engagements @ np.array([offer.engagements for offer in offers])
    weight = problem.awareness_weight
    by_reach = weight / best.reach if best.reach > 0 else 0.0
    by_engagements = (1 - weight) / best.engagements if best.engagements > 0 else 0.0
    return np.asarray(by_reach * reach + by_engagements * engagements)
