"""Reach under drawn outcomes: what a list of offers reaches in each draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from campaigns.strategy.reach.duplication import Duplication, duplication_of
from campaigns.strategy.reach.flat import Floats, Ints
from campaigns.strategy.records import Offer, Segment
from campaigns.strategy.selection.instance import Instance


@dataclass(frozen=True, slots=True)
class ReachEntries:
    """The reach entries of some offers, offer by offer: who, in which coordinate, how many people expected,
    and how many at most in any draw.
    """

    model: Duplication
    offers: int
    offer: Ints
    coordinate: Ints
    expected: Floats
    most: Floats

    def people(self, reach: Floats) -> Floats:
        """People of every entry under multiples of every offer's reach (last axis)."""
        return np.minimum(self.expected * reach[..., self.offer], self.most)

    def drawn(self, instance: Instance, reach: Floats) -> Instance:
        """The compiled problem of these offers as it would be if one draw were true."""
        people = self.people(reach)
        exposures = self.model.exposure(people, self.coordinate)
        return replace(instance, entry_people=people, entry_exposure=exposures)

    def together(self, reach: Floats) -> Floats:
        """People reached at least once by all offers together, one a draw. Cost: draws x entries."""
        x = np.zeros((len(reach), self.model.count))
        people = self.people(reach)
        for entry, coordinate in enumerate(self.coordinate.tolist()):
            x[:, coordinate] += self.model.exposure(people[:, entry], np.full(len(reach), coordinate))
        return np.asarray(self.model.covered(x) @ self.model.population)

    def singly(self, reach: Floats) -> Floats:
        """People that every offer reaches alone, draws x offers."""
        people, single = self.people(reach), np.zeros(reach.shape)
        for entry, offer in enumerate(self.offer.tolist()):
            single[:, offer] += people[:, entry]
        return single


def reached_by(segments: Mapping[str, Segment], offers: Sequence[Offer], clip: float) -> ReachEntries:
    """The entries of these offers. No draw reaches more than `clip` of a segment, or than is expected."""
    model = duplication_of(segments, offers)
    coordinate = model.entries(offers)
    expected = np.array([people for offer in offers for people in offer.reach.values()], dtype=float)
    counts = [len(offer.reach) for offer in offers]
    most = np.maximum(expected, clip * model.population[model.segment[coordinate]])
    return ReachEntries(
        model, len(offers), np.repeat(np.arange(len(offers)), counts), coordinate, expected, most
    )
