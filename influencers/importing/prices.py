"""Prices: what is paid for, in which currency. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from influencers.importing.numbers import CURRENCIES, Number

KINDS = {
    "instagram": (("reel", "reel"), ("stor", "story"), ("live", "live"), ("post", "post"), ("feed", "post")),
    "tiktok": (("live", "live"), ("video", "video"), ("vt", "video"), ("tiktok", "video"), ("post", "video")),
    "youtube": (
        ("short", "short"),
        ("dedicated", "dedicated"),
        ("integrat", "integration"),
        ("integrasi", "integration"),
    ),
}
LARGEST = 10**13
SMALLEST_RUPIAH = 1_000  # "150" in a list of rupiah stands for 150 thousand, but only its writer knows


class Price(NamedTuple):
    """List price of one deliverable, in whole units of the currency."""

    deliverable: str
    amount: int
    currency: str


def price_of(
    number: Number | None, *, platform: str, deliverable: str, currency: str
) -> tuple[Price | None, str]:
    """The price, or None and why not. A sign beside the number names its currency, else the text `currency`
    does; without either it is rupiah."""
    if number is None:
        return None, _("This cannot be read as a price.")
    if number.doubtful:
        return None, _("This number can be read in two ways.")
    amount = round(number.value)
    if number.percent or not 0 < amount <= LARGEST:
        return None, _("This cannot be a price.")
    kind = deliverable_of(deliverable, platform)
    if not kind:
        return None, _("It is not said what this price is for.")
    code = number.currency or currency_of(currency) or "IDR"
    if code == "IDR" and amount < SMALLEST_RUPIAH:
        return None, _("Too little for a price in rupiah. Is it in thousands?")
    return Price(kind, amount, code), ""


@lru_cache(1024)
def deliverable_of(text: str, platform: str) -> str:
    """The deliverable that a text names on a platform, or ""; several at once are none of them."""
    text = text.lower()
    found = list(dict.fromkeys(kind for word, kind in KINDS.get(platform, ()) if word in text))
    if (
        len(found) == 2
        and "post" in found
        and platform == "instagram"
        and "+" not in text
        and "&" not in text
    ):
        found.remove("post")  # "reel post", "story post": the first word says which
    return f"{platform}_{found[0]}" if len(found) == 1 or (found and platform == "tiktok") else ""


@lru_cache(1024)
def currency_of(text: str) -> str:
    """The currency that a text names, by code or sign, or ""."""
    words = re.findall(r"[a-z]+\.?|[$€₽]", text.lower())
    return next((CURRENCIES[word] for word in words if word in CURRENCIES), "")
