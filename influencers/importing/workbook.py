"""Reads one workbook (XLSX, XLS, ODS) in a process of its own, under a limit of memory.

A small archive can unpack to terabytes, and a sheet of two cells can span 17 thousand million. The reader is
native code that would take the whole server down; here only this process ends, and `spreadsheets` says why.

    python workbook.py FILE SPOOL MAX_ROWS MAX_COLUMNS MAX_MEMORY

writes the rows to SPOOL in marshal form, CHUNK at a time and an empty list after the last of each sheet, and
to stdout [[sheet name, row number of the first row, where its rows begin in SPOOL], …]. Exit status 3: too
many rows or columns; anything else but 0: not readable.
"""

import marshal
import sys
from contextlib import suppress
from itertools import islice

TOO_LARGE = 3
CHUNK = 500


def limit_resources(size: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # not every platform can
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def plain(cell):
    """A value that marshal can carry: numbers and text stay, dates and truth values become text."""
    return cell if cell.__class__ in (str, int, float) else str(cell)


def copy(path: str, spool, max_rows: int, max_columns: int) -> list:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_path(path)
    sheets = []
    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        if sheet.height > max_rows or sheet.width > max_columns:
            sys.exit(TOO_LARGE)
        sheets.append([meta.name, sheet.start[0] + 1 if sheet.start else 1, spool.tell()])
        rows = iter(sheet.iter_rows()) if sheet.start else iter(())
        while chunk := [[plain(cell) for cell in row] for row in islice(rows, CHUNK)]:
            marshal.dump(chunk, spool)
        marshal.dump([], spool)
    return sheets


if __name__ == "__main__":
    limit_resources(int(sys.argv[5]))
    with open(sys.argv[2], "wb") as rows_of_all:
        found = copy(sys.argv[1], rows_of_all, int(sys.argv[3]), int(sys.argv[4]))
    marshal.dump(found, sys.stdout.buffer)
