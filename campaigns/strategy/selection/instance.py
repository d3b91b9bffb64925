"""A problem compiled to arrays, once, for all solves on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from campaigns.strategy.reach.duplication import Duplication, duplication_of
from campaigns.strategy.reach.flat import Bools, Floats, Ints
from campaigns.strategy.records import Offer, Problem
from campaigns.strategy.rules import Row, may_be_booked, rows

LEVELS = 18
LEVEL_STEP = 1.25


@dataclass(frozen=True, slots=True)
class Goal:
    """A concave objective over shortlists: sum of weights * share covered over segments plus the chosen
    offers' values.
    """

    weights: Floats  # one per segment
    values: Floats  # one per offer


@dataclass(frozen=True, slots=True)
class Cut:
    """A row that follows from the rules' rows (`weights` of them) because offers are whole: see `cuts`."""

    weights: Floats
    size: float  # what the sum of rows is divided by before it is rounded
    turned: Ints  # offers counted from their other end, positions, rising
    scale: float  # what the rounded row is divided by, to keep the numbers near 1


@dataclass(frozen=True, slots=True)
class Instance:
    """n offers, S segments of C coordinates, m rows, arrays in the problem's order of offers.

    Exposures are entries (offer, coordinate, t) sorted by offer, `first` marks where each offer's begin. Row
    k is `limits[:, k] <= bounds[k]` with money in units of the budget, to keep the numbers near 1; the rules'
    rows come first, those of the cuts after.
    """

    problem: Problem
    offers: Sequence[Offer]
    model: Duplication
    first: Ints
    entry_offer: Ints
    entry_coordinate: Ints
    entry_exposure: Floats
    entry_people: Floats
    engagements: Floats
    cost: Floats
    person: Ints
    people: int
    usable: Bools
    must: Bools
    rows: tuple[Row, ...]
    limits: Floats
    bounds: Floats
    levels: tuple[int, ...]  # costs, rising
    level: Ints  # one per offer: how many of the levels it costs at least
    least: Floats  # one per level: how many offers that cost at least so much there must be
    most: Floats  # and may be
    cuts: tuple[Cut, ...] = ()

    def exposure_of(self, chosen: Ints) -> Floats:
        """x per coordinate for a list of offers. Cost: their entries."""
        return np.asarray(self.table(chosen).sum(axis=0))

    def table(self, offers: Ints) -> Floats:
        """Exposures of some offers as a dense array, offers x coordinates."""
        counts = self.first[offers + 1] - self.first[offers]
        row = np.repeat(np.arange(len(offers)), counts)
        start = np.repeat(self.first[offers] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        entry = np.arange(len(row)) + start
        dense = np.zeros((len(offers), self.model.count))
        dense[row, self.entry_coordinate[entry]] = self.entry_exposure[entry]
        return dense

    def weighted(self, prices: Floats) -> Floats:
        """Sum over coordinates of price * exposure, for every offer. Cost: all entries."""
        product = self.entry_exposure * prices[self.entry_coordinate]
        return np.bincount(self.entry_offer, product, len(self.cost)).astype(float)

    def gain(self, goal: Goal) -> Floats:
        """What every offer would add if nobody were reached twice."""
        return np.asarray(goal.values + self.weighted(goal.weights[self.model.segment]))

    def reached(self, goal: Goal, x: Floats) -> Floats:
        """The goal's part of reach at exposures whose last axis are the coordinates."""
        return np.asarray(self.model.covered(x) @ goal.weights)

    def value(self, goal: Goal, chosen: Ints) -> float:
        """The goal at a list of offers."""
        return float(self.reached(goal, self.exposure_of(chosen)) + goal.values[chosen].sum())

    def size(self, goal: Goal) -> float:
        """The plain sum of what all usable offers yield: what rounding is measured against."""
        weights = (goal.weights / self.model.population)[self.model.segment]
        single = self.entry_people * weights[self.entry_coordinate]
        plain = np.bincount(self.entry_offer, single, len(self.cost)) + goal.values
        return float(plain[self.usable].sum())

    def reach(self, chosen: Ints) -> float:
        """Unique reach of a list of offers."""
        return float(self.model.covered(self.exposure_of(chosen)) @ self.model.population)

    def names(self, chosen: Ints) -> tuple[str, ...]:
        """The ids of a list of offers."""
        return tuple(self.offers[i].id for i in chosen.tolist())

    def spend(self, chosen: Ints) -> int:
        """The exact cost of a list of offers."""
        return sum(self.offers[i].cost for i in chosen.tolist())

    def feasible(self, chosen: Ints) -> bool:
        """Whether every rule holds, in exact arithmetic: a quick look spares it most failures, and is exact
        itself for rows that count people.
        """
        if (self.limits[chosen].sum(axis=0) > self.bounds + 1e-6).any():
            return False
        if not self.usable[chosen].all() or len(np.unique(self.person[chosen])) < len(chosen):
            return False
        if self.must[chosen].sum() < self.must.sum():
            return False
        offers = [self.offers[i] for i in chosen.tolist()]
        return all(row.excess(offers) <= 0 for row in self.rows if row.counts_money)


def compile_problem(problem: Problem) -> Instance:
    """The arrays of a valid problem. Cost: one pass over the offers."""
    offers, limit_rows = problem.offers, rows(problem)
    people, person = _coded(offers, "person")
    cost = np.array([offer.cost for offer in offers], dtype=float)
    model, levels = duplication_of(problem.segments, offers), cost_levels(problem.budget)
    return Instance(
        problem,
        offers,
        model,
        *_entries(model, offers),
        engagements=np.array([offer.engagements for offer in offers], dtype=float),
        cost=cost,
        person=person,
        people=len(people),
        usable=usable_offers(problem),
        must=_marked(offers, problem.rules.include),
        rows=limit_rows,
        limits=_limits(problem, limit_rows, cost),
        bounds=row_bounds(problem, limit_rows),
        levels=levels,
        level=np.searchsorted(np.array(levels, dtype=float), cost, side="right"),
        least=np.zeros(len(levels)),
        most=np.full(len(levels), np.inf),
    )


def cost_levels(budget: int) -> tuple[int, ...]:
    """Costs from a hundredth to half of the budget, rising: the tree decides how many offers cost so much."""
    return tuple(sorted({max(1, round(budget * 0.5 * LEVEL_STEP**-i)) for i in range(LEVELS)}))


def row_bounds(problem: Problem, limit_rows: Sequence[Row]) -> Floats:
    """The limits in the instance's units: money in budgets, people as they are."""
    return np.array(
        [row.limit / (problem.budget if row.counts_money else 1) for row in limit_rows], dtype=float
    )


def _marked(offers: Sequence[Offer], names: Sequence[str]) -> Bools:
    wanted = frozenset(names)
    return np.array([offer.id in wanted for offer in offers], dtype=bool)


def usable_offers(problem: Problem) -> Bools:
    """Which offers fit the rules on their own."""
    may = may_be_booked(problem)
    return np.array([may(offer) for offer in problem.offers], dtype=bool)


def _entries(model: Duplication, offers: Sequence[Offer]) -> tuple[Ints, Ints, Ints, Floats, Floats]:
    counts = [len(offer.reach) for offer in offers]
    first = np.concatenate(([0], np.cumsum(counts, dtype=np.int64))).astype(np.int64)
    coordinate = model.entries(offers)
    people = np.array([r for o in offers for r in o.reach.values()], dtype=float)
    return (
        first,
        np.repeat(np.arange(len(counts)), counts),
        coordinate,
        model.exposure(people, coordinate),
        people,
    )


def _coded(offers: Sequence[Offer], field: str) -> tuple[dict[str, int], Ints]:
    """The different texts of a field by number, and each offer's number."""
    codes: dict[str, int] = {}
    number = [codes.setdefault(getattr(offer, field), len(codes)) for offer in offers]
    return codes, np.array(number, dtype=np.int64)


def _limits(problem: Problem, limit_rows: Sequence[Row], cost: Floats) -> Floats:
    table = np.empty((len(cost), len(limit_rows)))
    money = cost / problem.budget
    singled_out = {row.field for row in limit_rows if row.field}
    fields = {field: _coded(problem.offers, field) for field in singled_out}
    for k, row in enumerate(limit_rows):
        table[:, k] = float(row.spend) * money + row.people
        if row.field:
            per_match = float(row.matching) * money + row.matching_people
            codes, code = fields[row.field]
            table[:, k] += per_match * (code == codes.get(row.value, -1))
    return table
