"""Countries as lists write them, in English, Indonesian or as a code, become ISO 3166 alpha-2 codes. Pure."""

from functools import cache

from influencers.countries import names_in

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
def _codes() -> dict[str, str]:
    names = {name.lower(): code for language in ("id", "en") for code, name in names_in(language).items()}
    return {code.lower(): code for code in names.values()} | names | ALIASES


def country_code(text: str) -> str:
    """The code of a country's name, or "" where nothing is known by it."""
    return _codes().get(" ".join(text.lower().split()), "")
