"""The best feasible shortlist so far, and how a candidate becomes it."""

import time
from dataclasses import dataclass, field

import numpy as np

from campaigns.strategy.reach.flat import Ints
from campaigns.strategy.selection.bound import Proof
from campaigns.strategy.selection.exchange import exchange
from campaigns.strategy.selection.instance import Goal, Instance
from campaigns.strategy.selection.search import candidates, field_of, improve


@dataclass(slots=True)
class Best:
    """The best feasible shortlist of one instance and goal, positions in the instance, rising.

    After the `deadline` (of `time.perf_counter`) none is searched for any more, unless there is none yet.
    """

    instance: Instance
    goal: Goal
    value: float = -np.inf
    chosen: Ints | None = None
    deadline: float = np.inf
    _climbed: set[bytes] = field(default_factory=set)

    def offer(self, chosen: Ints) -> None:
        """Keep the shortlist if it is better than the one held and breaks no rule (exactly reckoned)."""
        value = self.instance.value(self.goal, chosen)
        if value > self.value and self.instance.feasible(chosen):
            self.value, self.chosen = value, np.sort(chosen)

    def climb(self, chosen: Ints, proof: Proof, *, far: bool = False) -> None:
        """Search around a shortlist, which may break rules, once; `far`: by exchanges of two offers as well.
        Cost: up to some tens of milliseconds.
        """
        key, late = np.sort(chosen).tobytes(), time.perf_counter() >= self.deadline
        if key in self._climbed or (late and self.chosen is not None):
            return
        self._climbed.add(key)
        offers = candidates(self.instance, proof, chosen)
        around = field_of(self.instance, self.goal, offers, steepness(proof))
        climbed = improve(around, np.isin(offers, chosen), self.deadline)
        self.offer(offers[climbed])
        if far and time.perf_counter() < self.deadline:
            self.offer(offers[exchange(around, climbed, proof)])


def steepness(proof: Proof) -> float:
    """What one unit of a broken row costs a candidate: far more than it can gain."""
    return 1e2 * max(abs(proof.bound), 1e-9)
