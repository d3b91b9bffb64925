"""What is held about a person as files to hand out: JSON for programs, CSV to read."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from influencers.cells import BYTE_ORDER_MARK, neutral


def as_json(held: dict[str, Any]) -> str:
    return json.dumps(held, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)


def as_csv(held: dict[str, Any]) -> str:
    """One line a value: where it stands, the row's place there, the field, what it says."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["where", "row", "field", "value"])
    writer.writerows([neutral(cell) for cell in line] for line in _lines(held))
    return BYTE_ORDER_MARK + text.getvalue()


def _lines(held: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    for where, rows in held["rows"].items():
        for number, row in enumerate(rows, 1):
            yield from ((where, number, field, _told(value)) for field, value in row.items())
    for number, mention in enumerate(held["mentioned_in"], 1):
        yield mention["in"], number, mention["field"], _told(mention["held"])


def _told(value: Any) -> object:
    if value is None:
        return ""
    return value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)
