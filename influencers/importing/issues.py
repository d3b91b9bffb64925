"""What is wrong with a list, as people read it: the same mistake together, however many rows have it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ROWS_SHOWN = 10


@dataclass(frozen=True)
class IssueGroup:
    """Issues of one column for one reason; `shown` are the first of them."""

    column: str
    reason: str
    shown: tuple[Mapping[str, object], ...]
    total: int

    @property
    def reasons_differ(self) -> bool:
        """Whether each row has its own words, for it names another row or number."""
        return any(issue["reason"] != self.reason for issue in self.shown)


def by_reason(issues: Iterable[Mapping[str, str]]) -> list[IssueGroup]:
    """The issues of a report grouped by column and reason, the most frequent first; numbers in a reason do
    not tell reasons apart."""
    found: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for issue in issues:
        found.setdefault((issue["column"], re.sub(r"\d+", "…", issue["reason"])), []).append(issue)
    groups = [_group(column, reason, rows) for (column, reason), rows in found.items()]
    return sorted(groups, key=lambda group: -group.total)


def _group(column: str, reason: str, rows: list[Mapping[str, str]]) -> IssueGroup:
    own = {row["reason"] for row in rows}
    return IssueGroup(column, own.pop() if len(own) == 1 else reason, tuple(rows[:ROWS_SHOWN]), len(rows))
