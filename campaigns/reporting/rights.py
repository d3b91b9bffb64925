"""What is so on most lines of a shortlist is said once above them; a line says where it differs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from campaigns.reporting.reasons import reasons_in_words
from influencers.figures import count

Line = dict[str, Any]

# By the code of the reason: what stands above the lines, and what is true of a line without the reason.
SAID_ONCE = {
    "rights_estimated": (
        gettext_lazy(
            "Usage rights for %(days)s days are estimated on %(estimated)s of %(all)s lines: ask before you "
            "book. A line says so where they are quoted or included."
        ),
        gettext_lazy("Usage rights are quoted or included"),
    ),
    "exclusivity_estimated": (
        gettext_lazy(
            "Exclusivity for %(days)s days is estimated on %(estimated)s of %(all)s lines: ask before you "
            "book. A line says so where it is quoted or included."
        ),
        gettext_lazy("Exclusivity is quoted or included"),
    ),
}


def said_once(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The dressed lines without what most of them would repeat, and the sentences that say it for all."""
    codes = [code for code in SAID_ONCE if _is_usual(code, lines)]
    return [_without(line, codes) for line in lines], [_for_all(code, lines) for code in codes]


def _is_usual(code: str, lines: Sequence[Line]) -> bool:
    return len(_with(code, lines)) > max(1, len(lines) / 2)


def _with(code: str, lines: Sequence[Line]) -> list[Mapping[str, Any]]:
    return [reason for line in lines for reason in line["reasons"] if reason["code"] == code]


def _without(line: Line, codes: Sequence[str]) -> Line:
    has = {reason["code"] for reason in line["reasons"]}
    rest = [reason for reason in line["reasons"] if reason["code"] not in codes]
    differs = [str(SAID_ONCE[code][1]) for code in codes if code not in has]
    against = reasons_in_words(line | {"reasons": rest}, "against")
    return line | {"for": [*differs, *line["for"]], "against": against}


def _for_all(code: str, lines: Sequence[Line]) -> str:
    found = _with(code, lines)
    words = {"days": found[0]["values"]["days"], "estimated": len(found), "all": len(lines)}
    return SAID_ONCE[code][0] % {name: count(number) for name, number in words.items()}
