"""What a file is once it was read: a table to be gone through again and again, never held in memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Cell = str | float | int | bool
Row = tuple[int, Sequence[Cell]]
SAMPLE = 2_000


class UnreadableFile(Exception):
    """The file cannot be used; the message says why, in one sentence that is fit to show."""


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a text file or of one worksheet; `rows` begins again at every call."""

    name: str
    rows: Callable[[], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under its header: `count` rows that hold anything, numbered as a spreadsheet shows them.

    Iterating reads the file anew; a row may have more or fewer cells than the header. `sample` holds at most
    SAMPLE rows from all over the table.
    """

    name: str
    header: tuple[str, ...]
    sample: Sequence[Row]
    count: int
    rows: Callable[[], Iterator[Row]]

    def __iter__(self) -> Iterator[Row]:
        return self.rows()


def is_filled(row: Iterable[Cell]) -> bool:
    """Whether a row holds anything but blanks."""
    for cell in row:  # noqa: SIM110  any() takes four times as long, and every row is asked
        if cell != "" and not (isinstance(cell, str) and cell.isspace()):
            return True
    return False


def sample_of(rows: Iterable[Row]) -> tuple[int, list[Row]]:
    """How many rows there are, and an evenly spread sample of them: all, or every second, fourth, eighth …"""
    kept: list[Row] = []
    count, step = 0, 1
    for row in rows:
        if count % step == 0:
            if len(kept) == SAMPLE:
                kept, step = kept[::2], step * 2
            if count % step == 0:
                kept.append(row)
        count += 1
    return count, kept
