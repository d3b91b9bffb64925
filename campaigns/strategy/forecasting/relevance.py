"""How much of a profile's engagement concerns the brief: niche overlap and authenticity."""

from collections.abc import Mapping

from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.facts import Brief, ProfileFacts, Provenance
from campaigns.strategy.forecasting.audience import niche_interest

FROM_TAXONOMY = Provenance("measured", "niche weights of the profile")
NO_NICHE_ASKED = Provenance("entered", "brief")


class Relevance:
    """Share of a profile's engagements that is relevant to one brief, 0 to 1.

    A niche of the profile matches the brief's wholly where it is one of them or a child of one, by
    `niche_parent_match` where it is the parent of one, else not at all. With known weights the relevance is
    the weighted sum of these matches; with labels alone it is their plain mean times the tier's usual
    focus; with nothing known it is the share of people interested in the brief's niches. Without niches
    asked it is 1.
    """

    def __init__(self, brief: Brief, benchmarks: Benchmarks) -> None:
        self._asked = frozenset(brief.niches)
        self._parents = brief.niche_parents
        self._parents_of_asked = {brief.niche_parents.get(niche) for niche in brief.niches}
        self._parent_match = benchmarks.value("niche_parent_match")
        self._focus = benchmarks.groups("niche_focus")
        self._unknown = niche_interest(brief, benchmarks)

    def of(self, facts: ProfileFacts) -> tuple[float, Provenance]:
        if not self._asked:
            return 1.0, NO_NICHE_ASKED
        if not facts.niches:
            return self._unknown, Provenance("assumed", "interest of adults in the niches")
        matched = self._matched(facts.niches)
        if facts.niche_weights_known:
            return matched, FROM_TAXONOMY
        focus = self._focus[facts.tier]
        return matched * focus.value, focus.provenance

    def _matched(self, niches: Mapping[str, float]) -> float:
        whole = max(1.0, sum(niches.values()))
        return sum(weight * self._match(niche) for niche, weight in niches.items()) / whole

    def _match(self, niche: str) -> float:
        if niche in self._asked or self._parents.get(niche) in self._asked:
            return 1.0
        return self._parent_match if niche in self._parents_of_asked else 0.0


def main_niche(facts: ProfileFacts, parents: Mapping[str, str]) -> str:
    """The top-level niche that carries most weight; "" where none is known."""
    weights: dict[str, float] = {}
    for niche, weight in facts.niches.items():
        top = parents.get(niche) or niche
        weights[top] = weights.get(top, 0.0) + weight
    return min(weights, key=lambda niche: (-weights[niche], niche)) if weights else ""
