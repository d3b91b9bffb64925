"""The proof behind a stated bound: closed-form arithmetic over the certificate's multipliers, and what a
certificate must be for it to prove anything.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from campaigns.strategy.reach import nested
from campaigns.strategy.reach.flat import covered_at
from campaigns.strategy.records import Segment

# Of the size of a sum, for each term: added to it, so that nothing hides in the rounding of huge multipliers.
ROUNDING = 1.2e-16


class Fault(Exception):
    """What a solution states is not so."""


@dataclass(frozen=True, slots=True)
class Term:
    """A segment's part of a goal: `touched` has positions of offers and their exposures by niche ("" where
    the segment is flat), `plain` is what they would add if nobody were reached twice.
    """

    weight: float
    segment: Segment
    touched: Mapping[str, tuple[Any, Any]]
    plain: float


@dataclass(frozen=True, slots=True)
class Question:
    """What a certificate answers: a goal over the offers that may be chosen, under some rows, as arrays.

    Arrays of fractions reckon exactly, arrays of floats quickly.
    """

    segments: Mapping[str, Term]
    place: Mapping[str, int]  # offer id: its position in the arrays
    person: Any
    value: Any
    rows: Mapping[str, tuple[int, Any]]  # row name: limit, coefficients
    cost: Any
    musts: frozenset[str]
    exact: bool


@dataclass(frozen=True, slots=True)
class Path:
    """The decisions that lead to a leaf; `counts` holds, by cost, how many offers that cost at least so much
    there are: the least, and the most or None.
    """

    inside: frozenset[str]
    out: frozenset[str] = frozenset()
    counts: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)

    def decided(self, node: Mapping[str, Any], *, yes: bool) -> "Path":
        """The path one decision further."""
        if "offer" in node:
            name = frozenset({node["offer"]})
            return replace(self, inside=self.inside | name) if yes else replace(self, out=self.out | name)
        cost, most = (whole_number(name, node[name]) for name in ("cost_from", "at_most"))
        low, high = self.counts.get(str(cost), (0, None))
        here = (low, most if high is None else min(high, most)) if yes else (max(low, most + 1), high)
        return replace(self, counts={**self.counts, str(cost): here})


def bound_of(question: Question, tree: Mapping[str, Any]) -> Any:
    """The bound that a certificate's tree proves: the largest of its leaves."""
    found, open_ = [], [(tree, Path(question.musts))]
    while open_:
        node, path = open_.pop()
        if "offer" in node or "cost_from" in node:
            open_.append((node["with"], path.decided(node, yes=True)))
            open_.append((node["without"], path.decided(node, yes=False)))
        else:
            found.append(_leaf(question, node, path))
    return max(found)


def _leaf(question: Question, leaf: Mapping[str, Any], path: Path) -> Any:
    inside, out = path.inside, path.out
    limits = {**question.rows, **_counts(question, path)}
    y, gained = _by_segment(leaf["segments"], question.segments)
    price = _prices({**leaf["rules"], **_count_prices(leaf)}, limits, exact=question.exact)
    chosen = [question.place[name] for name in inside if name in question.place]
    people = question.person[chosen]
    if inside & out or len(set(people.tolist())) < len(inside):
        return -math.inf  # no shortlist decides so
    worth, size = question.value.copy(), question.value.copy()
    for where, exposures, p in y:
        worth[where] += p * exposures
        size[where] += p * exposures
    for name, p in price.items():
        worth -= p * limits[name][1]
        size += abs(p * limits[name][1])
    worth = worth if question.exact else worth + ROUNDING * (len(y) + len(price) + 3) * size
    best = np.zeros(question.person.max(initial=0) + 1, dtype=worth.dtype)
    may = np.ones(len(worth), dtype=bool)
    may[[question.place[name] for name in out if name in question.place]] = False
    np.maximum.at(best, question.person[may], worth[may])
    best[people] = worth[chosen]
    paid = [p * limits[name][0] for name, p in price.items()]
    if question.exact:
        return sum(best.tolist()) + sum(paid)
    bound = math.fsum([*best.tolist(), *paid, *gained, *(ROUNDING * abs(part) for part in paid)])
    return math.inf if math.isnan(bound) else bound


_Priced = list[tuple[Any, Any, float]]  # positions, exposures, the price of one unit


