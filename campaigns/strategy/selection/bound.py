"""The bound in closed form: what any multipliers prove about the best shortlist.

For any y >= 0 (one a coordinate) and lambda >= 0 (one a row), with rc = values + T y - lambda * rows,

    bound = sum over segments of max over x of [weight * phi(x) - y x]  +  lambda * limits
          + sum over people of max(0, their best rc),

where a person with a must counts the must's rc alone. No shortlist that keeps the rules is worth more. For a
nested segment y is weight * the slope of any mix of planes that touch phi, and the mix at x = 0 stands for
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
class Split:
    """A decision on one offer (its position in the instance) and what is proved either way."""

    offer: int
    included: "Split | Leaf"
    excluded: "Split | Leaf"


def leaf_of(proof: Proof) -> Leaf:
    """The part of a proof that a certificate keeps."""
    return Leaf(proof.prices, proof.bound)


def decide(instance: Instance, decisions: Mapping[int, bool]) -> Instance:
    """The instance with some offers (positions) decided for or against."""
    usable, must = instance.usable.copy(), instance.must.copy()
    for offer, inside in decisions.items():
        (must if inside else usable)[offer] = inside
    return replace(instance, usable=usable, must=must)


def prove(instance: Instance, goal: Goal, given: Prices) -> Proof:
    """The bound that these multipliers prove (negative ones are raised to 0). Cost: all entries and rows
    once.
    """
    y, by_row = _by_coordinate(instance, goal, given), np.maximum(given.by_row, 0.0)
    reduced = goal.values + instance.weighted(y) - instance.limits @ by_row
    reduced[~instance.usable] = -np.inf
    best = np.zeros(instance.people)
    np.maximum.at(best, instance.person, reduced)
    musts = np.flatnonzero(instance.must)
    best[instance.person[musts]] = reduced[musts]
    prices = Prices(y, by_row, given.mixes)
    bound = _segment_part(instance, goal, prices) + by_row @ instance.bounds + best.sum()
    return Proof(prices, -np.inf if contradictory(instance) else float(bound), reduced, best)


def _by_coordinate(instance: Instance, goal: Goal, given: Prices) -> Floats:
    y = np.maximum(given.by_coordinate, 0.0)
    for block, mix in zip(instance.model.blocks, given.mixes, strict=True):
        y[block.coordinates] = goal.weights[block.segment] * mix.slope if len(mix.weights) else 0.0
    return y


def contradictory(instance: Instance) -> bool:
    """Whether the musts alone cannot be: one is ruled out, or one person has two."""
    musts = np.flatnonzero(instance.must)
    return bool((~instance.usable[musts]).any() or len(set(instance.person[musts].tolist())) < len(musts))


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
