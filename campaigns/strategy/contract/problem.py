"""Problems and solutions of the optimiser as JSON; unknown rules are refused."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from campaigns.strategy.contract.json_text import as_list, as_mapping, needed, read_json, whole
from campaigns.strategy.records import Offer, Problem, Rules, Segment, Solution
from campaigns.strategy.validation import ProblemError, validate


def read_problem(text: str | bytes) -> Problem:
    """The valid problem that a JSON text holds. Raises `ProblemError`, whose line says what is wrong."""
    return problem_from(read_json(text))


def problem_from(data: object) -> Problem:
    """The valid problem in plain mappings and lists, as JSON gives them. Raises `ProblemError`."""
    top = as_mapping("problem", data)
    chosen = {key: top[key] for key in ("target_gap", "time_limit_s", "seed") if key in top}
    problem = Problem(
        budget=whole(needed("problem", top, "budget")),
        awareness_weight=needed("problem", top, "awareness_weight"),
        segments={
            k: _segment(k, v) for k, v in as_mapping("segments", needed("problem", top, "segments")).items()
        },
        offers=tuple(_offer(v) for v in as_list("offers", needed("problem", top, "offers"))),
        rules=_rules(as_mapping("rules", top.get("rules", {}))),
        **chosen,
    )
    validate(problem)
    return problem


def problem_to_dict(problem: Problem) -> dict[str, Any]:
    """The problem as plain mappings and lists; `problem_from` reads it back."""
    return asdict(problem)


def solution_to_dict(solution: Solution) -> dict[str, Any]:
    """The solution with the contract's keys; `conflict` only where the rules cannot hold together."""
    answer = asdict(solution)
    if solution.status == "ok":
        del answer["conflict"]
    return answer


def _segment(name: str, value: object) -> Segment:
    place = f"segment {name[:60]!r}"
    given = as_mapping(place, value)
    return Segment(needed(place, given, "population"), given.get("kappa"), given.get("kappa_niche"))


def _offer(value: object) -> Offer:
    given = as_mapping("offer", value)
    place = f"offer {str(given.get('id'))[:60]!r}"
    values = {f.name: needed(place, given, f.name) for f in fields(Offer)}
    values["cost"] = whole(values["cost"])
    values["reach"] = dict(as_mapping(f"{place} reach", values["reach"]))
    return Offer(**values)


def _rules(given: Mapping[str, Any]) -> Rules:
    readers: dict[str, Callable[[str, Any], Any]] = {
        "influencers": _count_pair,
        "max_share_per_influencer": lambda _place, value: value,
        "tier_share": _shares,
        "platform_share": _shares,
        "niche_share": _shares,
        "tier_spend_max": lambda place, value: {k: whole(v) for k, v in as_mapping(place, value).items()},
        "include": _ids,
        "exclude": _ids,
        "include_people": _ids,
    }
    unknown = sorted(set(given) - set(readers))
    if unknown:
        raise ProblemError(f"rules: unknown rule {unknown[0][:60]!r}")
    return Rules(**{name: readers[name](f"rules {name}", value) for name, value in given.items()})


def _pair(place: str, value: object) -> tuple[Any, Any]:
    items = as_list(place, value)
    if len(items) != 2:
        raise ProblemError(f"{place}: two values are needed, the least and the most")
    return items[0], items[1]


def _count_pair(place: str, value: object) -> tuple[Any, Any]:
    low, high = _pair(place, value)
    return whole(low), whole(high)


def _shares(place: str, value: object) -> dict[str, tuple[Any, Any]]:
    return {name: _pair(f"{place} {name[:60]!r}", pair) for name, pair in as_mapping(place, value).items()}


def _ids(place: str, value: object) -> tuple[str, ...]:
    items = as_list(place, value)
    for item in items:
        if not isinstance(item, str):
            raise ProblemError(f"{place}: ids are texts, not {item!r:.60}")
    return tuple(dict.fromkeys(items))
