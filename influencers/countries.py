"""Countries of the world by their ISO code, named in the active language."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from babel import Locale
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

# Territories of CLDR that are groups of countries, or no place at all.
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}

# The first market and its neighbours, offered before the rest.
NEARBY = ("ID", "MY", "SG", "PH", "TH", "VN")


def country_names() -> Mapping[str, str]:
    """Name of each country in the active language, by its code."""
    return names_in(to_locale(get_language() or "en"))


@lru_cache
def names_in(locale: str) -> Mapping[str, str]:
    """Name of each country in one language, by its code, in alphabetical order."""
    territories = Locale.parse(locale).territories
    return MappingProxyType(
        {
            code: name
            for code, name in sorted(territories.items(), key=lambda item: item[1])
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
        }
    )


def country_name(code: str) -> str:
    """The country in the active language: "ID" is Indonesia; what is no country stays as it is."""
    if code in ("", "unknown"):
        return _("Not known")
    return country_names().get(code, code)
