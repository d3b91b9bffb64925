"""The peers that a planner or a simpler tool would use, on the same problems under the same rules.

Sorting by cost per engagement, sorting by total on-target reach (offers carry no followers, and reach is what
followers stand for), greedy by density, and lazy greedy plus the best single offer (CELF). All begin with the
musts and skip an offer that would break a rule that more offers cannot mend: the budget, the most people, the
cap, one offer a person. What then breaks a share or is too few counts as infeasible.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from campaigns.strategy.objective import evaluate
from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.records import BestAlone, Problem
from campaigns.strategy.selection.instance import Goal, Instance, compile_problem
from campaigns.strategy.selection.solver import goal_of

Shortlist = list[int]  # positions of offers


def rivals(problem: Problem, best_alone: BestAlone) -> Mapping[str, float | None]:
    """The objective that each peer reaches, None where its shortlist breaks a rule. Cost: one pass over the
    offers each, and for CELF some more.
    """
    instance = compile_problem(problem)
    goal = goal_of(instance, best_alone)
    found: dict[str, Iterable[Shortlist]] = {
        "cost_per_engagement": [_in_order(instance, -instance.cost / (instance.engagements + 1e-9))],
        "reach": [_in_order(instance, instance.weighted(_people(instance)))],
        "density": [_in_order(instance, instance.gain(goal) / (instance.cost + 1.0))],
        "celf": [_celf(instance, goal), *_best_single(instance, goal)],
    }
    return {name: _best(problem, instance, best_alone, lists) for name, lists in found.items()}


def _people(instance: Instance) -> Floats:
    return np.asarray(instance.model.population[instance.model.segment])


def _best(
    problem: Problem, instance: Instance, best_alone: BestAlone, lists: Iterable[Shortlist]
) -> float | None:
    judged = [evaluate(problem, [instance.offers[i].id for i in chosen], best_alone) for chosen in lists]
    return max((found.objective for found in judged if not found.violated), default=None)


class _Basket:
    """A shortlist that grows by what still fits."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.chosen, self.people, self.spent = instance, Shortlist(), set[int](), 0
        self.most = instance.problem.rules.influencers[1]
        for i in _musts(instance):
            self.add(i)

    def add(self, i: int) -> bool:
        """Take an offer if it fits; whether it was taken."""
        offer, person = self.instance.offers[i], int(self.instance.person[i])
        full = self.most is not None and len(self.chosen) >= self.most
        dear = self.spent + offer.cost > self.instance.problem.budget
        if full or dear or person in self.people or not self.instance.usable[i]:
            return False
        self.chosen.append(i)
        self.people.add(person)
        self.spent += offer.cost
        return True


def _musts(instance: Instance) -> Shortlist:
    """The offers that must be, and of each person who must be the cheapest."""
    named = np.flatnonzero(instance.must).tolist()
    people = instance.problem.rules.include_people

    def theirs(name: str) -> Sequence[int]:
        every = enumerate(instance.offers)
        return [i for i, offer in every if offer.person == name and instance.usable[i]]

    return [*named, *(min(theirs(name), key=lambda i: instance.cost[i]) for name in people if theirs(name))]


def _in_order(instance: Instance, score: Floats) -> Shortlist:
    basket = _Basket(instance)
    for i in np.argsort(-score, kind="stable").tolist():
        basket.add(i)
    return basket.chosen


def _celf(instance: Instance, goal: Goal) -> Shortlist:
    """By gain a price, gains renewed lazily: they only fall as the shortlist grows."""
    basket = _Basket(instance)
    price = instance.cost + 1.0
    heap = [(-gain, i, -1) for i, gain in enumerate((instance.gain(goal) / price).tolist())]
    heapq.heapify(heap)
    while heap:
        _, i, known = heapq.heappop(heap)
        if known == len(basket.chosen):
            basket.add(i)
            continue
        x = instance.exposure_of(np.array(basket.chosen, dtype=np.int64))
        more = x + instance.exposure_of(np.array([i], dtype=np.int64))
        gain = float(instance.reached(goal, more) - instance.reached(goal, x)) + goal.values[i]
        heapq.heappush(heap, (-gain / price[i], i, len(basket.chosen)))
    return basket.chosen


def _best_single(instance: Instance, goal: Goal) -> Iterable[Shortlist]:
    """The musts and the one offer worth most beside them."""
    basket = _Basket(instance)
    for i in np.argsort(-instance.gain(goal), kind="stable").tolist():
        if basket.add(i):
            return [basket.chosen]
    return []
