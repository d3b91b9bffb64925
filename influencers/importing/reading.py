"""Files in: a CSV, TSV, XLSX, XLS or ODS file becomes a sheet of rows under one header.

The content says what a file is, never its name. A file that cannot be read raises `UnreadableFile` with one
sentence for the person who sent it; nothing else gets out of here.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from influencers.figures import count
from influencers.importing import delimited, returned, spreadsheets
from influencers.importing.sheets import Cell, Row, Sheet, Table, UnreadableFile, is_filled, sample_of
from influencers.importing.text import seen

__all__ = ["MAX_ROWS", "Cell", "Sheet", "UnreadableFile", "read"]
MAX_ROWS = 1_000_000
MAX_COLUMNS = spreadsheets.MAX_COLUMNS
ROWS_ABOVE = 20  # titles, dates and remarks that may stand above the header


def read(path: Path, *, max_bytes: int | None = None, max_rows: int = MAX_ROWS) -> Sheet:
    """The first sheet of the file that holds a table.

    Memory does not grow with a text file, and grows with a workbook within the limits of its reader.
    Raises UnreadableFile.
    """
    size = path.stat().st_size
    if max_bytes is not None and size > max_bytes:
        raise UnreadableFile(_("The file is larger than %(limit)s MB.") % {"limit": max_bytes // 1024**2})
    if not size:
        raise UnreadableFile(_("The file is empty."))
    for table in _tables(path, max_rows):
        sheet = _sheet(table, max_rows)
        if sheet:
            return sheet
    raise UnreadableFile(
        _("No table was found: the first row names the columns, the rows below hold the data.")
    )


def _tables(path: Path, max_rows: int) -> list[Table]:
    with path.open("rb") as file:
        start = file.read(8)
    if spreadsheets.is_workbook(start):
        return spreadsheets.tables(path, start, max_rows)
    return delimited.tables(path)


def _sheet(table: Table, max_rows: int) -> Sheet | None:
    """The table under its header, or None where there is no header or nothing below it."""
    top, header = _header(_filled(table))
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile(_("The table has more than %(limit)s columns.") % {"limit": MAX_COLUMNS})
    place = returned.place_of_reasons(header)
    if place is not None:
        header = tuple(map(str, returned.without_reasons(header, place)))

    def rows() -> Iterator[Row]:
        found = ((number, row) for number, row in table.rows() if number > top and is_filled(row))
        return found if place is None else returned.rows_as_written(found, place)

    found, sample = sample_of(islice(rows(), max_rows + 1))
    if found > max_rows:
        raise UnreadableFile(_("The file has more than %(limit)s rows.") % {"limit": count(max_rows)})
    return Sheet(table.name, header, sample, found, rows) if found else None


def _filled(table: Table) -> Iterator[Row]:
    return ((number, row) for number, row in table.rows() if is_filled(row))


def _header(rows: Iterator[Row]) -> tuple[int, tuple[str, ...]]:
    """The number and the names of the first row of two or more names (or of the only column's name)."""
    first = list(islice(rows, ROWS_ABOVE))
    top = next(
        (row for row in first if sum(cell != "" for cell in row[1]) > 1), first[0] if first else (0, ())
    )
    return top[0], _names(top[1])


def _names(row: Sequence[Cell]) -> tuple[str, ...]:
    names = [" ".join(seen(str(cell)).split()) for cell in row]
    while names and not names[-1]:
        names.pop()
    return tuple(names)
