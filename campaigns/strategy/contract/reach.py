"""Segments, offers, audited pairs and sets in; the sets' reach counted once out, with its range."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from campaigns.strategy.benchmarks import default_benchmarks
from campaigns.strategy.contract.json_text import as_list, as_mapping, needed, read_json
from campaigns.strategy.contract.problem import problem_from
from campaigns.strategy.reach.band import (
    Reached,
    assumed_reach,
    fitted_reach,
    level_of,
    plain_sum,
    tabled_reach,
)
from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.reach.overlap import Fit, Pair, fit_kappas, with_kappas
from campaigns.strategy.records import Offer, Segment
from campaigns.strategy.validation import LARGEST, ProblemError, check_number

# What an offer of an optimisation problem has besides and what says nothing about reach.
UNSAID = {"tier": "any", "platform": "any", "niche": "any", "cost": 0, "engagements": 0}


def reach_from(text: str | bytes) -> dict[str, Any]:
    """The answer to a JSON question: the kappas, and one entry a set in the order of the question.

    A segment's kappa null is fitted to the pairs, and assumed where there are none. Raises `ProblemError`,
    whose line names the place and the fault.
    """
    top = as_mapping("question", read_json(text))
    segments, offers = _audience(top)
    pairs = _pairs(as_list("pairs", top.get("pairs", [])), offers)
    sets = [_set(f"sets {row}", ids, offers) for row, ids in enumerate(as_list("sets", top.get("sets", [])))]
    free = any(segment.kappa is None for segment in segments.values())
    fit = fit_kappas(segments, offers, pairs) if pairs and free else None
    kappa, kappa_niche = (fit.kappa, fit.kappa_niche) if fit else _assumed()
    known = with_kappas(segments, kappa, kappa_niche)
    return {
        "kappa": kappa if free else None,
        "kappa_niche": kappa_niche if free else None,
        "level": "pairs" if fit else "none",
        "pairs": len(pairs),
        "sets": [_answer(known, chosen, _reached(segments, known, chosen, pairs, fit)) for chosen in sets],
    }


def _audience(top: Mapping[str, Any]) -> tuple[Mapping[str, Segment], dict[str, Offer]]:
    """Read and checked as those of a problem are, except that only a reach is needed of an offer."""
    offers = [as_mapping("offer", value) for value in as_list("offers", needed("question", top, "offers"))]
    whole = [{"person": str(offer.get("id")), **UNSAID, **offer} for offer in offers]
    problem = problem_from(
        {
            "budget": 1,
            "awareness_weight": 1,
            "segments": needed("question", top, "segments"),
            "offers": whole,
        }
    )
    return problem.segments, {offer.id: offer for offer in problem.offers}


def _assumed() -> tuple[float, float]:
    known = default_benchmarks()
    return known.value("kappa_between_niches"), known.value("kappa_within_niche")


def _pairs(values: Sequence[Any], offers: Mapping[str, Offer]) -> list[Pair]:
    found: dict[frozenset[str], Pair] = {}
    for row, value in enumerate(values):
        pair = _pair(f"pairs {row}", value, offers)
        if found.setdefault(frozenset((pair.a, pair.b)), pair) is not pair:
            raise ProblemError(f"pairs {row}: {pair.a[:60]!r} and {pair.b[:60]!r} occur twice")
    return list(found.values())


def _pair(place: str, value: object, offers: Mapping[str, Offer]) -> Pair:
    given = as_mapping(place, value)
    a, b = (_known(f"{place} {name}", needed(place, given, name), offers) for name in ("a", "b"))
    if a is b:
        raise ProblemError(f"{place}: {a.id[:60]!r} is paired with itself")
    people = needed(place, given, "overlap")
    check_number(f"{place} overlap", people, 0, LARGEST)
    most = sum(min(reach, b.reach.get(name, 0.0)) for name, reach in a.reach.items())
    if people > most * (1 + 1e-9):
        raise ProblemError(f"{place} overlap: {people} is more than the {most:g} people whom both can share")
    return Pair(a.id, b.id, float(people))


def _set(place: str, value: object, offers: Mapping[str, Offer]) -> list[Offer]:
    names = as_list(place, value)
    if not names:
        raise ProblemError(f"{place}: at least one offer is needed")
    chosen = [_known(place, name, offers) for name in names]
    if len({offer.id for offer in chosen}) < len(chosen):
        twice = next(name for name, times in Counter(names).items() if times > 1)
        raise ProblemError(f"{place}: {twice[:60]!r} occurs twice")
    return chosen


def _known(place: str, name: object, offers: Mapping[str, Offer]) -> Offer:
    if not isinstance(name, str) or name not in offers:
        raise ProblemError(f"{place}: unknown offer {name!r:.60}")
    return offers[name]


def _reached(
    segments: Mapping[str, Segment],
    known: Mapping[str, Segment],
    offers: Sequence[Offer],
    pairs: Sequence[Pair],
    fit: Fit | None,
) -> Reached:
    if fit is None:
        return assumed_reach(known, offers)
    all_free = all(segment.kappa is None for segment in segments.values())
    if all_free and level_of([offer.id for offer in offers], pairs) == "table":
        return tabled_reach(segments, offers, pairs)
    return fitted_reach(fit, segments, offers)


def _answer(segments: Mapping[str, Segment], offers: Sequence[Offer], found: Reached) -> dict[str, Any]:
    at_random = {name: Segment(segment.population) for name, segment in segments.items()}
    return {
        "sum": plain_sum(offers),
        "independent": unique_reach(at_random, offers),
        "reach": found.people,
        "low": found.low,
        "high": found.high,
        "level": found.level,
    }
