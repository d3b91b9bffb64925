"""What a person may say instead of a doubtful cell, read by the rules of its column. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import gettext_noop as _

from influencers.importing import converting, numbers
from influencers.importing.columns import Column
from influencers.importing.fields import COUNTS, RATES, Field, reading_of
from influencers.importing.prices import price_of

CITY_AT_MOST = 120
TEXTS: dict[Field, Callable[[Any], converting.Found]] = {
    Field.COUNTRY: converting.country,
    Field.AUDIENCE_COUNTRY: converting.country,
    Field.GENDER: converting.gender,
    Field.CITY: converting.text(CITY_AT_MOST),
}
TAKEN = frozenset(COUNTS) | RATES | frozenset(TEXTS) | {Field.PRICE}


@dataclass(frozen=True, slots=True)
class Asked:
    """The column that a doubt is about: its header, what it was taken for, and on which platform."""

    header: str
    field: Field
    platform: str

    @property
    def own_platform(self) -> str:
        """The platform that the header itself names, or ""."""
        return reading_of(self.header)[1]


def read(asked: Asked, said: str, *, thousands: str | None = None) -> converting.Found:
    """The value, or None and why not. `thousands` parts groups of digits; without, as the reader writes them.

    A rate may do without the sign: 3.5 is 3.5 %.
    """
    mark = _usual_mark() if thousands is None else thousands
    if numbers.is_missing(said):
        return None, _("Write what it stands for, or leave it out.")
    if asked.field in TEXTS:
        found, reason = TEXTS[asked.field](said)
        return found or None, reason
    if asked.field is Field.PRICE:
        parsed = numbers.parse(said, mark)
        return price_of(parsed, platform=asked.platform, deliverable=asked.header, currency=asked.header)
    column = Column(0, asked.header, asked.header, asked.field, thousands=mark, scale=0.01)
    found, reason = (converting.share if asked.field in RATES else converting.count)(column)(said)
    return found, reason or ("" if found is not None else _("Write what it stands for, or leave it out."))


def _usual_mark() -> str:
    mark = get_format("THOUSAND_SEPARATOR")
    return mark if mark in (".", ",") else ""


def two_ways(asked: Asked, written: str) -> list[tuple[str, float]]:
    """The readings of a number whose mark has two: which mark parts the thousands, and the number then."""
    if asked.field in TEXTS or asked.field in RATES or not getattr(numbers.parse(written), "doubtful", False):
        return []
    found = []
    for mark in (".", ","):
        value, reason = read(asked, written, thousands=mark)
        if value is not None and not reason:
            found.append((mark, value.amount if asked.field is Field.PRICE else value))
    return found
