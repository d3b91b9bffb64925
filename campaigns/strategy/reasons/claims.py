"""Why the mix: which of the founding text's claims about micro and macro hold in this pool, with its own
numbers.

A claim that rests on figures nobody measured is "no_data", for the benchmarks would only repeat themselves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Literal

import numpy as np

from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.reasons.explain import Value

Verdict = Literal["holds", "does_not_hold", "no_data"]
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the founding text, whether it holds among these candidates, and the numbers."""

    code: str
    verdict: Verdict
    values: Mapping[str, Value]


def why_mix(pool: Sequence[OfferForecast]) -> tuple[Claim, ...]:
    """The four claims, judged on the pool's offers; O(n log n)."""
    return (
        micro_engage_more(pool),
        macro_reach_is_cheaper(pool),
        micro_more_focused(pool),
        micro_more_trusted(pool),
    )


def micro_engage_more(pool: Sequence[OfferForecast]) -> Claim:
    """Whether a random micro beats a random macro of the same platform on measured engagements per follower.

    The probability is over all pairs, equals counting half; it needs five of each tier on some platform.
    """
    wins = pairs = 0.0
    counts = {"micro": 0, "macro": 0}
    for platform in sorted({offer.platform for offer in pool}):
        here = [offer for offer in pool if offer.platform == platform and _measured(offer, "engagements")]
        micro, macro = (_sorted_rates(here, tier) for tier in ("micro", "macro"))
        if min(len(micro), len(macro)) < ENOUGH:
            continue
        wins += _wins(micro, macro)
        pairs += len(micro) * len(macro)
        counts = {"micro": counts["micro"] + len(micro), "macro": counts["macro"] + len(macro)}
    if not pairs:
        return Claim("micro_engage_more", "no_data", {})
    probability = wins / pairs
    verdict: Verdict = "holds" if probability > 0.5 else "does_not_hold"
    return Claim("micro_engage_more", verdict, {"probability": probability, **counts})


def _measured(offer: OfferForecast, figure: str) -> bool:
    return offer.provenance[figure].kind in ("measured", "entered")


def _sorted_rates(offers: Iterable[OfferForecast], tier: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    rates = [o.engagements.p50 / max(1, o.facts.followers or 1) for o in offers if o.tier == tier]
    return np.sort(np.array(rates, dtype=np.float64))


def _wins(
    micro: np.ndarray[tuple[int], np.dtype[np.float64]], macro: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> float:
    below = np.searchsorted(macro, micro, "left") + np.searchsorted(macro, micro, "right")
    return float(below.sum()) / 2


def macro_reach_is_cheaper(pool: Sequence[OfferForecast]) -> Claim:
    """Whether the median macro offer costs less per thousand people reached on target than the median micro
    one.

    Before overlaps. `known_prices` and `measured_reach` are shares of the offers compared: where both are 0
    the benchmarks' own slopes decide, and the claim says "no_data".
    """
    offers = [offer for offer in pool if sum(offer.on_target.values()) > 0]
    micro, macro = ([o for o in offers if o.tier == tier] for tier in ("micro", "macro"))
    compared = [*micro, *macro]
    if min(len(micro), len(macro)) < ENOUGH:
        return Claim("macro_reach_is_cheaper", "no_data", {})
    costs = {tier: median(map(_per_thousand, group)) for tier, group in (("micro", micro), ("macro", macro))}
    known = sum(offer.cost.is_known for offer in compared) / len(compared)
    measured = sum(_measured(offer, "reach") for offer in compared) / len(compared)
    verdict: Verdict = "holds" if costs["macro"] < costs["micro"] else "does_not_hold"
    values: dict[str, Value] = {**costs, "known_prices": known, "measured_reach": measured}
    return Claim("macro_reach_is_cheaper", verdict if known or measured else "no_data", values)


def _per_thousand(offer: OfferForecast) -> float:
    return 1000 * offer.cost.total / sum(offer.on_target.values())


def micro_more_focused(pool: Sequence[OfferForecast]) -> Claim:
    """Whether micro profiles keep more of their content in one niche, among those whose niche weights are
    known."""
    known = [offer for offer in pool if offer.facts.niche_weights_known]
    return _higher_for_micro("micro_more_focused", known, lambda offer: max(offer.facts.niches.values()))


def micro_more_trusted(pool: Sequence[OfferForecast]) -> Claim:
    """Whether micro profiles have the higher credibility, among those where it is known."""
    known = [offer for offer in pool if _measured(offer, "authenticity")]
    return _higher_for_micro("micro_more_trusted", known, lambda offer: offer.authenticity)


def _higher_for_micro(
    code: str, offers: Sequence[OfferForecast], figure: Callable[[OfferForecast], float]
) -> Claim:
    groups = {tier: [figure(o) for o in offers if o.tier == tier] for tier in ("micro", "macro")}
    if min(map(len, groups.values())) < ENOUGH:
        return Claim(code, "no_data", {})
    means: dict[str, Value] = {tier: fmean(values) for tier, values in groups.items()}
    higher = fmean(groups["micro"]) > fmean(groups["macro"])
    counts: dict[str, Value] = {f"{tier}_profiles": len(values) for tier, values in groups.items()}
    return Claim(code, "holds" if higher else "does_not_hold", means | counts)
