"""Finds the profiles that somebody names, one a line: "@handle", "instagram:@handle", or a person's name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from influencers.models import Platform, Profile
from influencers.models.profile import identity_of, normalize_handle

MOST_LINES = 200
SHOWN = 4
PREFIX = re.compile(rf"({'|'.join(Platform.values)})\s*:\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    platform: str
    words: str

    @property
    def identities(self) -> set[str]:
        return {normalize_handle(self.words), identity_of(handle="", title=self.words)}

    def on_platform(self, profiles: Iterable[Profile]) -> list[Profile]:
        return [row for row in profiles if self.platform in ("", row.platform)]


def line_of(profile: Profile) -> str:
    """The line that names exactly this profile."""
    return f"{profile.platform}:{profile}"


def profiles_named(text: str) -> list[Profile]:
    """The listed profile of every line, each once, in order; two or three queries.

    Raises ValidationError naming each line that nobody, or more than one profile, answers to.
    """
    lines = list(_lines(text))
    if len(lines) > MOST_LINES:
        raise ValidationError(_("Name at most %(count)s profiles.") % {"count": MOST_LINES})
    by_line = _by_handle(lines)
    by_line |= _by_name([line for line in lines if not by_line.get(line)])
    faults = [fault for line in lines if (fault := _fault_of(line, by_line[line]))]
    if faults:
        raise ValidationError(faults)
    return list(dict.fromkeys(by_line[line][0] for line in lines))


def _lines(text: str) -> Iterable[Line]:
    for number, line in enumerate(text.splitlines(), start=1):
        if words := line.strip():
            prefix = PREFIX.fullmatch(words)
            yield Line(number, prefix[1].lower(), prefix[2]) if prefix else Line(number, "", words)


def _by_handle(lines: list[Line]) -> dict[Line, list[Profile]]:
    identities = {identity for line in lines for identity in line.identities}
    # Naming every platform lets the database use the index of identities.
    rows = (
        Profile.objects.listed().with_person().filter(platform__in=Platform.values, identity__in=identities)
    )
    found = defaultdict(list)
    for row in rows if lines else ():
        found[row.identity].append(row)
    return {
        line: line.on_platform(row for identity in line.identities for row in found[identity])
        for line in lines
    }


def _by_name(lines: list[Line]) -> dict[Line, list[Profile]]:
    names = {line.words.lower() for line in lines}
    rows = Profile.objects.listed().with_person().annotate(lower_name=Lower("influencer__name"))
    found = defaultdict(list)
    for row in rows.filter(lower_name__in=names) if lines else ():
        found[row.lower_name].append(row)
    return {line: line.on_platform(found[line.words.lower()]) for line in lines}


def _fault_of(line: Line, profiles: list[Profile]) -> str:
    words = Truncator(line.words).chars(60)
    if not profiles:
        return _("Line %(number)s: nobody in the catalogue is called “%(words)s”.") % {
            "number": line.number,
            "words": words,
        }
    if len(profiles) == 1:
        return ""
    names = ", ".join(line_of(row) for row in profiles[:SHOWN])
    return _("Line %(number)s: “%(words)s” can be %(names)s. Write one of these.") % {
        "number": line.number,
        "words": words,
        "names": names + (" …" if len(profiles) > SHOWN else ""),
    }
