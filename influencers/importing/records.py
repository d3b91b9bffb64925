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

    Records of one row with the same `person` are profiles of one person. `apart` tells accounts of one title
    from each other, in a list of first names. `of_a_card`: the row is one rate of several that the account
    may have. A tuple, for there are as many as the file has rows.
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
    apart: str = ""
    of_a_card: bool = False

    @property
    def shown_name(self) -> str:
        return self.name or self.title or self.handle

    def differs_from(self, later: "Record") -> bool:
        """Whether a later row contradicts this one; another rate of a card does not."""
        if not self.of_a_card:
            return self[1:] != later[1:]
        said = {price.deliverable: price for price in later.prices}
        return any(said.get(price.deliverable, price) != price for price in self.prices) or (
            self._replace(prices=(), row=0) != later._replace(prices=(), row=0)
        )

    def after(self, former: "Record") -> "Record":
        """What counts of two rows of one account: the later one, and the rates of a card from both."""
        if not self.of_a_card:
            return self
        rates = {price.deliverable: price for price in (*former.prices, *self.prices)}
        return self._replace(prices=tuple(rates.values()))


class Cleaned(NamedTuple):
    """`rows` rows of a file in its order: each became records of one person, or was rejected."""

    rows: int
    records: list[Record]
    rejected: list[Issue]
    flagged: list[Issue]
