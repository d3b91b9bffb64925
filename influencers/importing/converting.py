"""Cells of one column become values: how each column reads its cells. Pure.

A converter takes a cell and answers with the value and, where there is none, why not ("" for a missing
value). Lists repeat themselves, so that what was found is remembered (`Remembered`).
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.utils.translation import gettext_noop as _

from influencers.importing import numbers
from influencers.importing.columns import Column
from influencers.importing.countries import country_code
from influencers.importing.fields import WHOLE, Field
from influencers.importing.sheets import Cell
from influencers.importing.text import text_of

MAX_COUNT = 2_000_000_000  # nobody has more followers, and the database's whole numbers end there
MAX_TOTAL = 10**14
MAX_CITY = 120
GENDERS = {
    **dict.fromkeys(("female", "f", "woman", "wanita", "perempuan", "p", "cewek"), "female"),
    **dict.fromkeys(("male", "m", "man", "pria", "laki-laki", "laki laki", "l", "cowok"), "male"),
    **dict.fromkeys(("other", "lainnya", "non-binary", "nonbinary"), "other"),
}
BASES = {
    **dict.fromkeys(("nett", "net", "netto", "bersih", "exclude tax", "belum pajak"), "nett"),
    **dict.fromkeys(("gross", "bruto", "kotor", "include tax", "termasuk pajak"), "gross"),
}
Found = tuple[Any, str]


class Remembered(dict):
    """What a pure function found for the cells it was last asked about: `remembered[cell]`."""

    SIZE = 4_096

    def __init__(self, function: Callable[[Any], Any]):
        super().__init__()
        self.function = function

    def __missing__(self, cell: Hashable) -> Any:
        if len(self) >= self.SIZE:
            self.clear()
        found = self[cell] = self.function(cell)
        return found


def text(limit: int) -> Callable[[Cell], Found]:
    """Text on one line, at most `limit` characters of it."""

    def convert(cell: Cell) -> Found:
        found = text_of(cell)
        return (found, "") if len(found) <= limit else ("", _("The text is too long."))

    return convert


def country(cell: Cell) -> Found:
    return _known(country_code, cell, _("No country is known by this name."))


def country_of_place(cell: Cell) -> Found:
    """The country at the end of a place such as `Bandung, Indonesia`, if one stands there."""
    _town, comma, last = text_of(cell).rpartition(",")
    return (country_code(last) if comma else ""), ""


def city(cell: Cell) -> Found:
    """The place without the country at its end."""
    place = text_of(cell)
    if country_of_place(place)[0]:
        place = place.rpartition(",")[0].rstrip()
    return (place, "") if len(place) <= MAX_CITY else ("", _("The text is too long."))


def gender(cell: Cell) -> Found:
    return _known(lambda said: GENDERS.get(said.lower(), ""), cell, _("Not a gender."))


def _known(look_up: Callable[[str], str], cell: Cell, reason: str) -> Found:
    said = text_of(cell)
    found = look_up(said) if said else ""
    return found, "" if found or not said else reason


def count(column: Column) -> Callable[[Cell], Found]:
    """A count; None where it is missing, zero or doubtful."""
    whole = column.field in WHOLE
    largest = MAX_TOTAL if column.field is Field.TOTAL_VIEWS else MAX_COUNT

    def convert(cell: Cell) -> Found:
        if cell.__class__ is str and cell.isdecimal() and cell.isascii() and len(cell) <= 9:
            return int(cell) or None, ""
        if numbers.is_missing(cell):
            return None, ""
        number = numbers.parse(cell, column.thousands)
        if number is None:
            return None, _("This cannot be read as a number.")
        if number.doubtful:
            return None, _("This number can be read in two ways.")
        if number.percent or (whole and number.value != int(number.value)):
            return None, _("A whole number belongs here.")
        if number.value > largest:
            return None, _("The number is impossibly large.")
        return number.value or None, ""

    return convert


def share(column: Column) -> Callable[[Cell], Found]:
    """A share from 0 to 1; None where it is missing or doubtful."""

    def convert(cell: Cell) -> Found:
        if numbers.is_missing(cell):
            return None, ""
        number = numbers.parse(cell, rate=True)
        if number is None:
            return None, _("This cannot be read as a rate.")
        found = number.value * (0.01 if number.percent else column.scale)
        return (round(found, 12), "") if found <= 1 else (None, _("The rate is above 100 %."))

    return convert


def basis(cell: Cell) -> Found:
    """Whether a price is nett or gross."""
    return _known(lambda said: BASES.get(said.lower(), ""), cell, _("Neither nett nor gross."))
