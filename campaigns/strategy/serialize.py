"""Problems and solutions as JSON, by the project's contract.

Reading is strict: NaN, Infinity, keys given twice, texts in place of numbers and unknown rules are refused
with `ProblemError`. Writing never emits NaN or Infinity.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from campaigns.strategy.records import Offer, Problem, Rules, Segment, Solution
from campaigns.strategy.validation import ProblemError, validate

Made = TypeVar("Made")


def read_problem(text: str | bytes) -> Problem:
    """The valid problem that a JSON text holds. Raises `ProblemError`, whose line says what is wrong."""
    return problem_from(read_json(text))


def read_json(text: str | bytes) -> Any:
    """JSON without NaN, Infinity and repeated keys. Raises `ProblemError`."""
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except ProblemError:
        raise
    except (ValueError, RecursionError) as error:
        raise ProblemError(f"not JSON: {str(error).splitlines()[0]}") from error


def problem_from(data: object) -> Problem:
    """The valid problem in plain mappings and lists, as JSON gives them. Raises `ProblemError`."""
    top = _mapping("problem", data)
    chosen = {key: top[key] for key in ("target_gap", "time_limit_s", "seed") if key in top}
    problem = Problem(
        budget=_whole(_needed("problem", top, "budget")),
        awareness_weight=_needed("problem", top, "awareness_weight"),
        segments={
            k: _segment(k, v) for k, v in _mapping("segments", _needed("problem", top, "segments")).items()
        },
        offers=tuple(_offer(v) for v in _list("offers", _needed("problem", top, "offers"))),
        rules=_rules(_mapping("rules", top.get("rules", {}))),
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


def dump(answer: Mapping[str, Any]) -> str:
    """One JSON text; raises `ValueError` rather than write NaN or Infinity."""
    return json.dumps(answer, allow_nan=False)


def _refuse_constant(name: str) -> None:
    raise ProblemError(f"not JSON: {name} is not a number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise ProblemError(f"the key {twice[:60]!r} occurs twice in one object")
    return made


def _needed(place: str, mapping: Mapping[str, Any], key: str) -> Any:
    if key not in mapping:
        raise ProblemError(f"{place}: {key} is missing")
    return mapping[key]


def _mapping(place: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ProblemError(f"{place}: an object is needed")
    return value


def _list(place: str, value: object) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ProblemError(f"{place}: a list is needed")
    return list(value)


def _whole(value: Any) -> Any:
    """12.0 is read as 12; everything else is left for validation to judge."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _segment(name: str, value: object) -> Segment:
    given = _mapping(f"segment {name[:60]!r}", value)
    return Segment(_needed(f"segment {name[:60]!r}", given, "population"), given.get("kappa"))


def _offer(value: object) -> Offer:
    given = _mapping("offer", value)
    place = f"offer {str(given.get('id'))[:60]!r}"
    values = {f.name: _needed(place, given, f.name) for f in fields(Offer)}
    values["cost"] = _whole(values["cost"])
    values["reach"] = dict(_mapping(f"{place} reach", values["reach"]))
    return Offer(**values)


def _rules(given: Mapping[str, Any]) -> Rules:
    readers: dict[str, Callable[[str, Any], Any]] = {
        "influencers": _count_pair,
        "max_share_per_influencer": lambda _place, value: value,
        "tier_share": _shares,
        "platform_share": _shares,
        "niche_share": _shares,
        "tier_spend_max": lambda place, value: {k: _whole(v) for k, v in _mapping(place, value).items()},
        "include": _ids,
        "exclude": _ids,
    }
    unknown = sorted(set(given) - set(readers))
    if unknown:
        raise ProblemError(f"rules: unknown rule {unknown[0][:60]!r}")
    return Rules(**{name: readers[name](f"rules {name}", value) for name, value in given.items()})


def _pair(place: str, value: object) -> tuple[Any, Any]:
    items = _list(place, value)
    if len(items) != 2:
        raise ProblemError(f"{place}: two values are needed, the least and the most")
    return items[0], items[1]


def _count_pair(place: str, value: object) -> tuple[Any, Any]:
    low, high = _pair(place, value)
    return _whole(low), _whole(high)


def _shares(place: str, value: object) -> dict[str, tuple[Any, Any]]:
    return {name: _pair(f"{place} {name[:60]!r}", pair) for name, pair in _mapping(place, value).items()}


def _ids(place: str, value: object) -> tuple[str, ...]:
    items = _list(place, value)
    for item in items:
        if not isinstance(item, str):
            raise ProblemError(f"{place}: ids are texts, not {item!r:.60}")
    return tuple(dict.fromkeys(items))
