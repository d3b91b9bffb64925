"""Prices: what is paid for, in which currency. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from influencers.importing.handles import platform_of
from influencers.importing.numbers import CURRENCIES, Number

KINDS = {
    "instagram": (
        *(("reel", "reel"), ("stor", "story"), ("live", "live"), ("post", "post"), ("feed", "post")),
        *(("стори", "story"), ("пост", "post"), ("лент", "post")),
    ),
    "tiktok": (("live", "live"), ("video", "video"), ("vt", "video"), ("tiktok", "video"), ("post", "video")),
    "youtube": (
        *(("short", "short"), ("dedicated", "dedicated"), ("integrat", "integration")),
        *(("integrasi", "integration"), ("интеграц", "integration"), ("эксклюзив", "dedicated")),
    ),
}
TOGETHER = re.compile(r"\s*(?:\+|&|,|\bdan\b|\band\b|\bplus\b)\s*")
PIECES = re.compile(
    r"(\d{1,2})\s*(?:x|×|kali)(?!\w)|\bx\s?(\d{1,2})(?!\w)"
    r"|(?<!\d)(\d{1,2})\s*(?=(?:ig |tiktok )?(?:reel|stor|post|feed|video|short|vt|live))"
)
UNCOUNTED = re.compile(r"\d\s*[-–]\s*\d|\b(?:серия|series|seri|package|paket|bundle|bundling)\b")
LARGEST = 10**13
SMALLEST_RUPIAH = 1_000  # "150" in a list of rupiah stands for 150 thousand, but only its writer knows
NOT_SAID = _("It is not said what this price is for.")


class Price(NamedTuple):
    """List price of one deliverable, in whole units of the currency.

    `basis` is "nett", "gross" or "".
    """

    deliverable: str
    amount: int
    currency: str
    basis: str = ""


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
    kind, reason = piece_of(deliverable, platform)
    if not kind:
        return None, reason
    code = number.currency or currency_of(currency) or "IDR"
    if code == "IDR" and amount < SMALLEST_RUPIAH:
        return None, _("Too little for a price in rupiah. Is it in thousands?")
    return Price(kind, amount, code), ""


@lru_cache(1024)
def piece_of(text: str, platform: str) -> tuple[str, str]:
    """The one deliverable that a text prices on a platform, or "" and why there is none."""
    text = text.lower()
    parts = [part for part in TOGETHER.split(text) if _kinds_in(part, platform)]
    if len(parts) > 1:
        return "", _("This price is for several formats together.")
    if UNCOUNTED.search(text) or any(int("".join(found)) > 1 for found in PIECES.findall(text)):
        return "", _("This price is for several pieces.")
    kind = deliverable_of(text, platform)
    return kind, "" if kind else NOT_SAID


@lru_cache(1024)
def deliverable_of(text: str, platform: str) -> str:
    """The deliverable that a text names on a platform, or ""; several at once are none of them."""
    text = text.lower()
    found = _kinds_in(text, platform)
    if (
        len(found) == 2
        and "post" in found
        and platform == "instagram"
        and "+" not in text
        and "&" not in text
    ):
        found.remove("post")  # "reel post", "story post": the first word says which
    return f"{platform}_{found[0]}" if len(found) == 1 or (found and platform == "tiktok") else ""


def _kinds_in(text: str, platform: str) -> list[str]:
    return list(dict.fromkeys(kind for word, kind in KINDS.get(platform, ()) if word in text))


@lru_cache(1024)
def platforms_of_format(text: str) -> frozenset[str]:
    """The platforms that a format may belong to: the one it names, else all that have it."""
    named = {platform_of(word) for word in re.findall(r"\w+", text)} - {""}
    if named:
        return frozenset(named)
    return frozenset(platform for platform in KINDS if _kinds_in(text.lower(), platform))


@lru_cache(1024)
def currency_of(text: str) -> str:
    """The currency that a text names, by code or sign, or ""."""
    words = re.findall(r"[a-z]+\.?|[$€₽]", text.lower())
    return next((CURRENCIES[word] for word in words if word in CURRENCIES), "")
