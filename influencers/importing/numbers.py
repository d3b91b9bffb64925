"""Numbers as people write them: `1,2jt`, `45rb`, `12.3M`, `10 358`, `637000.0`, `<span>29%</span>`, `N/A`.

Pure and without settings. A separator that can be read in two ways (`1.234`) is decided by its column
(`separator_of`), else the value is `doubtful`.
"""

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

THOUSAND, MILLION, BILLION = 1_000, 1_000_000, 1_000_000_000
SUFFIXES = {
    **dict.fromkeys(("k", "rb", "ribu", "thousand", "тыс"), THOUSAND),
    **dict.fromkeys(("m", "mn", "mio", "mill", "million", "jt", "juta", "млн"), MILLION),
    **dict.fromkeys(("b", "bn", "billion", "miliar", "milyar", "млрд"), BILLION),
}
MISSING = frozenset(
    {"", "-", "--", "–", "—", "?", ".", "n/a", "na", "n.a.", "nan", "n.d.", "nd", "#n/a", "#n/d", "null"}
    | {"none", "nil", "unknown", "undefined", "tbd", "kosong", "tidak ada", "belum ada"}
)
LONGEST_MISSING = 16
DIGITS = frozenset("0123456789")
NO_CURRENCY = DIGITS | frozenset("%kmt+")  # ends of numbers that name none
GROUPED = {mark: re.compile(rf"[0-9]{{1,3}}(?:[{mark}][0-9]{{3}}){{1,4}}") for mark in ".,"}
ERROR_MARK = re.compile(r"#[^\s#]{2,12}[!?]$")
TAG = re.compile(r"<[^<>]{0,200}>")
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+")
BODY = re.compile(r"(?P<number>\d[\d.,]*(?:e[+-]?\d{1,3})?)(?P<suffix>[a-zа-я]*)(?P<percent>%?)\+?$")
CURRENCY = re.compile(
    r"^(?:rp\.?|idr|usd|us\$|\$|€|eur|rub|sgd|s\$|myr|rm)|(?:₽|rp|idr|usd|eur|€|\$|руб\.?|rub)$"
)
CURRENCIES = {
    **dict.fromkeys(("rp", "rp.", "idr"), "IDR"),
    **dict.fromkeys(("usd", "us$", "$"), "USD"),
    **dict.fromkeys(("eur", "€"), "EUR"),
    **dict.fromkeys(("₽", "руб", "руб.", "rub"), "RUB"),
    **dict.fromkeys(("sgd", "s$"), "SGD"),
    **dict.fromkeys(("myr", "rm"), "MYR"),
}
MARKED = re.compile(
    r"[^\d.,]*\.?(?P<whole>\d+)(?P<mark>[.,])(?P<rest>\d+)(?P<more>(?:(?P=mark)\d{3})*)"
    r"(?P<decimal>[.,]\d+)?(?P<tail>\D*)"
)
LARGEST = 10**15


class Number(NamedTuple):
    """A value that was read; `doubtful` when its separator has two readings and nothing decided."""

    value: float
    percent: bool = False
    abbreviated: bool = False
    doubtful: bool = False
    currency: str = ""


def is_missing(cell: object) -> bool:
    """True for blanks, dashes, `N/A` and the error marks of spreadsheets in any language."""
    if not isinstance(cell, str):
        return cell is None or (isinstance(cell, float) and math.isnan(cell))
    if cell[:1] in DIGITS:
        return False
    text = cell.strip()
    return len(text) <= LONGEST_MISSING and (text.lower() in MISSING or bool(ERROR_MARK.match(text)))


