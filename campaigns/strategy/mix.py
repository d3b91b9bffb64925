"""How a shortlist divides between the tiers, and the playbook as tie-breaker between mixes that are equally
good."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from campaigns.strategy.fill import filled
from campaigns.strategy.forecasting.forecast import OfferForecast, to_offer
from campaigns.strategy.objective import evaluate
from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.records import FrontierPoint, Problem, Segment, Solution

Leaning = Literal["micro-heavy", "macro-heavy", "balanced"]
HEAVY = 0.6
TOLERANCE = 0.01
TIERS = ("micro", "macro")


@dataclass(frozen=True, slots=True)
class TierMix:
    """One tier of a shortlist.

    `share` is of the spend; `reach` counts people of the target once within the tier; `gross_reach` and
    `engagements` are the raw expected sums; `relevant` is the part that the objective counts.
    """

    cost: int
    share: float
    people: int
    reach: float
    gross_reach: float
    engagements: float
    relevant: float


@dataclass(frozen=True, slots=True)
class TieBreak:
    """Which shortlist to recommend. `gap` is the proof's, of the best shortlist found; `given_up` is what
    the recommended one is below that best; no shortlist is better than the recommended one by more than
    `shortfall`,
    their sum. `equally_good` is the range of micro shares among which the playbook decided."""

    chosen: tuple[str, ...]
    objective: float
    gap: float
    given_up: float
    moved: bool
    equally_good: tuple[float, float]

    @property
    def shortfall(self) -> float:
        return self.gap + self.given_up


def mix_of(chosen: Iterable[OfferForecast], segments: Mapping[str, Segment]) -> Mapping[str, TierMix]:
    """The mix by tier: micro and macro always, another tier only where it was booked."""
    offers = list(chosen)
    spend = sum(offer.cost.total for offer in offers)
    tiers = [*TIERS, *sorted({offer.tier for offer in offers} - set(TIERS))]
    return {tier: _tier_mix([o for o in offers if o.tier == tier], spend, segments) for tier in tiers}


def _tier_mix(offers: Sequence[OfferForecast], spend: int, segments: Mapping[str, Segment]) -> TierMix:
    cost = sum(offer.cost.total for offer in offers)
    return TierMix(
        cost=cost,
        share=cost / spend if spend else 0.0,
        people=len({offer.facts.person for offer in offers}),
        reach=unique_reach(segments, map(to_offer, offers)),
        gross_reach=sum(offer.reach.mean for offer in offers),
        engagements=sum(offer.engagements.mean for offer in offers),
        relevant=sum(offer.relevant for offer in offers),
    )


def leaning(micro_share: float) -> Leaning:
    """Micro-heavy from 60 % of the spend on micro, macro-heavy from 60 % on macro, balanced between."""
    # Shares of whole currency units: 60 % exactly must not fail on the last binary digit.
    if micro_share >= HEAVY - 1e-9:
        return "micro-heavy"
    return "macro-heavy" if 1.0 - micro_share >= HEAVY - 1e-9 else "balanced"


def break_tie(
    problem: Problem, solution: Solution, points: Sequence[FrontierPoint], default: float
) -> TieBreak:
    """Of the shortlists within the proof's gap plus 1 % of the best, the one whose micro share is nearest
    `default`.

    Candidates are the solver's own shortlist and those points of the frontier that keep every rule of the
    problem (the frontier sets its tier shares aside). Distances are compared in whole percentage points;
    between equals the better objective wins. A must-have of another tier counts as not micro. Whoever still
    fits is added to the one taken: a point of the frontier holds each tier to its cap, the answer need not.
    """
    best = solution.best_alone
    tiers = {offer.id: (offer.tier, offer.cost) for offer in problem.offers}
    found = {solution.chosen: solution.objective}
    for point in points:
        judged = evaluate(problem, point.chosen, best)
        if not judged.violated and point.chosen:
            found[tuple(point.chosen)] = judged.objective
    top = max(found.values())
    gap = max(0.0, 1.0 - top / solution.bound) if solution.bound > 0 else 0.0
    near = {ids: value for ids, value in found.items() if value >= top * (1.0 - gap - TOLERANCE)}
    shares = {ids: _micro_share(ids, tiers) for ids in near}
    nearest = min(near, key=lambda ids: (round(abs(shares[ids] - default), 2), -near[ids]))
    chosen = filled(problem, nearest, best)
    value = evaluate(problem, chosen, best).objective
    given_up = max(0.0, 1.0 - value / top) if top > 0 else 0.0
    moved = set(chosen) != set(solution.chosen)
    return TieBreak(chosen, value, gap, given_up, moved, (min(shares.values()), max(shares.values())))


def _micro_share(ids: tuple[str, ...], tiers: Mapping[str, tuple[str, int]]) -> float:
    spend = sum(tiers[name][1] for name in ids)
    return (
        sum(cost for tier, cost in (tiers[name] for name in ids) if tier == "micro") / spend if spend else 0.0
    )
