"""Figures as a marketer reads them, in the active language, for pages and for code that writes text.

Every function takes a number or None and answers a string: an en dash when there is nothing to show, a
non-breaking space between number and unit. Short forms never write a million as "M", which in Indonesian
is a thousand times more.
"""

import datetime as dt
import math
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_currency_symbol
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, to_locale

NBSP = "\u00a0"
MISSING = "–"
Number = int | float | Decimal | None


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(to_locale(language))


def active_locale() -> Locale:
    """The Babel locale of the language in use."""
    return _locale(get_language() or "en")


def _missing(value: object) -> bool:
    return value in (None, "") or (isinstance(value, float) and not math.isfinite(value))


def _fixed(value: Number, digits: int, *, trim: bool = False) -> str:
    return _written(value + 0, digits, trim, active_locale())  # no zero has a sign


@lru_cache(maxsize=50_000)
def _written(value: Number, digits: int, trim: bool, locale: Locale) -> str:
    """A page writes the same few numbers many times, and Babel takes its time for each."""
    places = ("#" if trim else "0") * digits
    return format_decimal(value, format=f"#,##0.{places}".rstrip("."), locale=locale).replace("-", "−")


def count(value: Number) -> str:
    """A whole number with its thousands marked: 1,284."""
    return MISSING if _missing(value) else _fixed(round(value), 0)


def decimal(value: Number, digits: int = 2) -> str:
    """A number with exactly so many decimals: 0.81."""
    return MISSING if _missing(value) else _fixed(value, digits)


def average(value: Number) -> str:
    """A mean with the decimals that tell something: 131,267, and 12.4 below a hundred."""
    return MISSING if _missing(value) else _fixed(value, 0 if abs(value) >= 100 else 1, trim=True)


def number(value: Number) -> str:
    """A number with the decimals that it has, ten at most: 650,000 or 0.0125."""
    return MISSING if _missing(value) else _fixed(value, 10, trim=True)


# Billion, million, thousand, with the space that belongs before them.
UNITS = {
    "en": ((1e9, f"{NBSP}bn"), (1e6, f"{NBSP}mn"), (1e3, "k")),
    "id": ((1e9, f"{NBSP}M"), (1e6, f"{NBSP}jt"), (1e3, f"{NBSP}rb")),
}


def _units() -> tuple[tuple[float, str], ...]:
    return UNITS.get(active_locale().language, UNITS["en"])


def _in_unit(value: Number, digits_of: Callable[[float, float], int]) -> str:
    """`value` in the largest unit that leaves at least 1, with the decimals `digits_of` gives it."""
    size = abs(float(value))
    for unit, name in _units():
        thousandth = size / unit * 1000
        if round(thousandth, digits_of(thousandth, unit / 1000)) >= 1000:
            return _fixed(float(value) / unit, digits_of(size / unit, unit), trim=True) + name
    return _fixed(value, 0 if size >= 10 else 1, trim=True)


def _three_figures(scaled: float, unit: float) -> int:
    return max(0, 2 - int(math.log10(max(scaled, 1))))


def _money_digits(scaled: float, unit: float) -> int:
    return 2 if unit == 1e9 else 1


def short(value: Number) -> str:
    """A count in three figures: 12.3k, 4.71 mn (12,3 rb, 4,71 jt)."""
    return MISSING if _missing(value) else _in_unit(value, _three_figures)


def signed(value: Number) -> str:
    """A difference in short form with its sign: +742k, −61k."""
    if _missing(value):
        return MISSING
    return ("+" if value > 0 else "") + short(value)


def percent(share: Number, digits: int = 0) -> str:
    """A share from 0 to 1 as a percentage: 36 %."""
    return MISSING if _missing(share) else _fixed(Decimal(str(share)) * 100, digits) + f"{NBSP}%"


def exact_percent(share: Number) -> str:
    """As `percent`, with the decimals that it has, four at most: 15 %, 12.5 %."""
    return MISSING if _missing(share) else _fixed(Decimal(str(share)) * 100, 4, trim=True) + f"{NBSP}%"


def rate(share: Number) -> str:
    """An engagement rate from 0 to 1: 3.1 %, 0.64 %. Its denominator belongs beside it."""
    return MISSING if _missing(share) else percent(share, 2 if abs(share) < 0.01 else 1)


def _symbol(currency: str) -> str:
    symbol = "Rp" if currency == "IDR" else get_currency_symbol(currency, active_locale())
    return symbol + NBSP


def _with_symbol(text: str, currency: str) -> str:
    sign = "−" if text.startswith("−") else ""
    return sign + _symbol(currency) + text.removeprefix("−")


def money(amount: Number, currency: str = "IDR") -> str:
    """An amount in whole units of its currency, written out: Rp 14,800,000."""
    return MISSING if _missing(amount) else _with_symbol(count(amount), currency)


def money_short(amount: Number, currency: str = "IDR") -> str:
    """An amount in short form: Rp 495.4 mn, Rp 1.25 bn (Rp 495,4 jt, Rp 1,25 M); below a million in full."""
    if _missing(amount) or round(abs(amount)) < 1_000_000:
        return money(amount, currency)
    return _with_symbol(_in_unit(amount, _money_digits), currency)


def signed_money(amount: Number, currency: str = "IDR") -> str:
    """A difference of money in short form with its sign: +Rp 1.2 mn, −Rp 363,000."""
    return ("+" if not _missing(amount) and amount > 0 else "") + money_short(amount, currency)


def millions(amount: Number, digits: int = 1) -> str:
    """The bare number of millions, for a column whose header names the unit: 495.4."""
    return MISSING if _missing(amount) else _fixed(Decimal(str(amount)) / 1_000_000, digits)


def day(date: dt.date | None) -> str:
    """A date: 12 Aug 2026. Of a moment, the day that it is here."""
    return MISSING if _missing(date) else _day_written(_here(date), active_locale())


@lru_cache(maxsize=5_000)
def _day_written(date: dt.date, locale: Locale) -> str:
    return format_date(date, "d MMM y", locale=locale)


def day_long(date: dt.date | None) -> str:
    """A date with its weekday: Wednesday, 12 August 2026."""
    return MISSING if _missing(date) else format_date(_here(date), "EEEE, d MMMM y", locale=active_locale())


def moment(at: dt.datetime | None) -> str:
    """A day with its time, here: 12 Aug 2026, 14:30 (12 Agu 2026, 14.30)."""
    if _missing(at):
        return MISSING
    pattern = "HH.mm" if active_locale().language == "id" else "HH:mm"
    return f"{day(at)}, {format_time(localtime(at), pattern, locale=active_locale())}"


def _here(date: dt.date) -> dt.date:
    """Moments are stored in UTC, where it may still be the day before."""
    return localtime(date).date() if isinstance(date, dt.datetime) and is_aware(date) else date
