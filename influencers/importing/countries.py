"""Countries as lists write them, in English, Indonesian or as a code, become ISO 3166 alpha-2 codes. Pure."""

import re
from functools import cache

from babel import Locale

ALIASES = {
    "usa": "US",
    "u.s.": "US",
    "u.s.a.": "US",
    "america": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "korea": "KR",
    "republic of korea": "KR",
    "uae": "AE",
    "turkey": "TR",
    "indo": "ID",
    "czech republic": "CZ",
    "russian federation": "RU",
    "viet nam": "VN",
    "hong kong": "HK",
    "macau": "MO",
    "burma": "MM",
    "ivory coast": "CI",
}


@cache
def _names() -> dict[str, str]:
    names = {}
    for language in ("id", "en"):
        for code, name in Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code) and code not in ("ZZ", "XA", "XB", "EU", "UN", "EZ"):
                names[name.lower()] = code
                names[code.lower()] = code
    return names | ALIASES


def country_code(text: str) -> str:
    """The code of a country's name, or "" where nothing is known by it."""
    return _names().get(" ".join(text.lower().split()), "")
