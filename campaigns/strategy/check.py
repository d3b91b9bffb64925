"""The independent checker: recomputes what a solution states, without the solver.

`bound_of` is the whole proof: closed-form arithmetic over the certificate's multipliers.
Cost: leaves times offers. A stated fact must be the recomputed one; a stated bound may be weaker than the
recomputed one, not better. What rests on the solver's word alone is a `bound` below the certified one
where `proof` says "branch-and-bound".
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from campaigns.strategy.objective import objective
from campaigns.strategy.reach import nested
from campaigns.strategy.reach.duplication import duplication_of, unique_reach
from campaigns.strategy.reach.flat import covered_at
from campaigns.strategy.records import BestAlone, Offer, Problem, Segment
from campaigns.strategy.rules import Row, may_be_booked, pick, rows, violated

TOLERANCE = 1e-9
NOISE = 1e-10  # of the plain sum of all offers: a bound may be off by so much rounding
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
        cost, most = (_whole(name, node[name]) for name in ("cost_from", "at_most"))
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
    y = _not_negative(f"multiplier of {name!r:.60}", price)
    return {"": y}, _conjugate(term.weight, term.segment.kappa, y)


def _planes(name: str, term: Term, entry: Any) -> tuple[dict[str, float], float]:
    """A nested segment: planes that touch its covered share at the points, mixed by their weights."""
    niches = list(term.touched)
    weights = np.array([_not_negative(f"weight of a point in {name!r:.60}", w) for w, _ in entry["points"]])
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
    return [_not_negative(f"exposure of a point in {name!r:.60}", point.get(niche, 0)) for niche in niches]


def _count_prices(leaf: Mapping[str, Any]) -> dict[str, Any]:
    """The prices of counts by limit: above 0 of the most, below 0 of the least that there are."""
    given = leaf.get("counts", {})
    prices = {name: _number(f"price of the count from {name!r:.60}", p) for name, p in given.items()}
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
        _not_negative(f"multiplier of {name!r:.60}", value)
    return {name: Fraction(value) if exact else float(value) for name, value in given.items()}


def check(problem: Problem, claim: Mapping[str, Any]) -> str | None:
    """The first fault of a stated solution (the contract's JSON as mappings); None when everything stated
    holds.
    """
    try:
        with np.errstate(all="ignore"):
            _check(problem, claim)
    except Fault as fault:
        return str(fault)
    except KeyError as error:
        return f"{error!s:.80} is missing"
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        return f"the solution cannot be read: {error!s:.120}"
    return None


def _check(problem: Problem, claim: Mapping[str, Any]) -> None:
    if claim["status"] == "infeasible":
        _check_conflict(problem, claim)
    elif claim["status"] == "ok":
        _check_shortlist(problem, claim)
    else:
        raise Fault(f"status {claim['status']!r:.60} is unknown")


def _check_shortlist(problem: Problem, claim: Mapping[str, Any]) -> None:
    offers = pick(problem, _chosen(problem, claim["chosen"]))
    for rule in violated(problem, offers):
        raise Fault(f"the shortlist breaks the rule {rule}")
    reach, engagements = unique_reach(problem.segments, offers), math.fsum(o.engagements for o in offers)
    stated = claim["best_alone"]
    best = BestAlone(*(_number(f"best_alone.{name}", stated[name]) for name in ("reach", "engagements")))
    value = objective(problem.awareness_weight, reach, engagements, best)
    if _number("cost", claim["cost"]) != sum(offer.cost for offer in offers):
        raise Fault(f"cost is {sum(offer.cost for offer in offers)}, not {claim['cost']}")
    _same("reach", claim, reach)
    _same("engagements", claim, engagements)
    _same("objective", claim, value)
    _check_bounds(problem, claim, best)
    _check_gap(claim, value)


def _check_bounds(problem: Problem, claim: Mapping[str, Any], best: BestAlone) -> None:
    """Recompute the three bounds from the certificate; none may be stated lower."""
    weight = problem.awareness_weight
    by_reach = weight / best.reach if best.reach > 0 else 0.0
    by_engagements = (1 - weight) / best.engagements if best.engagements > 0 else 0.0
    certificate = claim["certificate"]
    alone = {"reach": _question(problem, 1.0, 0.0), "engagements": _question(problem, 0.0, 1.0)}
    for name, question in alone.items():
        stated = getattr(best, name)
        _not_below(f"best_alone.{name}", stated, bound_of(question, certificate[name]), _noise(question))
        _not_beyond(f"best_alone.{name}", stated, question)
    both = _question(problem, by_reach, by_engagements)
    proved, noise = bound_of(both, certificate["objective"]), _noise(both)
    _not_below("certified_bound", _number("certified_bound", claim["certified_bound"]), proved, noise)
    if claim["proof"] == "certificate":
        _not_below("bound", _number("bound", claim["bound"]), proved, noise)
    elif claim["proof"] != "branch-and-bound":
        raise Fault(f"proof {claim['proof']!r:.60} is unknown")


def _check_gap(claim: Mapping[str, Any], value: float) -> None:
    bound = _number("bound", claim["bound"])
    _not_below("certified_bound", claim["certified_bound"], value)
    _not_below("bound", bound, value)
    _not_below("gap", _number("gap", claim["gap"]), (bound - value) / bound if bound > 0 else 0.0)


def _check_conflict(problem: Problem, claim: Mapping[str, Any]) -> None:
    """The named rules alone must exclude every shortlist: a bound below 0 on a goal that is 0, in exact
    fractions.
    """
    names = frozenset(claim["conflict"])
    if claim["proof"] != "certificate":
        raise Fault("no certificate shows that the named rules cannot hold together")
    if not bound_of(_conflict_question(problem, names), claim["certificate"]["infeasible"]) < 0:
        raise Fault("the certificate does not show that the named rules cannot hold together")


def _question(problem: Problem, by_reach: float, by_engagements: float) -> Question:
    musts = frozenset(problem.rules.include)
    offers = list(filter(may_be_booked(problem), problem.offers))
    terms = _terms(problem, offers, by_reach)
    return _arrays(offers, terms, by_engagements, rows(problem), musts, exact=False)


def _conflict_question(problem: Problem, names: frozenset[str]) -> Question:
    """The problem under the named rules alone, with nothing to gain."""
    musts = frozenset(name for name in problem.rules.include if f"include:{name}" in names)
    may = list(filter(may_be_booked(problem, names), problem.offers))
    named = [row for row in rows(problem) if row.rule in names]
    return _arrays(may, {}, 0.0, named, musts, exact=True)


def _terms(problem: Problem, may: Sequence[Offer], by_reach: float) -> dict[str, Term]:
    model = duplication_of(problem.segments, problem.offers)
    coordinate = model.entries(may)
    people = np.array([people for offer in may for people in offer.reach.values()], dtype=float)
    position = np.repeat(np.arange(len(may)), [len(offer.reach) for offer in may])
    exposure = model.exposure(people, coordinate)
    touched: dict[str, dict[str, tuple[Any, Any]]] = {name: {} for name in problem.segments}
    for i, (name, niche) in enumerate(model.names):
        here = coordinate == i
        touched[name][niche] = position[here], exposure[here]
    plain = np.bincount(model.segment[coordinate], people, len(touched))
    return {
        name: Term(by_reach * segment.population, segment, touched[name], by_reach * float(sum_))
        for (name, segment), sum_ in zip(problem.segments.items(), plain, strict=True)
    }


def _arrays(
    may: Sequence[Offer],
    terms: Mapping[str, Term],
    by_engagements: float,
    limits: Sequence[Row],
    musts: frozenset[str],
    *,
    exact: bool,
) -> Question:
    number, kind = (Fraction, object) if exact else (float, float)
    people: dict[str, int] = {}
    return Question(
        terms,
        {offer.id: i for i, offer in enumerate(may)},
        np.array([people.setdefault(offer.person, len(people)) for offer in may], dtype=int),
        np.array([number(by_engagements * offer.engagements) for offer in may], dtype=kind),
        {row.name: (row.limit, np.array(_coefficients(row, may, number), dtype=kind)) for row in limits},
        np.array([offer.cost for offer in may], dtype=object),
        musts,
        exact,
    )


def _coefficients(row: Row, offers: Sequence[Offer], number: Callable[[Fraction], Any]) -> list[Any]:
    hit, miss = number(row.spend + row.matching), number(row.spend)
    counted = row.people + row.matching_people
    return [
        hit * offer.cost + counted if row.matches(offer) else miss * offer.cost + row.people
        for offer in offers
    ]


def _chosen(problem: Problem, names: Any) -> list[str]:
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise Fault("chosen is not a list of ids")
    unknown = sorted(set(names) - {offer.id for offer in problem.offers})
    if unknown:
        raise Fault(f"chosen has the unknown offer {unknown[0]!r:.60}")
    if len(set(names)) < len(names):
        raise Fault("chosen names an offer twice")
    return list(names)


def _not_beyond(name: str, stated: float, question: Question) -> None:
    """A unit above what all offers together could give would take its metric out of the objective."""
    free: dict[str, Any] = {"segments": {}, "rules": {}}
    full = {"segments": {name: _at_zero(term) for name, term in question.segments.items()}, "rules": {}}
    most = min(bound_of(question, free), bound_of(question, full))
    if stated > most * (1 + TOLERANCE) + _noise(question):
        raise Fault(f"{name} is stated as {stated!r}, beyond the {most!r} that all offers could give")


def _at_zero(term: Term) -> Any:
    return term.weight if term.segment.kappa_niche is None else {"points": [[1, {}]]}


def _number(place: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Fault(f"{place} is not a finite number")
    return value


def _not_negative(place: str, value: Any) -> float:
    if _number(place, value) < 0:
        raise Fault(f"{place} is negative")
    return float(value)


def _whole(place: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Fault(f"{place} is not a whole number")
    return value


def _same(name: str, claim: Mapping[str, Any], recomputed: float) -> None:
    if not math.isclose(_number(name, claim[name]), recomputed, rel_tol=TOLERANCE, abs_tol=1e-12):
        raise Fault(f"{name} is {recomputed!r}, not {claim[name]!r}")


def _noise(question: Question) -> float:
    """What rounding may amount to: a sliver of the plain sum of all offers."""
    plain = float(question.value.sum()) + math.fsum(term.plain for term in question.segments.values())
    return NOISE * plain + 1e-12


def _not_below(name: str, stated: float, recomputed: float, noise: float = 1e-12) -> None:
    if not stated >= recomputed - TOLERANCE * abs(recomputed) - noise:  # also refuses what is not a number
        raise Fault(f"{name} is stated as {stated!r}, better than the {recomputed!r} that can be shown")
