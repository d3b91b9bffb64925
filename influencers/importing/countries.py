"""Countries as lists write them, by name or code, become ISO 3166 alpha-2 codes. Pure."""

from functools import cache

from influencers.countries import names_in

LANGUAGES = ("ru", "id", "en")  # where two of them use one name for two countries, the last counts
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
    named = (names_in(language).items() for language in LANGUAGES)
    names = {name.lower(): code for countries in named for code, name in countries}
    return {code.lower(): code for code in names.values()} | names | ALIASES


def country_code(text: str) -> str:
    """The code of a country's name, or "" where nothing is known by it."""
    return _codes().get(" ".join(text.lower().split()), "")
