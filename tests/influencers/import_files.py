"""Small invented lists for the tests of the import, as sheets and as files."""

import csv
import io
import zipfile

from influencers.importing.cleaning import clean
from influencers.importing.columns import understand
from influencers.importing.reading import Sheet


def sheet(header, *rows, name=""):
    """A sheet whose first row of data is row 2, as in a file with one header row."""
    numbered = [(number, tuple(row)) for number, row in enumerate(rows, start=2)]
    return Sheet(name, tuple(header), numbered, len(numbered), lambda: iter(numbered))


def column(header, *values):
    """A sheet of one interesting column beside plain handles, on Instagram."""
    rows = [(f"akun.{number}", value) for number, value in enumerate(values)]
    return sheet(["username", header], *rows)


def cleaned(table, *, platform="instagram", answers=None, country=""):
    """The records and issues of a sheet whose columns leave no question."""
    understanding = understand(table, platform=platform, answers=answers)
    assert not understanding.questions
    return clean(table, understanding, country=country)


def csv_bytes(header, *rows, delimiter=",", encoding="utf-8", end="\r\n"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def csv_file(folder, header, *rows, name="list.csv", **layout):
    path = folder / name
    path.write_bytes(csv_bytes(header, *rows, **layout))
    return path


def xlsx_file(folder, *rows, name="list.xlsx"):
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def zip_bomb(folder, *, size=64 * 1024 * 1024, name="bomb.xlsx"):
    """A small archive with the parts of a workbook, one of which unpacks to `size` bytes of nothing."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(size // 2**20):
                part.write(b" " * 2**20)
    return path
