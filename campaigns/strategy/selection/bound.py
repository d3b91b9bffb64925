"""The bound in closed form: what any multipliers prove about the best shortlist.

For any y >= 0 (one a coordinate) and lambda >= 0 (one a row), with rc = values + T y - lambda * rows,

    bound = sum over segments of max over x of [weight * phi(x) - y x]  +  lambda * limits
          + sum over people of max(0, their best rc),

where a person with a must counts the must's rc alone. No shortlist that keeps the rules is worth more. Where
it was decided how many offers may cost at least some level, that is a limit with a price like the others. For
a nested segment y is weight * the slope of any mix of planes that touch phi, and the mix at x = 0 stands for
the maximum, which it is never below.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from campaigns.strategy.reach.flat import Bools, Floats, conjugate
from campaigns.strategy.selection.instance import Goal, Instance
from campaigns.strategy.selection.tangents import Prices


@dataclass(frozen=True, slots=True)
class Proof:
    """Multipliers with what they prove. Those of rows are in the units of the instance's rows."""

    prices: Prices
    bound: float
    reduced: Floats  # one per offer, -infinity where it cannot be chosen
    best: Floats  # one per person


@dataclass(frozen=True, slots=True)
class Leaf:
    """Multipliers and the bound they prove under some decisions: what a certificate keeps of a proof."""

    prices: Prices
    bound: float


@dataclass(frozen=True, slots=True)
class AtMost:
    """Whether at most `count` of the offers that cost at least a level (its position) are chosen."""

    level: int
    count: int


Question = int | AtMost  # whether an offer (its position in the instance) is chosen, or how many are


@dataclass(frozen=True, slots=True)
class Split:
    """A question and what is proved either way."""

    question: Question
    included: "Split | Leaf"
    excluded: "Split | Leaf"


def leaf_of(proof: Proof) -> Leaf:
    """The part of a proof that a certificate keeps."""
    return Leaf(proof.prices, proof.bound)


def decide(instance: Instance, decisions: Mapping[Question, bool]) -> Instance:
    """The instance with some questions answered."""
    usable, must = instance.usable.copy(), instance.must.copy()
    least, most = instance.least.copy(), instance.most.copy()
    for question, yes in decisions.items():
        if not isinstance(question, AtMost):
            (must if yes else usable)[question] = yes
        elif yes:
            most[question.level] = min(most[question.level], question.count)
        else:
            least[question.level] = max(least[question.level], question.count + 1)
    return replace(instance, usable=usable, must=must, least=least, most=most)


def prove(instance: Instance, goal: Goal, given: Prices) -> Proof:
    """The bound that these multipliers prove (negative ones are raised to 0). Cost: all entries and rows
    once.
    """
    y, by_row = _by_coordinate(instance, goal, given), np.maximum(given.by_row, 0.0)
    highest, lowest = np.isfinite(instance.most), instance.least > 0
    by_level = np.where(highest, np.maximum(given.by_level, 0.0), 0.0)
    by_level += np.where(lowest, np.minimum(given.by_level, 0.0), 0.0)
    reduced = goal.values + instance.weighted(y) - instance.limits @ by_row
    if by_level.any():
        reduced -= np.concatenate(([0.0], np.cumsum(by_level)))[instance.level]
    reduced[~instance.usable] = -np.inf
    best = np.zeros(instance.people)
    np.maximum.at(best, instance.person, reduced)
    musts = np.flatnonzero(instance.must)
    best[instance.person[musts]] = reduced[musts]
    prices = Prices(y, by_row, by_level, given.mixes)
    limits = np.where(by_level > 0, instance.most, instance.least)[by_level != 0]
    paid = by_row @ instance.bounds + by_level[by_level != 0] @ limits
    bound = _segment_part(instance, goal, prices) + paid + best.sum()
    return Proof(prices, -np.inf if contradictory(instance) else float(bound), reduced, best)


def _by_coordinate(instance: Instance, goal: Goal, given: Prices) -> Floats:
    y = np.maximum(given.by_coordinate, 0.0)
    for block, mix in zip(instance.model.blocks, given.mixes, strict=True):
        y[block.coordinates] = goal.weights[block.segment] * mix.slope if len(mix.weights) else 0.0
    return y


def contradictory(instance: Instance) -> bool:
    """Whether the musts alone cannot be: one is ruled out, one person has two, or more are needed than may
    be.
    """
    musts = np.flatnonzero(instance.must)
    twice = len(set(instance.person[musts].tolist())) < len(musts)
    return bool(twice or (~instance.usable[musts]).any() or (instance.least > instance.most).any())


def _segment_part(instance: Instance, goal: Goal, prices: Prices) -> float:
    model = instance.model
    plain = model.flat_segments[goal.weights[model.flat_segments] > 0]
    coordinates = model.flat_coordinates[goal.weights[model.flat_segments] > 0]
    weights, y = goal.weights[plain], prices.by_coordinate[coordinates]
    mixed = zip(model.blocks, prices.mixes, strict=True)
    nested = math.fsum(goal.weights[block.segment] * mix.height for block, mix in mixed)
    return float(weights @ conjugate(y / weights, model.kappa[plain])) + nested


def _is_best(instance: Instance, proof: Proof) -> Bools:
    """Which offers the multipliers themselves would choose: each person's best with a gain, and the musts."""
    candidates = (proof.reduced >= proof.best[instance.person]) & (proof.reduced > 0) | instance.must
    first = np.full(instance.people, -1)
    index = np.flatnonzero(candidates)[::-1]
    first[instance.person[index]] = index
    first[instance.person[np.flatnonzero(instance.must)]] = np.flatnonzero(instance.must)
    mark = np.zeros(len(instance.cost), dtype=bool)
    mark[first[first >= 0]] = True
    return mark


def penalties(instance: Instance, proof: Proof) -> Floats:
    """How far the bound falls if an offer is decided against the multipliers; infinite where it cannot be.

    A shortlist that decides so is worth no more than `proof.bound` minus the penalty.
    """
    taken = _is_best(instance, proof)
    others = np.where(taken, -np.inf, proof.reduced)
    second = np.zeros(instance.people)
    np.maximum.at(second, instance.person, others)
    penalty = np.where(
        taken, proof.reduced - second[instance.person], proof.best[instance.person] - proof.reduced
    )
    fixed_people = np.zeros(instance.people, dtype=bool)
    fixed_people[instance.person[instance.must]] = True
    return np.where(fixed_people[instance.person] | ~instance.usable, np.inf, penalty)