def _by_segment(given: Mapping[str, Any], known: Mapping[str, Term]) -> tuple[_Priced, list[float]]:
    """The prices of all exposures, and what every segment can gain at these prices."""
    for name in given:
        if name not in known:
            raise Fault(f"the certificate prices {name!r:.60}, which the problem does not have")
    priced: _Priced = []
    gains = []
    for name, term in known.items():
        if name not in given:
            gains.append(term.weight)
            continue
        is_flat = term.segment.kappa_niche is None
        prices, gain = (_line if is_flat else _planes)(name, term, given[name])
        priced += [(*term.touched[niche], price) for niche, price in prices.items()]
        gains.append(gain)
    return priced, gains


def _line(name: str, term: Term, price: Any) -> tuple[dict[str, float], float]:
    y = not_negative(f"multiplier of {name!r:.60}", price)
    return {"": y}, _conjugate(term.weight, term.segment.kappa, y)


def _planes(name: str, term: Term, entry: Any) -> tuple[dict[str, float], float]:
    """A nested segment: planes that touch its covered share at the points, mixed by their weights."""
    niches = list(term.touched)
    weights = np.array([not_negative(f"weight of a point in {name!r:.60}", w) for w, _ in entry["points"]])
    points = np.array([_point(name, niches, point) for _, point in entry["points"]])
    if not (len(weights) and 0 < weights.sum() < math.inf):
        raise Fault(f"the certificate has no points of finite weight for {name!r:.60}")
    kappas = float(term.segment.kappa or 0), float(term.segment.kappa_niche or 0)
    slopes = nested.gradient(points, *kappas)
    heights = nested.covered(points, *kappas) - (slopes * points).sum(axis=1)
    mix = term.weight * weights / weights.sum()
    prices, gain = mix @ slopes, float(mix @ heights)
    if not (np.isfinite(prices).all() and math.isfinite(gain)):
        raise Fault(f"the points for {name!r:.60} are too far away to reckon with")
    return dict(zip(niches, prices.tolist(), strict=True)), gain


def _point(name: str, niches: Sequence[str], point: Mapping[str, Any]) -> list[float]:
    for niche in point:
        if niche not in niches:
            raise Fault(f"a point in {name!r:.60} has the niche {niche!r:.60}, which no offer has")
    return [not_negative(f"exposure of a point in {name!r:.60}", point.get(niche, 0)) for niche in niches]


def _count_prices(leaf: Mapping[str, Any]) -> dict[str, Any]:
    """The prices of counts by limit: above 0 of the most, below 0 of the least that there are."""
    given = leaf.get("counts", {})
    prices = {name: number(f"price of the count from {name!r:.60}", p) for name, p in given.items()}
    return {_most(n) if p > 0 else _least(n): abs(p) for n, p in prices.items()}


def _counts(question: Question, path: Path) -> dict[str, tuple[int, Any]]:
    """The counts decided on the way, as limits like those of the rules."""
    found = {}
    for name, (low, high) in path.counts.items():
        dear = (question.cost >= int(name)).astype(int).astype(question.value.dtype)
        found[_least(name)] = (-low, -dear)
        if high is not None:
            found[_most(name)] = (high, dear)
    return found


def _least(cost: str) -> str:
    return f"at least so many from {cost}"


def _most(cost: str) -> str:
    return f"at most so many from {cost}"


def _conjugate(weight: float, kappa: float | None, price: float) -> float:
    """max over x >= 0 of weight * phi(x) - price * x, for price >= 0."""
    if price >= weight:
        return 0.0
    p = price / weight
    if p < 1e-300:
        return weight
    x = -math.log(p) if kappa is None else kappa * math.expm1(-math.log(p) / (kappa + 1))
    return weight * (covered_at(x, kappa) - p * x)


def _prices(given: Mapping[str, Any], known: Mapping[str, Any], *, exact: bool) -> dict[str, Any]:
    for name, value in given.items():
        if name not in known:
            raise Fault(f"the certificate prices {name!r:.60}, which the problem does not have")
        not_negative(f"multiplier of {name!r:.60}", value)
    return {name: Fraction(value) if exact else float(value) for name, value in given.items()}


def number(place: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Fault(f"{place} is not a finite number")
    return value


def not_negative(place: str, value: Any) -> float:
    if number(place, value) < 0:
        raise Fault(f"{place} is negative")
    return float(value)


def whole_number(place: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Fault(f"{place} is not a whole number")
    return value
