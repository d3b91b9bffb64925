"""Text of cells as it may be compared, stored and shown. Pure."""

import re

from influencers.importing import numbers

SHOWN = 200
# Control characters, direction overrides and invisible marks; the joiner of emoji (U+200D) stays.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def seen(text: str) -> str:
    """The text without characters that nobody sees."""
    return text if text.isascii() and text.isprintable() else UNSEEN.sub("", text)


def show(value: object) -> str:
    """A cell's value as a report may quote it; whole numbers of a workbook without their ".0"."""
    text = seen(str(_whole(value)))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def text_of(cell: object) -> str:
    """The text of a cell on one line, without unseen characters; missing marks are no text."""
    if cell == "":
        return ""
    if cell.__class__ is not str:
        cell = str(_whole(cell))
    text = " ".join((cell if cell.isascii() and cell.isprintable() else UNSEEN.sub("", cell)).split())
    return "" if numbers.is_missing(text) else text


def _whole(cell: object) -> object:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
