"""Keeps what an import does to the catalogue, for `undoing`."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from config import bulk
from influencers.models import Import, Trace, Traced

FIELDS = ("import_run", "table", "first", "last", "before", "after")


class Traces:
    """The traces of one import; rows that were created fold into few, for their keys follow each other."""

    def __init__(self, run: Import):
        self._run = run.pk
        self._created: dict[str, list[list[int]]] = defaultdict(list)
        self._changed: list[tuple] = []

    def created(self, table: Traced, keys: Sequence[int]) -> None:
        """`keys` ascend."""
        ranges = self._created[table.value]
        for key in keys:
            if ranges and ranges[-1][1] == key - 1:
                ranges[-1][1] = key
            else:
                ranges.append([key, key])

    def changed(self, table: Traced, key: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        self._changed.append((self._run, table.value, key, key, json.dumps(before), json.dumps(after)))

    def write(self) -> None:
        """What was changed so far."""
        bulk.insert(Trace, FIELDS, self._changed)
        self._changed = []

    def finish(self) -> None:
        self.write()
        created = (
            (self._run, table, first, last, None, None)
            for table, ranges in self._created.items()
            for first, last in ranges
        )
        bulk.insert(Trace, FIELDS, created)
