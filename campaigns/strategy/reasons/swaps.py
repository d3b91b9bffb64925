"""What would have been taken instead: the best single replacement of every chosen offer, and who came
nearest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach.duplication import Duplication, duplication_of
from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.records import BestAlone, Offer, Problem
from campaigns.strategy.rules import pick, violated

CANDIDATES = 150
TRIES = 12


@dataclass(frozen=True, slots=True)
class Swap:
    """The chosen offer `leaves`, `enters` of the same tier takes its place, and the objective falls by
    `loss`.

    `loss` is a share of the objective, below 0 where the swap would gain. `enters` is "" where no offer of
    the tier fits the rules in its place: then leaving it out costs `loss`.
    """

    leaves: str
    enters: str
    loss: float


@dataclass(frozen=True, slots=True)
class _Board:
    """The objective of many one-for-one replacements at once: exposures and values as arrays."""

    weights: Floats
    model: Duplication
    inside: Floats
    outside: Floats
    inside_value: Floats
    outside_value: Floats

    def value(self) -> float:
        return float(self.model.covered(self.inside.sum(axis=0)) @ self.weights + self.inside_value.sum())

    def without(self, index: int) -> float:
        left = np.maximum(self.inside.sum(axis=0) - self.inside[index], 0.0)
        rest = self.inside_value.sum() - self.inside_value[index]
        return float(self.model.covered(left) @ self.weights + rest)

    def replacing(self, index: int) -> Floats:
        """The objective with each outside offer in place of chosen offer `index`."""
        left = np.maximum(self.inside.sum(axis=0) - self.inside[index], 0.0)
        rest = self.inside_value.sum() - self.inside_value[index]
        reached = self.model.covered(left + self.outside) @ self.weights
        return np.asarray(reached + rest + self.outside_value)


def best_swaps(problem: Problem, chosen: Sequence[str], best: BestAlone) -> Mapping[str, Swap]:
    """The best replacement of every chosen offer by one of its tier (so the mix stands) that keeps the rules.

    Guarantee: each swap named keeps every rule. Only the 150 offers outside with most objective for their
    price and the 150 with most objective are tried, so a better one may exist among the rest. Cost: chosen
    x 300 x segments.
    """
    inside = pick(problem, chosen)
    outside = _candidates(problem, frozenset(chosen), best)
    board = _board(problem, inside, outside, best)
    total = board.value()
    return {
        offer.id: _best_swap(problem, inside, outside, index, board, total)
        for index, offer in enumerate(inside)
    }


def _best_swap(
    problem: Problem,
    inside: Sequence[Offer],
    outside: Sequence[Offer],
    index: int,
    board: _Board,
    total: float,
) -> Swap:
    rest = [offer for position, offer in enumerate(inside) if position != index]
    room = problem.budget - sum(offer.cost for offer in rest)
    people = {offer.person for offer in rest}
    tier = inside[index].tier
    fits = np.array(
        [o.tier == tier and o.cost <= room and o.person not in people for o in outside], dtype=bool
    )
    values = np.where(fits, board.replacing(index), -np.inf) if len(outside) else np.zeros(0)
    for candidate in np.argsort(-values, kind="stable")[:TRIES]:
        if np.isfinite(values[candidate]) and not _breaks(
            problem, [*rest, outside[candidate]], inside[index]
        ):
            return Swap(inside[index].id, outside[candidate].id, _loss(total, float(values[candidate])))
    return Swap(inside[index].id, "", _loss(total, board.without(index)))


def _breaks(problem: Problem, offers: Sequence[Offer], leaving: Offer) -> bool:
    """Whether a rule other than the must-have of the leaving offer would be broken."""
    musts = {f"include:{leaving.id}", f"include_person:{leaving.person}"}
    return bool(set(violated(problem, offers)) - musts)


def _loss(total: float, value: float) -> float:
    return (total - value) / total if total > 0 else 0.0


def _candidates(problem: Problem, chosen: frozenset[str], best: BestAlone) -> list[Offer]:
    out = chosen | frozenset(problem.rules.exclude)
    tiers: dict[str, list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        if offer.id not in out:
            tiers[offer.tier].append(offer)
    return [offer for offers in tiers.values() for offer in _best_of(problem, offers, best)]


def _best_of(problem: Problem, offers: Sequence[Offer], best: BestAlone) -> list[Offer]:
    gains = np.array([_gain(problem, offer, best) for offer in offers])
    prices = np.array([offer.cost + 1 for offer in offers], dtype=float)
    orders = (np.argsort(-gains / prices, kind="stable"), np.argsort(-gains, kind="stable"))
    return [offers[index] for index in np.unique(np.concatenate([order[:CANDIDATES] for order in orders]))]


def _gain(problem: Problem, offer: Offer, best: BestAlone) -> float:
    weight = problem.awareness_weight
    reach = sum(offer.reach.values()) / best.reach if best.reach > 0 else 0.0
    return weight * reach + (1 - weight) * (
        offer.engagements / best.engagements if best.engagements > 0 else 0.0
    )


def _board(problem: Problem, inside: Sequence[Offer], outside: Sequence[Offer], best: BestAlone) -> _Board:
    model, weight = duplication_of(problem.segments, [*inside, *outside]), problem.awareness_weight
    per_engagement = (1 - weight) / best.engagements if best.engagements > 0 else 0.0

    def values(offers: Sequence[Offer]) -> Floats:
        return np.array([offer.engagements for offer in offers], dtype=float) * per_engagement

    scale = weight / best.reach if best.reach > 0 else 0.0
    tables = model.table(inside), model.table(outside)
    return _Board(model.population * scale, model, *tables, values(inside), values(outside))
