"""The independent checker: recomputes what a solution states, without the solver.

`bound_of` is the whole proof: closed-form arithmetic over the certificate's multipliers, in plain Python.
Cost: leaves times offers. A stated fact must be the recomputed one; a stated bound may be weaker than the
recomputed one, not better. What rests on the solver's word alone is a `bound` below the certified one
where `proof` says "branch-and-bound".
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from campaigns.strategy.objective import objective
from campaigns.strategy.reach import covered_at, exposure_at, unique_reach
from campaigns.strategy.records import BestAlone, Offer, Problem
from campaigns.strategy.rules import (
    BUDGET_RULE,
    CAP_RULE,
    EXCLUDE_RULE,
    Row,
    most_per_influencer,
    pick,
    rows,
    violated,
)

TOLERANCE = 1e-9
NOISE = 1e-10  # of the plain sum of all offers: a bound may be off by so much rounding
ROUNDING = (
    4e-16  # of the largest terms; added to a bound, so that nothing hides in the rounding of huge multipliers
)


class Fault(Exception):
    """What a solution states is not so."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a certificate answers: a goal over the offers that may be chosen, under some rows.

    Segments carry weight and kappa; offers their value and exposures. `exact` reckons in fractions.
    """

    segments: Mapping[str, tuple[float, float | None]]
    offers: Mapping[str, tuple[Offer, float, Mapping[str, float]]]
    rows: Sequence[Row]
    musts: frozenset[str]
    exact: bool = False


def bound_of(question: Question, tree: Mapping[str, Any]) -> Any:
    """The bound that a certificate's tree proves: the largest of its leaves."""
    found, open_ = [], [(tree, question.musts, frozenset[str]())]
    while open_:
        node, inside, out = open_.pop()
        if "offer" in node:
            open_.append((node["with"], inside | {node["offer"]}, out))
            open_.append((node["without"], inside, out | {node["offer"]}))
        else:
            found.append(_leaf(question, node, inside, out))
    return max(found)


def _leaf(question: Question, leaf: Mapping[str, Any], inside: frozenset[str], out: frozenset[str]) -> Any:
    price = _prices(leaf["segments"], question.segments, exact=question.exact)
    costs = _costs(question, leaf["rules"])
    decided = {question.offers[name][0].person for name in inside if name in question.offers}
    if inside & out or len(decided) < len(inside):
        return -math.inf  # no shortlist decides so
    best: dict[str, Any] = {}
    for name, (offer, value, exposures) in question.offers.items():
        if name in out or (offer.person in decided and name not in inside):
            continue
        gain = value + sum(price[s] * t for s, t in exposures.items() if s in price)
        terms = [
            p * (offer.cost * (hit if row.matches(offer) else miss) + row.people)
            for row, p, hit, miss in costs
        ]
        rounding = 0 if question.exact else ROUNDING * (gain + sum(map(abs, terms)))
        worth = gain - sum(terms) + rounding
        best[offer.person] = worth if name in inside else max(0, worth, best.get(offer.person, 0))
    bound = sum(best.values()) + sum(p * row.limit for row, p, _, _ in costs)
    return bound + sum(_conjugate(weight, k, price.get(s, 0)) for s, (weight, k) in question.segments.items())


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
        if _number(f"multiplier of {name!r:.60}", value) < 0:
            raise Fault(f"the certificate has a negative multiplier for {name!r:.60}")
    return {name: Fraction(value) if exact else float(value) for name, value in given.items()}


def _costs(question: Question, given: Mapping[str, Any]) -> list[tuple[Row, Any, Any, Any]]:
    """The rows that the leaf prices: row, price, and what a unit of cost counts where the row matches and
    where not.
    """
    price = _prices(given, {row.name: row for row in question.rows}, exact=question.exact)
    number = Fraction if question.exact else float
    priced = [row for row in question.rows if price.get(row.name)]
    return [(row, price[row.name], number(row.spend + row.matching), number(row.spend)) for row in priced]


