"""Workbooks (XLSX, XLS, ODS): looked at before they are opened, read by a process of their own.

Its rows come through a temporary file that lives as long as somebody holds the tables.
"""

import marshal
import os
import subprocess
import sys
import tempfile
import weakref
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from influencers.figures import count
from influencers.importing import workbook
from influencers.importing.sheets import Row, Table, UnreadableFile

MAX_COLUMNS = 300
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMORY_BYTES = 1536 * 1024 * 1024
SECONDS = 120
PACKED, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(start: bytes) -> bool:
    return start.startswith((PACKED, OLD_EXCEL))


def tables(path: Path, start: bytes, max_rows: int) -> list[Table]:
    """The visible worksheets. Raises UnreadableFile where they are too large, damaged or none."""
    if start.startswith(PACKED):
        _check_archive(path)
    spool = _Spool()
    found = _run_reader(path, spool.path, max_rows)
    return [Table(name, partial(_rows, spool, first, begins)) for name, first, begins in found]


class _Spool:
    """A temporary file that goes with the last table that reads from it."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="list-", suffix=".rows")
        os.close(handle)
        self.path = Path(name)
        self._gone = weakref.finalize(self, self.path.unlink, missing_ok=True)


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


def _run_reader(path: Path, spool: Path, max_rows: int) -> list:
    limits = [str(number) for number in (max_rows + 100, MAX_COLUMNS, MAX_MEMORY_BYTES)]
    command = [sys.executable, "-I", workbook.__file__, str(path), str(spool), *limits]
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


def _rows(spool: _Spool, first: int, begins: int) -> Iterator[Row]:
    number = first
    with spool.path.open("rb") as file:
        file.seek(begins)
        while rows := marshal.load(file):  # noqa: S302  written by our own child process
            yield from enumerate(rows, start=number)
            number += len(rows)