def parse(cell: object, thousands: str = "", *, rate: bool = False) -> Number | None:
    """The number of a cell, or None where the cell holds none. `thousands` is the column's own separator.

    In a rate a single mark is always the decimal one.

    Ranges, remarks, negative and boundless values are no numbers. Missing values are the caller's to ask for
    first (`is_missing`).
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return Number(cell) if math.isfinite(cell) and 0 <= cell <= LARGEST else None
    text, currency = (cell[2:].lstrip(". "), "IDR") if cell[:2] == "Rp" else (cell, "")
    if text.isdecimal() and text.isascii() and len(text) <= 15:
        return Number(int(text), currency=currency)
    if thousands and not rate and GROUPED[thousands].fullmatch(text):
        return Number(int(text.replace(thousands, "")), currency=currency)
    return _parse_text(cell, thousands, rate) if len(cell) <= 200 else None


def _parse_text(cell: str, thousands: str, rate: bool) -> Number | None:
    if "<" in cell:
        cell = TAG.sub("", cell)
    text = "".join(cell.replace("'", "").split()).strip('[]"').lower()
    text, currency = _without_currency(text.lstrip("~≈>").removesuffix(",-").removesuffix(".-"))
    match = BODY.match(text)
    suffix = match["suffix"] if match else ""
    if not match or (suffix and suffix not in SUFFIXES):
        return None
    value, doubtful = _value(match["number"], thousands, short=bool(rate or suffix or match["percent"]))
    if value is None or not value * SUFFIXES.get(suffix, 1) <= LARGEST:
        return None
    value *= SUFFIXES.get(suffix, 1)
    return Number(
        value=round(value) if suffix and abs(value - round(value)) < 0.01 else value,
        percent=bool(match["percent"]),
        abbreviated=bool(suffix),
        doubtful=doubtful,
        currency=currency,
    )


def _without_currency(text: str) -> tuple[str, str]:
    if text[:1] in DIGITS and text[-1:] in NO_CURRENCY:
        return text, ""
    match = CURRENCY.search(text)
    if not match:
        return text, ""
    return text[: match.start()] + text[match.end() :], CURRENCIES.get(match[0], "")


def _value(digits: str, thousands: str, *, short: bool) -> tuple[float | None, bool]:
    """The value, and whether its only mark had two readings. `short`: a suffix makes the mark decimal."""
    dots, commas = digits.count("."), digits.count(",")
    if not dots + commas or "e" in digits:
        return _float(digits.replace(",", ".")), False
    if dots and commas:
        decimal = digits[max(digits.rfind("."), digits.rfind(","))]
        return _float(digits.replace(_other(decimal), "").replace(decimal, ".")), False
    mark = "." if dots else ","
    if dots + commas > 1:
        grouped = all(len(group) == 3 for group in digits.split(mark)[1:])
        return (_float(digits.replace(mark, "")) if grouped else None), False
    before, _mark, after = digits.partition(mark)
    two_ways = len(after) == 3 and not short and 1 <= len(before) <= 3 and before != "0"
    if two_ways and thousands != _other(mark):
        return _float(before + after), thousands != mark
    return _float(f"{before}.{after}"), False


def _other(mark: str) -> str:
    return "," if mark == "." else "."


def _float(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and value <= LARGEST else value


def separator_of(cells: Iterable[object]) -> str:
    """The mark that groups thousands in a column of counts or prices, or "" when its values do not say.

    `1.234.567` decides at once, and so do `637000.0`, `12,5` or `1,2jt` for the other mark. Where three or
    more values have exactly three digits behind the same mark, and none has another form, they are groups.
    """
    groups = {".": 0, ",": 0}
    for cell in cells:
        short_text = isinstance(cell, str) and len(cell) < 40
        parts = MARKED.fullmatch(SPACES.sub("", cell)) if short_text else None
        if not parts:
            continue
        mark = parts["mark"]
        if parts["more"] or parts["decimal"]:
            return mark
        short = parts["tail"].lower() in SUFFIXES
        if len(parts["rest"]) != 3 or len(parts["whole"]) > 3:
            return _other(mark)
        groups[mark] += not short
    mark = max(groups, key=groups.__getitem__)
    return mark if groups[mark] >= 3 and not groups[_other(mark)] else ""
