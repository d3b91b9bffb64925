"""What rows become: records, and what is wrong with them. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from influencers.importing.prices import Price

NOTHING: Mapping = {}  # never written to


class Issue(NamedTuple):
    """Why a row was rejected or a value flagged. `row` is the number that a spreadsheet shows.

    `reason` is in English, for reports are kept and read in every language; `number` is what it calls by that
    name. `issues.in_words` puts both into the reader's language.
    """

    row: int
    column: str
    value: str
    reason: str
    number: int | None = None


class Record(NamedTuple):
    """One profile as the file states it. `figures` are columns of a measurement, without the missing ones.

    A tuple, for there are as many as the file has rows.
    """

    row: int
    platform: str
    handle: str
    title: str
    name: str
    url: str = ""
    country: str = ""
    audience_country: str = ""
    city: str = ""
    gender: str = ""
    bio: str = ""
    niches: tuple[str, ...] = ()
    figures: Mapping[str, float | str] = NOTHING
    credibility: Mapping[str, float] = NOTHING
    prices: tuple[Price, ...] = ()
    person: str = ""

    @property
    def shown_name(self) -> str:
        return self.name or self.title or self.handle

    def differs_from(self, other: "Record") -> bool:
        """Whether two rows say different things about an account."""
        return self[1:] != other[1:]


class Cleaned(NamedTuple):
    """`rows` rows of a file in its order: each became records of one person, or was rejected."""

    rows: int
    records: list[Record]
    rejected: list[Issue]
    flagged: list[Issue]
