"""Which leaning an answer would show: the best shortlist's, or the playbook's choice among equals.

The page lets the playbook decide among the frontier's 21 points. Here the same rule is asked of the leanings
themselves: of those between the best shortlist's and the playbook's, the one nearest the playbook's whose own
best shortlist is within 1 % of the best. Near the edge the two may differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from campaigns.strategy.mix import TOLERANCE, Leaning, leaning
from campaigns.strategy.records import BestAlone, Interval, Problem
from campaigns.strategy.robustness.again import Again, Shortlist, solve_again

# Micro shares of the spend that belong to a leaning; between two leanings a percent is nobody's, for the
# bounds of `leaning` belong to the heavy ones.
MICRO: Mapping[Leaning, Interval] = {
    "macro-heavy": (0.0, 0.4),
    "balanced": (0.41, 0.59),
    "micro-heavy": (0.6, 1.0),
}
GAP = 0.005
NODES = 16
IN_ORDER: tuple[Leaning, ...] = ("macro-heavy", "balanced", "micro-heavy")


def micro_share(problem: Problem, chosen: Iterable[str]) -> float:
    """The micro share of a shortlist's spend; 0 where nothing is spent."""
    wanted = frozenset(chosen)
    offers = [offer for offer in problem.offers if offer.id in wanted]
    spend = sum(offer.cost for offer in offers)
    return sum(offer.cost for offer in offers if offer.tier == "micro") / spend if spend else 0.0


def leaning_of(problem: Problem, chosen: Iterable[str]) -> Leaning:
    """The leaning of a shortlist."""
    return leaning(micro_share(problem, chosen))


def held_to(problem: Problem, wanted: Leaning) -> Problem | None:
    """The problem with the spend held to a leaning beside its own rules; None where they exclude it."""
    low, high = MICRO[wanted]
    own_low, own_high = problem.rules.tier_share.get("micro", (0.0, 1.0))
    both = (max(low, own_low), min(high, own_high))
    if both[0] > both[1]:
        return None
    shares = {**problem.rules.tier_share, "micro": both}
    return replace(problem, rules=replace(problem.rules, tier_share=shares))


def shown_leaning(
    problem: Problem, found: Again, default: float, best_alone: BestAlone, hints: Iterable[Shortlist] = ()
) -> Leaning:
    """The leaning that would be shown where `found` is the best shortlist and the playbook's micro share is
    `default`. Cost: up to two more solves, coarse ones.
    """
    here, known = leaning_of(problem, found.chosen), [found.chosen, *hints]
    for wanted in _nearer(here, leaning(default)):
        held = held_to(problem, wanted)
        rival = solve_again(held, best_alone, known, gap=GAP, nodes=NODES) if held else None
        if rival and rival.objective >= found.objective * (1 - TOLERANCE):
            return wanted
    return here


def _nearer(here: Leaning, default: Leaning) -> list[Leaning]:
    """The leanings from the playbook's to the one before `here`."""
    start, end = IN_ORDER.index(default), IN_ORDER.index(here)
    step = 1 if end > start else -1
    return [IN_ORDER[i] for i in range(start, end, step)]
