"""Reads one workbook (XLSX, XLS, ODS) in a process of its own, under a limit of memory.

A small archive can unpack to terabytes, and a sheet of two cells can span 17 thousand million. The reader is
native code that would take the whole server down; here only this process ends, and `reading` says why.

    python workbook.py FILE MAX_ROWS MAX_COLUMNS MAX_MEMORY

writes [[sheet name, row number of the first row, [rows]], …] in marshal form to stdout. Exit status 3: too
many rows or columns; anything else but 0: not readable.
"""

import marshal
import sys
from contextlib import suppress

TOO_LARGE = 3


def limit_memory(size: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # not every platform can
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def plain(cell):
    """A value that marshal can carry: numbers and text stay, dates become ISO text."""
    return cell if isinstance(cell, str | int | float | bool) else str(cell)


def read(path: str, max_rows: int, max_columns: int) -> list:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_path(path)
    sheets = []
    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        if sheet.height > max_rows or sheet.width > max_columns:
            sys.exit(TOO_LARGE)
        first_row = sheet.start[0] + 1 if sheet.start else 1
        rows = [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
        sheets.append([meta.name, first_row, rows])
    return sheets


if __name__ == "__main__":
    limit_memory(int(sys.argv[4]))
    marshal.dump(read(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), sys.stdout.buffer)
