"""Which question a node of the tree asks next: the one whose answers lower the bound most, either way.

How much an answer lowers it is tried once on the relaxation and remembered from then on, per unit of what
is fractional (pseudo-costs), so that the tree soon asks only what matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from campaigns.strategy.reach.flat import Floats, Ints
from campaigns.strategy.selection.bound import AtMost, Question, contradictory, decide
from campaigns.strategy.selection.instance import Instance
from campaigns.strategy.selection.program import Relaxation

FRACTION = 1e-6
NUMBER = 0.02  # a number of people within this of a whole one is whole
TRIED = 6  # offers looked at in one node
MOST_COUNTS = 4  # and numbers


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question open in a relaxation's optimum; `share` of its unit has to give way for a yes."""

    question: Question
    share: float


@dataclass(slots=True)
class Memory:
    """What answers took off the bound so far, per unit: (yes, no)."""

    taken: dict[Question, tuple[float, float]] = field(default_factory=dict)

    def choose(
        self, open_: Sequence[Candidate], relaxation: Relaxation, here: Instance, value: float, floor: float
    ) -> Question:
        """The candidate whose two answers lower the bound most, by the product of what they take off it; no
        answer counts for more than closes the node. Cost: two linear programs for each one not met before.
        """
        room = max(value - floor, 1e-12)
        for candidate in open_:
            if candidate.question not in self.taken:
                self.taken[candidate.question] = self._try(candidate, relaxation, here, value)
        return max(open_, key=lambda candidate: self._score(candidate, room)).question

    def _score(self, candidate: Candidate, room: float) -> float:
        yes, no = self.taken[candidate.question]
        falls = (min(yes * candidate.share, room), min(no * (1 - candidate.share), room))
        return float(np.prod(np.maximum(falls, 1e-6 * room)))

    def _try(
        self, candidate: Candidate, relaxation: Relaxation, here: Instance, value: float
    ) -> tuple[float, float]:
        falls = []
        for yes, share in ((True, candidate.share), (False, 1 - candidate.share)):
            there = decide(here, {candidate.question: yes})
            fall = np.inf if contradictory(there) else max(0.0, value - relaxation.probe(there))
            falls.append(fall / share)
        return falls[0], falls[1]


def candidates(instance: Instance, pool: Ints, take: Floats) -> list[Candidate]:
    """What is open in an optimum: fractional numbers of dear offers, then fractional offers by size."""
    fraction = np.minimum(take, 1 - take)
    weight = fraction * np.sqrt(instance.cost[pool] / instance.problem.budget + 1e-4)
    broken = np.flatnonzero(fraction > FRACTION)
    order = broken[np.argsort(-weight[broken], kind="stable")][:TRIED]
    offers = [Candidate(int(pool[i]), float(1 - take[i])) for i in order.tolist()]
    return _counts(instance, pool, take) + offers if offers else []


def _counts(instance: Instance, offers: Ints, take: Floats) -> list[Candidate]:
    """Open numbers of offers that cost at least a level, each number once, the dearest level first."""
    exactly = np.bincount(instance.level[offers], take, len(instance.levels) + 1)
    number = np.cumsum(exactly[::-1])[::-1][1:]
    found: dict[float, Candidate] = {}
    for level in range(len(number) - 1, -1, -1):
        part = number[level] % 1.0
        if NUMBER < part < 1 - NUMBER:
            found.setdefault(
                round(number[level], 6), Candidate(AtMost(level, int(number[level])), float(part))
            )
    return list(found.values())[:MOST_COUNTS]
