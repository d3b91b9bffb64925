"""What a problem must satisfy before anything is computed: one clear line for the first fault."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from campaigns.strategy.reach.nested import LEAST_BETWEEN
from campaigns.strategy.records import Interval, Offer, Problem, Rules, Segment

LARGEST = 10**15
LEAST_KAPPA, LARGEST_KAPPA = 0.02, 1e9


class ProblemError(ValueError):
    """The problem cannot be used; the message is one line that names the place and the fault."""


def validate(problem: Problem) -> None:
    """Raise `ProblemError` for the first fault found. Cost: one pass over offers and rules."""
    check_number("budget", problem.budget, 1, LARGEST, whole=True)
    check_number("awareness_weight", problem.awareness_weight, 0, 1)
    check_number("target_gap", problem.target_gap, 0, 1)
    check_number("time_limit_s", problem.time_limit_s, 0, 86_400)
    check_number("seed", problem.seed, 0, 2**31 - 1, whole=True)
    for name, segment in problem.segments.items():
        _segment(name, segment)
    _offers(problem.offers, problem.segments)
    _rules(problem.rules, {offer.id for offer in problem.offers})
    _known("rules include_people", problem.rules.include_people, {o.person for o in problem.offers}, "person")


def check_number(place: str, value: object, low: float, high: float, *, whole: bool = False) -> None:
    """Raise `ProblemError` unless the value at this place is a number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ProblemError(f"{place}: a number is needed, not {_shown(value)}")
    if whole and not isinstance(value, int):
        raise ProblemError(f"{place}: a whole number is needed, not {_shown(value)}")
    if not low <= value <= high:  # also catches NaN
        raise ProblemError(f"{place}: {_shown(value)} is not between {low} and {high}")


def _text(place: str, value: object) -> None:
    if not isinstance(value, str) or not value:
        raise ProblemError(f"{place}: a text is needed, not {_shown(value)}")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _segment(name: str, segment: Segment) -> None:
    _text("segment name", name)
    place, nested = f"segment {_shown(name)}", segment.kappa_niche is not None
    check_number(f"{place} population", segment.population, 1e-9, LARGEST)
    if segment.kappa is None and nested:
        raise ProblemError(f"{place} kappa: a number is needed where kappa_niche has one")
    if segment.kappa is not None:
        check_number(f"{place} kappa", segment.kappa, LEAST_BETWEEN if nested else LEAST_KAPPA, LARGEST_KAPPA)
    if nested:
        check_number(f"{place} kappa_niche", segment.kappa_niche, LEAST_KAPPA, LARGEST_KAPPA)


def _offers(offers: Sequence[Offer], segments: Mapping[str, Segment]) -> None:
    """A quick look clears almost every problem, so that only a doubtful one is examined word by word."""
    if not _are_fine(offers, segments):
        seen: set[str] = set()
        for offer in offers:
            _text("offer id", offer.id)
            if offer.id in seen:
                raise ProblemError(f"offer {_shown(offer.id)}: the id occurs twice")
            seen.add(offer.id)
            _offer(offer, segments)


def _are_fine(offers: Sequence[Offer], segments: Mapping[str, Segment]) -> bool:
    texts = ("id", "person", "tier", "platform", "niche")
    reach = [offer.reach for offer in offers]
    return (
        all(_are_texts([getattr(offer, name) for offer in offers]) for name in texts)
        and len({offer.id for offer in offers}) == len(offers)
        and _are_between([offer.cost for offer in offers], {int}, LARGEST)
        and _are_between([offer.engagements for offer in offers], {int, float}, LARGEST)
        and set().union(*reach) <= segments.keys()
        and _are_between([people for each in reach for people in each.values()], {int, float}, LARGEST)
        and _are_far_from_all(reach, segments)
    )


def _are_texts(values: list[str]) -> bool:
    return set(map(type, values)) <= {str} and "" not in values


def _are_between(values: Sequence[float], kinds: set[type], most: float) -> bool:
    """Whether all are numbers of these kinds from 0 to `most`."""
    if not set(map(type, values)) <= kinds:
        return False
    try:
        array = np.array(values, dtype=float)  # NaN is in no interval
    except OverflowError:  # a whole number beyond every float
        return False
    return bool(((array >= 0) & (array <= most)).all())


def _are_far_from_all(reach: Sequence[Mapping[str, float]], segments: Mapping[str, Segment]) -> bool:
    """Whether nobody reaches more than half of a segment: then no duplication model is near its edge."""
    half = {name: 0.5 * segment.population for name, segment in segments.items()}
    most = np.array([half[name] for each in reach for name in each])
    return bool((np.array([people for each in reach for people in each.values()]) <= most).all())


def _offer(offer: Offer, segments: Mapping[str, Segment]) -> None:
    place = f"offer {_shown(offer.id)}"
    for name in ("person", "tier", "platform", "niche"):
        _text(f"{place} {name}", getattr(offer, name))
    check_number(f"{place} cost", offer.cost, 0, LARGEST, whole=True)
    check_number(f"{place} engagements", offer.engagements, 0, LARGEST)
    for name, people in offer.reach.items():
        if name not in segments:
            raise ProblemError(f"{place} reach: unknown segment {_shown(name)}")
        _reach(f"{place} reach in {_shown(name)}", people, segments[name])


def _reach(place: str, people: float, segment: Segment) -> None:
    check_number(place, people, 0, LARGEST)
    if people >= segment.population:
        raise ProblemError(
            f"{place}: {_shown(people)} is not below the population {_shown(segment.population)}"
        )
    kappa = segment.kappa if segment.kappa_niche is None else segment.kappa_niche
    if kappa is not None and math.log1p(-people / segment.population) / kappa < -50:
        raise ProblemError(f"{place}: {_shown(people)} is too near the population for kappa {kappa}")


def _rules(rules: Rules, ids: set[str]) -> None:
    low, high = rules.influencers
    check_number("rules influencers min", low, 0, LARGEST, whole=True)
    if high is not None:
        check_number("rules influencers max", high, low, LARGEST, whole=True)
    if rules.max_share_per_influencer is not None:
        check_number("rules max_share_per_influencer", rules.max_share_per_influencer, 0, 1)
    for kind in ("tier_share", "platform_share", "niche_share"):
        for name, interval in getattr(rules, kind).items():
            _share(f"rules {kind} {_shown(name)}", interval)
    for tier, money in rules.tier_spend_max.items():
        check_number(f"rules tier_spend_max {_shown(tier)}", money, 0, LARGEST, whole=True)
    for kind in ("include", "exclude"):
        _known(f"rules {kind}", getattr(rules, kind), ids)


def _share(place: str, interval: Interval) -> None:
    low, high = interval
    check_number(f"{place} min", low, 0, 1)
    check_number(f"{place} max", high, low, 1)


def _known(place: str, names: Iterable[str], ids: set[str], kind: str = "offer") -> None:
    for name in names:
        if name not in ids:
            raise ProblemError(f"{place}: unknown {kind} {_shown(name)}")
