"""Amounts as people write them: "500.000.000", "500 jt", "Rp 1,2 M", "500 million"."""

import re
from decimal import Decimal

from babel.numbers import get_currency_symbol
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST = 10**15

THOUSAND, MILLION, BILLION, TRILLION = 10**3, 10**6, 10**9, 10**12
WORDS = {
    **dict.fromkeys(("k", "rb", "ribu", "thousand"), THOUSAND),
    **dict.fromkeys(("jt", "juta", "mn", "mio", "million", "millions"), MILLION),
    **dict.fromkeys(("miliar", "milyar", "bn", "b", "billion", "billions"), BILLION),
    **dict.fromkeys(("t", "tn", "triliun", "trilyun", "trillion", "trillions"), TRILLION),
}
# A bare M is miliar beside rupiah, million beside other money, and nobody's guess beside people.
BARE_M = {"IDR": BILLION, "": None}

# The digits end on no space, so that a long run of spaces is not tried over and over.
SHAPE = re.compile(
    r"(?P<minus>[-−]?)\s*(?P<digits>\d(?:[\d.,'\s]*?[\d.,'])??)\s*(?P<word>[a-z]*)\.?", re.IGNORECASE
)
RUPIAH_TAIL = re.compile(r",-+$")


def parse_amount(text: str, *, currency: str = "") -> int:
    """The whole number that was meant; `currency` is empty for a number of people.

    Raises ValidationError with a message for the field: not a number, readable in two ways, too large.
    """
    found = SHAPE.fullmatch(_bare(text, currency))
    if not found:
        raise ValidationError(_("Write an amount, for example 500.000.000 or 500 million."))
    unit = _unit(found["word"].lower(), currency)
    amount = _number(found["digits"], unit) * unit
    if amount != amount.to_integral_value():
        raise ValidationError(_("Write a whole number, without cents."))
    if amount > LARGEST:
        raise ValidationError(_("The amount is too large."))
    return -int(amount) if found["minus"] else int(amount)


def _bare(text: str, currency: str) -> str:
    """The text without currency sign and without the dash that Indonesian prices end on."""
    text = RUPIAH_TAIL.sub("", text.replace("\u00a0", " ").strip())
    signs = ("Rp.", "Rp", "IDR") if currency == "IDR" else (currency, _symbol(currency)) if currency else ()
    for sign in signs:
        if text.lower().startswith(sign.lower()):
            return text[len(sign) :].strip()
    return text


def _symbol(currency: str) -> str:
    return get_currency_symbol(currency, "en") if re.fullmatch("[A-Z]{3}", currency) else currency


def _unit(word: str, currency: str) -> int:
    if not word:
        return 1
    unit = BARE_M.get(currency, MILLION) if word == "m" else WORDS.get(word)
    if unit is None:
        raise ValidationError(
            _("“%(word)s” is not clear here: write thousand, million or billion, or rb, jt or miliar.")
            % {"word": word}
        )
    return unit


def _number(digits: str, unit: int) -> Decimal:
    """Digits with points and commas: groups of three are thousands, another tail is a fraction."""
    parts = re.split(r"[.,'\s]+", digits)
    marks = re.findall(r"[.,']|\s+", digits)
    groups = [len(part) == 3 for part in parts[1:]]
    if not marks:
        return Decimal(digits)
    if all(groups) and len(set(marks)) == 1 and len(parts[0]) <= 3:
        if unit > 1 and len(marks) == 1 and marks[0] in ".,":
            raise ValidationError(_("This can be read in two ways: write the whole number."))
        return Decimal("".join(parts))
    whole, fraction = parts[:-1], parts[-1]
    is_fraction = marks[-1] in ".," and marks[-1] not in marks[:-1] and not groups[-1]
    if is_fraction and all(groups[:-1]) and len(set(marks[:-1])) <= 1:
        return Decimal(f"{''.join(whole)}.{fraction}")
    raise ValidationError(_("Write an amount, for example 500.000.000 or 500 million."))
