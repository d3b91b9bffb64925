"""The independent checker: recomputes what a solution states, without the solver.

The proof is recomputed by `proof.bound_of`. Cost: leaves times offers. A stated fact must be the recomputed
one; a stated bound may be weaker than the recomputed one, not better. What rests on the solver's word alone
is a `bound` below the certified one where `proof` says "branch-and-bound".
"""

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from campaigns.strategy.objective import objective
from campaigns.strategy.proof import Fault, Question, Term, bound_of, number
from campaigns.strategy.reach.duplication import duplication_of, unique_reach
from campaigns.strategy.records import BestAlone, Offer, Problem
from campaigns.strategy.rules import Row, may_be_booked, pick, rows, violated

TOLERANCE = 1e-9
NOISE = 1e-10  # of the plain sum of all offers: a bound may be off by so much rounding


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
    best = BestAlone(*(number(f"best_alone.{name}", stated[name]) for name in ("reach", "engagements")))
    value = objective(problem.awareness_weight, reach, engagements, best)
    if number("cost", claim["cost"]) != sum(offer.cost for offer in offers):
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
    _not_below("certified_bound", number("certified_bound", claim["certified_bound"]), proved, noise)
    if claim["proof"] == "certificate":
        _not_below("bound", number("bound", claim["bound"]), proved, noise)
    elif claim["proof"] != "branch-and-bound":
        raise Fault(f"proof {claim['proof']!r:.60} is unknown")


def _check_gap(claim: Mapping[str, Any], value: float) -> None:
    bound = number("bound", claim["bound"])
    _not_below("certified_bound", claim["certified_bound"], value)
    _not_below("bound", bound, value)
    _not_below("gap", number("gap", claim["gap"]), (bound - value) / bound if bound > 0 else 0.0)


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


def _same(name: str, claim: Mapping[str, Any], recomputed: float) -> None:
    if not math.isclose(number(name, claim[name]), recomputed, rel_tol=TOLERANCE, abs_tol=1e-12):
        raise Fault(f"{name} is {recomputed!r}, not {claim[name]!r}")


def _noise(question: Question) -> float:
    """What rounding may amount to: a sliver of the plain sum of all offers."""
    plain = float(question.value.sum()) + math.fsum(term.plain for term in question.segments.values())
    return NOISE * plain + 1e-12


def _not_below(name: str, stated: float, recomputed: float, noise: float = 1e-12) -> None:
    if not stated >= recomputed - TOLERANCE * abs(recomputed) - noise:  # also refuses what is not a number
        raise Fault(f"{name} is stated as {stated!r}, better than the {recomputed!r} that can be shown")