def check(problem: Problem, claim: Mapping[str, Any]) -> str | None:
    """The first fault of a stated solution (the contract's JSON as mappings); None when everything stated
    holds.
    """
    try:
        if claim["status"] == "infeasible":
            _check_conflict(problem, claim)
        elif claim["status"] == "ok":
            _check_shortlist(problem, claim)
        else:
            raise Fault(f"status {claim['status']!r:.60} is unknown")
    except Fault as fault:
        return str(fault)
    except KeyError as error:
        return f"{error!s:.80} is missing"
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        return f"the solution cannot be read: {error!s:.120}"
    return None


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
    reach = _question(problem, 1.0, 0.0)
    _not_below("best_alone.reach", best.reach, bound_of(reach, certificate["reach"]), _noise(reach))
    engagements = _question(problem, 0.0, 1.0)
    alone = bound_of(engagements, certificate["engagements"])
    _not_below("best_alone.engagements", best.engagements, alone, _noise(engagements))
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
    if claim["proof"] == "certificate":
        proved = bound_of(_conflict_question(problem, names), claim["certificate"]["infeasible"])
        if proved >= 0:
            raise Fault("the certificate does not prove that the named rules cannot hold together")
    elif claim["proof"] != "branch-and-bound":
        raise Fault(f"proof {claim['proof']!r:.60} is unknown")
    elif not violated(problem, pick(problem, problem.rules.include)):
        raise Fault("the included offers alone keep every rule")


def _question(problem: Problem, by_reach: float, by_engagements: float) -> Question:
    most, excluded = most_per_influencer(problem), set(problem.rules.exclude)
    musts = frozenset(problem.rules.include)
    may = [o for o in problem.offers if o.id not in excluded and (o.cost <= most or o.id in musts)]
    segments = {name: (by_reach * s.population, s.kappa) for name, s in problem.segments.items()}
    exposures = [{s: exposure_at(r, problem.segments[s]) for s, r in o.reach.items()} for o in may]
    offers = {o.id: (o, by_engagements * o.engagements, t) for o, t in zip(may, exposures, strict=True)}
    return Question(segments, offers, rows(problem), musts)


def _conflict_question(problem: Problem, names: frozenset[str]) -> Question:
    """The problem under the named rules alone, with nothing to gain."""
    excluded = set(problem.rules.exclude) if EXCLUDE_RULE in names else set()
    most = most_per_influencer(problem) if CAP_RULE in names else math.inf
    affordable = problem.budget if BUDGET_RULE in names else math.inf
    musts = frozenset(name for name in problem.rules.include if f"include:{name}" in names)
    spared = set(problem.rules.include)
    may = [
        offer
        for offer in problem.offers
        if offer.id in musts or (offer.cost <= affordable and (offer.cost <= most or offer.id in spared))
    ]
    offers: dict[str, tuple[Offer, float, Mapping[str, float]]] = {
        offer.id: (offer, 0.0, {}) for offer in may if offer.id not in excluded
    }
    return Question({}, offers, [row for row in rows(problem) if row.rule in names], musts, exact=True)


def _chosen(problem: Problem, names: Any) -> list[str]:
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise Fault("chosen is not a list of ids")
    unknown = sorted(set(names) - {offer.id for offer in problem.offers})
    if unknown:
        raise Fault(f"chosen has the unknown offer {unknown[0]!r:.60}")
    if len(set(names)) < len(names):
        raise Fault("chosen names an offer twice")
    return list(names)


def _number(place: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Fault(f"{place} is not a finite number")
    return value


def _same(name: str, claim: Mapping[str, Any], recomputed: float) -> None:
    if not math.isclose(_number(name, claim[name]), recomputed, rel_tol=TOLERANCE, abs_tol=1e-12):
        raise Fault(f"{name} is {recomputed!r}, not {claim[name]!r}")


def _noise(question: Question) -> float:
    """What rounding may amount to: a sliver of the plain sum of all offers."""
    gains = (
        value + sum(_single(question, s, t) for s, t in e.items()) for _, value, e in question.offers.values()
    )
    return NOISE * math.fsum(gains) + 1e-12


def _single(question: Question, segment: str, exposure: float) -> float:
    weight, kappa = question.segments[segment]
    return weight * covered_at(exposure, kappa)


def _not_below(name: str, stated: float, recomputed: float, noise: float = 1e-12) -> None:
    if stated < recomputed - TOLERANCE * abs(recomputed) - noise:
        raise Fault(f"{name} is stated as {stated!r}, better than the {recomputed!r} that can be shown")
