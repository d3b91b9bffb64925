"""One claim and how it is judged: how probably a random account of one tier beats one of the other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.reasons.explain import Value

Verdict = Literal["holds", "does_not_hold", "too_close", "no_data"]
Figure = Callable[[OfferForecast], float]
Floats = NDArray[np.float64]
ENOUGH = 5  # accounts of each tier from which a comparison says anything
CLEAR = 1.2816  # standard errors from even: nine of ten pools without a difference stay nearer on a side


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure beside the pool's own, from the benchmarks; `platform` "" where it names none."""

    platform: str
    value: float
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the founding text, whether it holds among these candidates, and the numbers."""

    code: str
    verdict: Verdict
    values: Mapping[str, Value]
    published: tuple[Published, ...] = ()


class Groups(NamedTuple):
    """The figures of both tiers that are compared with each other, each in rising order."""

    micro: Floats
    macro: Floats


def compare(
    code: str,
    offers: Iterable[OfferForecast],
    figure: Figure,
    *,
    claimed: str,
    lower: bool = False,
    by_platform: bool = True,
) -> Claim:
    """Whether tier `claimed` has the higher (or `lower`) figure, by all pairs of a micro and a macro offer.

    Pairs are of one platform where `by_platform`; a platform counts from five accounts of each tier on.
    `probability` is that of the claimed tier's being ahead, equals counting half; `micro` and `macro` are
    the medians of those compared. Within 1.28 standard errors of even (Mann and Whitney's, without a
    difference) it is "too_close". O(n log n).
    """
    offers = list(offers)
    strata = [group for group in _strata(offers, figure, by_platform) if min(map(len, group)) >= ENOUGH]
    if not strata:
        return Claim(code, "no_data", _counts(offers))
    pairs = sum(len(group.micro) * len(group.macro) for group in strata)
    micro_is_higher = sum(map(_wins, strata)) / pairs
    error = sqrt(sum(map(_variance, strata))) / pairs
    probability = micro_is_higher if (claimed == "micro") != lower else 1 - micro_is_higher
    values: dict[str, Value] = {"probability": probability}
    for side, tier in enumerate(("micro", "macro")):
        found = np.concatenate([group[side] for group in strata])
        values |= {tier: float(np.median(found)), f"{tier}_accounts": len(found)}
    return Claim(code, _verdict(probability - 0.5, CLEAR * error), values)


def _verdict(ahead: float, noise: float) -> Verdict:
    if abs(ahead) <= noise:
        return "too_close"
    return "holds" if ahead > 0 else "does_not_hold"


def _strata(offers: Sequence[OfferForecast], figure: Figure, by_platform: bool) -> Iterator[Groups]:
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: {"micro": [], "macro": []})
    for offer in offers:
        if offer.tier in ("micro", "macro"):
            found[offer.platform if by_platform else ""][offer.tier].append(figure(offer))
    for _platform, tiers in sorted(found.items()):
        yield Groups(np.sort(np.array(tiers["micro"])), np.sort(np.array(tiers["macro"])))


def _wins(group: Groups) -> float:
    """Pairs in which micro is the higher."""
    sides = (np.searchsorted(group.macro, group.micro, side).sum() for side in ("left", "right"))
    return float(sum(sides)) / 2


def _variance(group: Groups) -> float:
    """Of the number of pairs won where the tiers do not differ."""
    m, n = len(group.micro), len(group.macro)
    return m * n * (m + n + 1) / 12


def _counts(offers: Sequence[OfferForecast]) -> dict[str, Value]:
    """How many accounts of each tier could have been compared."""
    return {f"{tier}_accounts": sum(offer.tier == tier for offer in offers) for tier in ("micro", "macro")}


def is_measured(offer: OfferForecast, figure: str) -> bool:
    """Whether somebody measured or entered the figure."""
    return offer.provenance[figure].kind in ("measured", "entered")


def share_measured(offers: Sequence[OfferForecast], figure: str) -> float:
    """Share of the offers whose figure somebody measured or entered; 0 without offers."""
    return sum(is_measured(offer, figure) for offer in offers) / max(1, len(offers))
