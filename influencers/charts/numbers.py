"""The numbers of a chart as a table that one can open, select and copy."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """The header of a column; figures stand at the right."""

    label: str
    is_figure: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row in words, the first of which names it; a marked row is what the chart points out."""

    cells: tuple[str, ...]
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """What `charts/_numbers.html` shows; `caption` says what the table is about."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def table(self) -> list[tuple[list[tuple[str, Column]], bool]]:
        """Per row its cells with their columns, and whether it is marked."""
        return [(list(zip(row.cells, self.columns, strict=True)), row.is_marked) for row in self.rows]


def numbers(caption: str, headers: Sequence[str], rows: Sequence[Row], *, words: int = 1) -> Numbers:
    """A table whose first `words` columns hold words and the others figures."""
    columns = tuple(Column(str(label), index >= words) for index, label in enumerate(headers))
    return Numbers(str(caption), columns, tuple(rows))
