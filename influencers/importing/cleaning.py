"""Rows in, clean records out: what a cell cannot mean is flagged, a row that names no account is rejected.

Pure: no database, no clock. The same sheet and understanding always give the same records.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice

from django.utils.translation import gettext_noop as _

from influencers.importing import converting, numbers
from influencers.importing.accounts import Rejected
from influencers.importing.columns import Column, Understanding
from influencers.importing.converting import Remembered
from influencers.importing.fields import Field
from influencers.importing.profiles import ProfileReader
from influencers.importing.records import Cleaned, Issue, Record
from influencers.importing.sheets import Cell, Row, Sheet
from influencers.importing.text import seen, show, text_of

MAX_BIO, MAX_NICHE = 5_000, 200


def batches(
    sheet: Sheet, understanding: Understanding, *, country: str = "", size: int = 5_000
) -> Iterator[Cleaned]:
    """The rows of the sheet in their order, `size` at a time, as records and rejections.

    Doubtful values are left out and flagged. `country` is the influencer's where the row names none. Memory
    is that of one batch.
    """
    cleaner = _Cleaner(understanding, len(sheet.header), country)
    rows = iter(sheet)
    while True:
        with _no_garbage():
            batch = list(islice(rows, size))
            cleaned = cleaner.clean(batch)
        if not batch:
            return
        yield cleaned


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Rows make many small objects and no cycles; looking for cycles took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def clean(sheet: Sheet, understanding: Understanding, *, country: str = "") -> Cleaned:
    """All batches in one."""
    found = list(batches(sheet, understanding, country=country))
    return Cleaned(
        rows=sum(batch.rows for batch in found),
        records=list(chain.from_iterable(batch.records for batch in found)),
        rejected=list(chain.from_iterable(batch.rejected for batch in found)),
        flagged=list(chain.from_iterable(batch.flagged for batch in found)),
    )


class _Cleaner:
    """Cleans row after row; `flagged` collects the doubtful values on the way."""

    def __init__(self, understanding: Understanding, width: int, country: str):
        self.width, self.country = width, country
        self.blanks = ("",) * width
        self.flagged: list[Issue] = []
        self.profiles = [ProfileReader(each, self._flag) for each in understanding.profiles()]
        self.side_by_side = bool(understanding.platforms)
        self.bio = understanding.one(Field.BIO)
        self.texts = _texts(understanding)
        self.niches = [
            (column, Remembered(converting.text(MAX_NICHE))) for column in understanding.all(Field.NICHE)
        ]

    def clean(self, rows: Sequence[Row]) -> Cleaned:
        self.flagged = []
        records: list[Record] = []
        rejected = []
        for number, cells in rows:
            try:
                records += self._records(number, self._fitted(cells))
            except Rejected as error:
                rejected.append(Issue(number, error.column, show(error.value), error.reason))
        return Cleaned(len(rows), records, rejected, self.flagged)

    def _fitted(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The row with as many cells as the header."""
        missing = self.width - len(cells)
        if missing < 0 and any(text_of(cell) for cell in cells[self.width :]):
            reason = _("The row has more cells than the header: its values may have shifted.")
            raise Rejected("", cells[-1], reason)
        return [*cells, *self.blanks[:missing]] if missing > 0 else cells

    def _records(self, row: int, cells: Sequence[Cell]) -> list[Record]:
        """The profiles of a row, which are one person's."""
        said = self._said(row, cells)
        if not self.side_by_side:
            return [self._record(self.profiles[0], row, cells, said)]
        found, refused = [], []
        for profile in self.profiles:
            if profile.is_absent(cells):
                continue
            try:
                found.append(self._record(profile, row, cells, {**said, "person": str(row)}))
            except Rejected as error:
                refused.append(error)
        self._answer_for(row, found, refused)
        return found

    def _answer_for(self, row: int, found: list[Record], refused: list[Rejected]) -> None:
        """A row is rejected where none of its profiles can come in, and flagged where one cannot."""
        if not found:
            nobody = _("The row names no account: handle, name and link are missing.")
            raise refused[0] if refused else Rejected("", "", nobody)
        self.flagged += [Issue(row, error.column, show(error.value), error.reason) for error in refused]

    def _record(
        self, profile: ProfileReader, row: int, cells: Sequence[Cell], said: Mapping[str, str]
    ) -> Record:
        accounts = profile.accounts
        platform, handle, title, url = accounts.of(row, cells)
        figures = profile.figures(row, cells)
        prices = profile.prices
        return Record(
            row,
            platform,
            handle,
            title,
            accounts.name(cells),
            url,
            said.get("country") or self.country,
            said.get("audience_country", ""),
            said.get("city", ""),
            said.get("gender", ""),
            said.get("bio", ""),
            self._niches(row, cells) if self.niches else (),
            figures,
            profile.credibility(row, cells, figures),
            prices.of(row, cells, platform) if prices.columns else (),
            said.get("person", ""),
            accounts.told_apart_by(cells) if title and accounts.apart else "",
            prices.is_card,
        )

    def _flag(self, row: int, column: Column, value: object, reason: str) -> None:
        self.flagged.append(Issue(row, column.label, show(value), reason))

    # --- what is said about the person ----------------------------------------------------------------
    def _said(self, row: int, cells: Sequence[Cell]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, column, convert in self.texts:
            cell = cells[column.index]
            if cell == "":
                continue
            found[name], reason = convert[cell]
            if reason:
                self._flag(row, column, cell, reason)
        if self.bio:
            found["bio"] = self._bio(row, cells[self.bio.index])
        return found

    def _bio(self, row: int, cell: Cell) -> str:
        text = seen(str(cell)).replace("\r\n", "\n").strip()
        if len(text) > MAX_BIO:
            self._flag(row, self.bio, text, _("The text is too long."))
            return ""
        return "" if numbers.is_missing(text) else text

    def _niches(self, row: int, cells: Sequence[Cell]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for column, convert in self.niches:
            text, reason = convert[cells[column.index]]
            if text:
                found[text] = None
            elif reason:
                self._flag(row, column, cells[column.index], reason)
        return tuple(found)


def _texts(understanding: Understanding) -> list[tuple[str, Column, Remembered]]:
    """The columns that say something of the person, by the field of the record that keeps it."""
    known: list[tuple[str, Field, Callable]] = [
        ("country", Field.COUNTRY, converting.country),
        ("audience_country", Field.AUDIENCE_COUNTRY, converting.country),
        ("city", Field.CITY, converting.city),
        ("gender", Field.GENDER, converting.gender),
    ]
    if not understanding.one(Field.COUNTRY):
        known.append(("country", Field.CITY, converting.country_of_place))
    return [
        (name, column, Remembered(convert))
        for name, item, convert in known
        if (column := understanding.one(item))
    ]
