"""JSON by the project's contract, read strictly and written safely.

NaN, Infinity, keys given twice and values of the wrong kind are refused with `ProblemError`, whose line names
the place. Writing never emits NaN or Infinity.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from campaigns.strategy.validation import ProblemError


def read_json(text: str | bytes) -> Any:
    """JSON without NaN, Infinity and repeated keys. Raises `ProblemError`."""
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except ProblemError:
        raise
    except (ValueError, RecursionError) as error:
        raise ProblemError(f"not JSON: {str(error).splitlines()[0]}") from error


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


def needed(place: str, mapping: Mapping[str, Any], key: str) -> Any:
    if key not in mapping:
        raise ProblemError(f"{place}: {key} is missing")
    return mapping[key]


def as_mapping(place: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ProblemError(f"{place}: an object is needed")
    return value


def as_list(place: str, value: object) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ProblemError(f"{place}: a list is needed")
    return list(value)


def whole(value: Any) -> Any:
    """12.0 is read as 12; everything else is left for validation to judge."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
