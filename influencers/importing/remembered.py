"""The columns of a list as somebody meant them, remembered for the next list with the same header.

For lists that come in by the page: a command does the same with the same file, whoever imported what before.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from influencers.importing import columns, evidence, numbers
from influencers.importing.fields import Field
from influencers.importing.reading import Sheet
from influencers.importing.readings import TAKEN, Asked, read
from influencers.importing.runs import Opened
from influencers.models import Import, RememberedColumns

MARKS = re.compile(r"[^\w%@]+|_")
VALUES = 200  # of a column, to see whether they contradict
LEAST_HANDLES = 0.2


def shape_of(header: Sequence[str]) -> str:
    """The same for headers that differ in marks, spaces and letter case alone."""
    names = [" ".join(MARKS.sub(" ", name.lower()).split()) for name in header]
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def remember(run: Import) -> None:
    """Keep what the preview of a list shows of its columns, where somebody chose them."""
    if not run.report.get("answered"):
        return
    header = [column["header"] for column in run.report["columns"]]
    told = {
        "header": header,
        "fields": [column["field"] for column in run.report["columns"]],
        "file_name": run.file_name,
        "decided_by": run.uploaded_by,
    }
    RememberedColumns.objects.update_or_create(shape=shape_of(header), defaults=told)


def recall(opened: Opened, *, file_name: str, platform: str) -> tuple[Opened, dict[str, Any] | None]:
    """The list read as one with the same header was, and which list that was; as it is where there is none.

    A meaning that the column's own values contradict is left out. Raises UnreadableFile.
    """
    header = [column.header for column in opened.understanding.columns]
    known = RememberedColumns.objects.filter(shape=shape_of(header)).first()
    if known is None:
        return opened, None
    answers = {
        f"#{place + 1}": field
        for place, field in enumerate(known.fields)
        if _is_possible(opened.sheet, place, header[place], Field(field))
    }
    understanding = columns.understand(opened.sheet, file_name=file_name, platform=platform, answers=answers)
    note = {"file": known.file_name, "on": known.decided_at.date().isoformat()}
    return replace(opened, understanding=understanding), note


def _is_possible(sheet: Sheet, place: int, header: str, field: Field) -> bool:
    """Whether at least half of the values can be read as the field, or a fifth are handles."""
    cells = [row[place] for _number, row in sheet.sample[:VALUES] if place < len(row)]
    values = [cell for cell in cells if not numbers.is_missing(cell)]
    if not values:
        return True
    if field is Field.HANDLE:
        return evidence.handle_share(values, "") >= LEAST_HANDLES
    if field not in TAKEN - {Field.PRICE}:
        return True
    asked = Asked(header, field, "")
    fitting = sum(any(not read(asked, value, thousands=mark)[1] for mark in ".,") for value in values)
    return 2 * fitting >= len(values)
