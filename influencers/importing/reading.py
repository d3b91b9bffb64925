"""Files in: bytes of a CSV, TSV, XLSX, XLS or ODS file become sheets of rows under one header.

The content says what a file is, never its name. A file that cannot be read raises `UnreadableFile` with one
sentence for the person who sent it; nothing else gets out of here.
"""

import csv
import io
import marshal
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from influencers.figures import count
from influencers.importing import workbook
from influencers.importing.text import seen

Cell = str | float | int | bool
MAX_ROWS = 1_000_000
MAX_COLUMNS = 300
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMORY_BYTES = 1536 * 1024 * 1024
SECONDS = 120
DELIMITERS = ",;\t|"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
PACKED, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class UnreadableFile(Exception):
    """The file cannot be used; the message says why, in one sentence that is fit to show."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its header, and the rows that hold anything, numbered as a spreadsheet shows them."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[int, tuple[Cell, ...]]]


def read(path: Path, *, max_bytes: int | None = None, max_rows: int = MAX_ROWS) -> Sheet:
    """The first sheet of the file that holds a table.

    Memory is a small multiple of the file's size, which `max_bytes` bounds. Raises UnreadableFile.
    """
    size = path.stat().st_size
    if max_bytes is not None and size > max_bytes:
        raise UnreadableFile(_("The file is larger than %(limit)s MB.") % {"limit": max_bytes // 1024**2})
    if not size:
        raise UnreadableFile(_("The file is empty."))
    with path.open("rb") as file:
        start = file.read(8)
    is_workbook = start.startswith((PACKED, OLD_EXCEL))
    tables = _workbook_tables(path, start, max_rows) if is_workbook else _text_tables(path, max_rows)
    for name, rows in tables:
        sheet = _sheet(name, rows, max_rows)
        if sheet:
            return sheet
    raise UnreadableFile(
        _("No table was found: the first row names the columns, the rows below hold the data.")
    )


def _sheet(name: str, rows: Iterator[tuple[int, Sequence[Cell]]], max_rows: int) -> Sheet | None:
    """The table under the first row of two or more names (or under the only column's name)."""
    filled = []
    for number, row in rows:
        if any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in row):
            filled.append((number, tuple(row)))
            if len(filled) > max_rows + 1:
                raise UnreadableFile(_("The file has more than %(limit)s rows.") % {"limit": count(max_rows)})
    top = next((at for at, (__, row) in enumerate(filled[:20]) if sum(cell != "" for cell in row) > 1), 0)
    if len(filled) < top + 2:
        return None
    header = tuple(" ".join(seen(str(cell)).split()) for cell in filled[top][1])
    while header and not header[-1]:
        header = header[:-1]
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile(_("The table has more than %(limit)s columns.") % {"limit": MAX_COLUMNS})
    return Sheet(name=name, header=header, rows=filled[top + 1 :])


# --- text ---------------------------------------------------------------------------------------------
def _text_tables(path: Path, max_rows: int) -> Iterator[tuple[str, Iterator]]:
    text = decode(path.read_bytes())
    yield "", _records(text, _delimiter(text))


def decode(raw: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 or Windows-1252; raises UnreadableFile where it is none of them."""
    encoding = next((name for bom, name in BOMS if raw.startswith(bom)), None) or _without_bom(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(_broken_text(raw, error.start)) from error
    if CONTROL.search(text) or text.lstrip()[:1] == "<":
        raise UnreadableFile(_("This is not a table. Send a CSV, TSV or XLSX file."))
    return text


def _without_bom(raw: bytes) -> str:
    head = raw[:4096]
    if head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        readable = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", raw))
        foreign = len(re.findall(rb"[\x80-\xff]+", raw))
        return "utf-8" if readable * 2 > foreign else "cp1252"
    return "utf-8"


def _broken_text(raw: bytes, position: int) -> str:
    line = raw.count(b"\n", 0, position) + 1
    return _("The text is damaged at line %(line)s. Save the file again as UTF-8 and retry.") % {"line": line}


def _delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have as many cells as the header; the widest wins."""
    sample = text[: 64 * 1024]

    def fit(delimiter: str) -> tuple[float, int]:
        try:
            widths = [
                len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row
            ]
        except csv.Error:
            return 0.0, 0
        width = max(set(widths[:50]), key=widths[:50].count, default=0)
        return (widths.count(width) / len(widths) if width > 1 else 0.0), width

    return max(DELIMITERS, key=fit)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        started = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = _("The row that begins at line %(line)s is damaged: look for a stray quotation mark.")
            raise UnreadableFile(message % {"line": started}) from error
        number += 1
        yield number, row


# --- workbooks ----------------------------------------------------------------------------------------
def _workbook_tables(path: Path, start: bytes, max_rows: int) -> Iterator[tuple[str, Iterator]]:
    if start.startswith(PACKED):
        _check_archive(path)
    for name, first_row, rows in _run_reader(path, max_rows):
        yield name, enumerate(rows, start=first_row)


def _check_archive(path: Path) -> None:
    """Refuse what is no workbook, and what says itself that it unpacks beyond reason."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile(_("The workbook is damaged and cannot be opened.")) from error
    names = {member.filename for member in members}
    if not names & {"xl/workbook.xml", "content.xml", "xl/workbook.bin"}:
        raise UnreadableFile(_("This archive is not a workbook. Send a CSV, TSV or XLSX file."))
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > 10 * 1024**2 and unpacked / packed > MAX_RATIO):
        raise UnreadableFile(_("The workbook unpacks to far more than it should and was not opened."))


def _run_reader(path: Path, max_rows: int) -> list:
    limits = [str(number) for number in (max_rows + 100, MAX_COLUMNS, MAX_MEMORY_BYTES)]
    command = [sys.executable, "-I", workbook.__file__, str(path), *limits]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(_("The workbook takes too long to read. Save it as CSV and retry.")) from error
    if done.returncode == workbook.TOO_LARGE:
        message = _("The workbook has more than %(rows)s rows or %(columns)s columns.")
        raise UnreadableFile(message % {"rows": count(max_rows), "columns": count(MAX_COLUMNS)})
    if done.returncode:
        raise UnreadableFile(_("The workbook is damaged or protected and cannot be opened."))
    return marshal.loads(done.stdout)  # noqa: S302  written by our own child process
