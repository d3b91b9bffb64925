"""What is wrong with a list, as people read it: the same mistake together, however many rows have it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from influencers.figures import count

ROWS_SHOWN = 10


@dataclass(frozen=True)
class ShownIssue:
    row: int
    value: str
    reason: str


@dataclass(frozen=True)
class IssueGroup:
    """Issues of one column for one reason; `shown` are the first of them."""

    column: str
    reason: str
    shown: tuple[ShownIssue, ...]
    total: int

    @property
    def reasons_differ(self) -> bool:
        """Whether each row has its own words, for it names another row or number."""
        return any(issue.reason != self.reason for issue in self.shown)


def in_words(issue: Mapping[str, Any]) -> str:
    """The reason of one issue of a report in the reader's language."""
    number = issue.get("number")
    return said(issue["reason"], None if number is None else count(number))


def said(reason: str, number: str | None) -> str:
    """A reason in the reader's language, with the number that it names in words."""
    return gettext(reason) if number is None else gettext(reason) % {"number": number}


def by_reason(issues: Iterable[Mapping[str, Any]]) -> list[IssueGroup]:
    """The issues of a report grouped by column and reason, the most frequent first."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for issue in issues:
        found.setdefault((issue["column"], issue["reason"]), []).append(issue)
    groups = [_group(column, rows) for (column, _reason), rows in found.items()]
    return sorted(groups, key=lambda group: -group.total)


def _group(column: str, rows: list[Mapping[str, Any]]) -> IssueGroup:
    """Where the rows' reasons name different numbers, the group's own leaves the number open."""
    alike = len({row.get("number") for row in rows}) == 1
    shown = tuple(ShownIssue(row["row"], row["value"], in_words(row)) for row in rows[:ROWS_SHOWN])
    reason = in_words(rows[0]) if alike else said(rows[0]["reason"], "…")
    return IssueGroup(column, reason, shown, len(rows))
