"""Text files: bytes in any usual encoding, with any usual delimiter, become rows of cells.

The file is gone through in pieces, so that its size costs time and no memory.
"""

import codecs
import csv
import io
import math
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from influencers.importing.sheets import Row, Table, UnreadableFile

DELIMITERS = ",;\t|^~"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NAMED_DELIMITER = re.compile(r"sep=(.)\r?\n?", re.I)
PIECE = 1024 * 1024
MAX_LINES_OF_A_ROW = 10_000
MAX_LINES = 10_000_000  # blank ones counted


def tables(path: Path) -> list[Table]:
    """The one table of a text file. Raises UnreadableFile where it is no text."""
    encoding = _encoding(path)
    delimiter = _delimiter(_check(path, encoding))
    return [Table("", lambda: _rows(path, encoding, delimiter))]


# --- encoding -----------------------------------------------------------------------------------------
def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _encoding(path: Path) -> str:
    """UTF-8, UTF-16 or Windows-1252, by the mark at the beginning, else by the bytes."""
    head = next(_pieces(path))[:4096]
    marked = next((name for bom, name in BOMS if head.startswith(bom)), None)
    if marked:
        return marked
    if head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return "utf-8" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    """Whether all of it is UTF-8, or so much that the rest must be damage."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _mostly_utf8(path)
    return True


def _mostly_utf8(path: Path) -> bool:
    readable = foreign = 0
    for piece in _pieces(path):
        readable += len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", piece))
        foreign += len(re.findall(rb"[\x80-\xff]+", piece))
    return readable * 2 > foreign


def _check(path: Path, encoding: str) -> str:
    """The first piece of the text, once all of it was found to be lines of text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, begins, unbroken = 1, "", 0
    for piece in chain(_pieces(path), [b""]):
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            raise UnreadableFile(_broken_text(line + piece.count(b"\n", 0, error.start))) from error
        begins = begins or text
        if CONTROL.search(text) or begins.lstrip()[:1] == "<":
            raise UnreadableFile(_("This is not a table. Send a CSV, TSV or XLSX file."))
        unbroken = 0 if "\n" in text or "\r" in text else unbroken + len(text)
        if unbroken > 2 * PIECE:
            raise UnreadableFile(_("A line of this file has no end. Send a CSV, TSV or XLSX file."))
        line += text.count("\n")
    return begins


def _broken_text(line: int) -> str:
    return _("The text is damaged at line %(line)s. Save the file again as UTF-8 and retry.") % {"line": line}


# --- rows ---------------------------------------------------------------------------------------------
def _delimiter(begins: str) -> str:
    """The delimiter that the first line names (`sep=;`), or the one that cuts the first rows most alike.

    Of those that give four of five rows the same number of cells, the one with most cells wins.
    """
    named = NAMED_DELIMITER.match(begins)
    if named:
        return named[1]
    sample = begins[: 64 * 1024]

    def fit(delimiter: str) -> tuple[bool, float]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in reader if row]
        except csv.Error:
            return False, 0.0
        width = max(set(widths[:50]), key=widths[:50].count, default=0)
        alike = widths.count(width) / len(widths) if width > 1 else 0.0
        return alike >= 0.8, alike * math.log(width or 1)

    return max(DELIMITERS, key=fit)


class _Patience:
    """How many more lines the row that is being read may take."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_LINES_OF_A_ROW


def _lines(file: TextIO, patience: _Patience) -> Iterator[str]:
    for line in file:
        patience.left -= 1
        if patience.left < 0:
            raise csv.Error("a row of too many lines")
        yield line


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        patience = _Patience()
        reader = csv.reader(_lines(file, patience), delimiter=delimiter, strict=True)
        started = 1
        try:
            for number, row in enumerate(reader, start=1):
                if number > MAX_LINES:
                    raise UnreadableFile(_("The file has far too many lines, most of them empty."))
                patience.left = MAX_LINES_OF_A_ROW
                yield number, row
                started = reader.line_num + 1
        except csv.Error as error:
            message = _("The row that begins at line %(line)s is damaged: look for a stray quotation mark.")
            raise UnreadableFile(message % {"line": started}) from error
