"""JSON by the project's contract, read strictly and written safely.

NaN, Infinity, keys given twice and values of the wrong kind are refused with `ProblemError`, whose line names
the place. Writing never emits NaN or Infinity.
"""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from campaigns.strategy.validation import ProblemError


def read_json(text: str | bytes) -> Any:
    """JSON without NaN, Infinity and repeated keys. Raises `ProblemError`."""
    constants: list[str] = []

    def constant(name: str) -> float:
        constants.append(name)
        return float(name)

    try:
        data = json.loads(text, parse_constant=constant, object_pairs_hook=_object)
        if constants:
            place = next(_places_of_constants("", data), "") or "the value"
            raise ProblemError(f"{' '.join(place.split())}: {constants[0]} is not a number")
        return data
    except ProblemError:
        raise
    except (ValueError, RecursionError) as error:
        raise ProblemError(f"not JSON: {str(error).splitlines()[0]}") from error


def dump(answer: Mapping[str, Any]) -> str:
    """One JSON text; raises `ValueError` rather than write NaN or Infinity."""
    return json.dumps(answer, allow_nan=False)


def _places_of_constants(place: str, value: object) -> Iterator[str]:
    """Where NaN and Infinity stand, in the order of the text: "offers 0 cost"."""
    if isinstance(value, float) and not math.isfinite(value):
        yield place
    pairs = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    for key, part in pairs:
        yield from _places_of_constants(f"{place} {key}".strip()[-200:], part)


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
