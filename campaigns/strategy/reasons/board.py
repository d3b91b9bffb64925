"""The objective of many replacements at once: a shortlist, offers outside, exposures and values as arrays."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.objective import objective
from campaigns.strategy.reach.duplication import Duplication, duplication_of
from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.records import BestAlone, Offer, Problem


@dataclass(frozen=True, slots=True)
class Board:
    """A shortlist `inside` of m offers and n offers `outside`; values are in units of the objective."""

    problem: Problem
    inside: Sequence[Offer]
    outside: Sequence[Offer]
    weights: Floats
    model: Duplication
    exposures: tuple[Floats, Floats]  # m and n rows, a column a coordinate
    values: tuple[Floats, Floats]

    def value(self) -> float:
        """Of the shortlist as it is."""
        return self.without(())

    def without(self, leaves: Sequence[int]) -> float:
        """Without the offers at these positions inside."""
        exposure, value = self._left(leaves)
        return float(self.model.covered(exposure) @ self.weights + value)

    def replacing(self, leaves: Sequence[int]) -> Floats:
        """With each offer outside in place of those at these positions inside; n numbers."""
        exposure, value = self._left(leaves)
        reached = self.model.covered(exposure + self.exposures[1]) @ self.weights
        return np.asarray(reached + value + self.values[1])

    def _left(self, leaves: Sequence[int]) -> tuple[Floats, float]:
        stays = np.ones(len(self.inside), dtype=bool)
        stays[list(leaves)] = False
        return self.exposures[0][stays].sum(axis=0), float(self.values[0][stays].sum())


def board_of(problem: Problem, inside: Sequence[Offer], outside: Sequence[Offer], best: BestAlone) -> Board:
    """Cost: the reach entries of all these offers."""
    model, weight = duplication_of(problem.segments, [*inside, *outside]), problem.awareness_weight
    per_engagement = (1 - weight) / best.engagements if best.engagements > 0 else 0.0
    per_person = weight / best.reach if best.reach > 0 else 0.0

    def values(offers: Sequence[Offer]) -> Floats:
        return np.array([offer.engagements for offer in offers], dtype=float) * per_engagement

    exposures = model.table(inside), model.table(outside)
    tables = exposures, (values(inside), values(outside))
    return Board(problem, inside, outside, model.population * per_person, model, *tables)


def of_same_profiles(
    problem: Problem, inside: Iterable[str], profile_of: Mapping[str, str]
) -> frozenset[str]:
    """The offers of the profiles that have one inside: no news beside it, and no replacement."""
    profiles = {profile_of[name] for name in inside}
    return frozenset(offer.id for offer in problem.offers if profile_of[offer.id] in profiles)


def promising(problem: Problem, out: Container[str], best: BestAlone, number: int) -> list[Offer]:
    """Of the offers not in `out`, a tier at a time, the `number` with most objective for their price and the
    `number` with most objective. O(n log n)."""
    tiers: dict[str, list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        if offer.id not in out:
            tiers[offer.tier].append(offer)
    return [offer for offers in tiers.values() for offer in _best_of(problem, offers, best, number)]


def _best_of(problem: Problem, offers: Sequence[Offer], best: BestAlone, number: int) -> Iterable[Offer]:
    weight = problem.awareness_weight
    gains = np.array([objective(weight, sum(o.reach.values()), o.engagements, best) for o in offers])
    prices = np.array([offer.cost + 1 for offer in offers], dtype=float)
    orders = (np.argsort(-gains / prices, kind="stable"), np.argsort(-gains, kind="stable"))
    return (offers[index] for index in np.unique(np.concatenate([order[:number] for order in orders])))
