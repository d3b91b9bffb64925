"""Rows in, clean records out: what a cell cannot mean is flagged, a row that names no account is rejected.

Pure: no database, no clock. The same sheet and understanding always give the same records.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from itertools import chain, islice

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from influencers.importing import converting, numbers
from influencers.importing.accounts import Accounts, Rejected
from influencers.importing.columns import Column, Understanding
from influencers.importing.converting import Remembered
from influencers.importing.fields import COUNTS, Field, denominator_of
from influencers.importing.prices import price_of
from influencers.importing.reading import Cell, Sheet, UnreadableFile
from influencers.importing.records import NOTHING, Cleaned, Issue, Record
from influencers.importing.text import seen, show, text_of

MAX_CITY, MAX_BIO, MAX_NICHE = 120, 5_000, 200


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
    records = list(chain.from_iterable(batch.records for batch in found))
    check_told_apart({record.title for record in records}, len(records))
    return Cleaned(
        rows=sum(batch.rows for batch in found),
        records=records,
        rejected=list(chain.from_iterable(batch.rejected for batch in found)),
        flagged=list(chain.from_iterable(batch.flagged for batch in found)),
    )


def check_told_apart(titles: Set[str], records: int) -> None:
    """First names alone would make one person of many: refuse a list that has nothing else to go by."""
    if titles and "" not in titles and len(titles) < 0.8 * records:
        raise UnreadableFile(gettext("Many rows have the same name and no handle or link tells them apart."))


class _Cleaner:
    """Cleans row after row; `flagged` collects the doubtful values on the way."""

    def __init__(self, understanding: Understanding, width: int, country: str):
        self.width, self.country = width, country
        self.blanks = ("",) * width
        self.flagged: list[Issue] = []
        self.accounts = Accounts(understanding, self._flag)
        self.columns = {item: understanding.one(item) for item in Field}
        self.bio = self.columns[Field.BIO]
        self.judged = self.columns[Field.AUTHENTIC_ENGAGEMENT] or self.columns[Field.FAKE_FOLLOWERS]
        self.texts = self._texts()
        self.niches = _each(understanding, Field.NICHE, lambda _column: converting.text(MAX_NICHE))
        self.counts = [
            (column, COUNTS[column.field], Remembered(converting.count(column)))
            for column in understanding.columns
            if column.field in COUNTS
        ]
        self.rate, self.fake = (
            _each(understanding, item, converting.share)
            for item in (Field.ENGAGEMENT_RATE, Field.FAKE_FOLLOWERS)
        )
        self.prices = understanding.all(Field.PRICE)
        rated = self.columns[Field.ENGAGEMENT_RATE]
        self.denominator = denominator_of(rated.header if rated else "")

    def _texts(self) -> list[tuple[str, Column, Remembered]]:
        """The columns that say something of the person, by the field of the record that keeps it."""
        known: dict[str, tuple[Field, Callable]] = {
            "country": (Field.COUNTRY, converting.country),
            "audience_country": (Field.AUDIENCE_COUNTRY, converting.country),
            "city": (Field.CITY, converting.text(MAX_CITY)),
            "gender": (Field.GENDER, converting.gender),
        }
        return [
            (name, column, Remembered(convert))
            for name, (item, convert) in known.items()
            if (column := self.columns[item])
        ]

    def clean(self, rows: Sequence[tuple[int, Sequence[Cell]]]) -> Cleaned:
        self.flagged = []
        records, rejected = [], []
        for number, cells in rows:
            try:
                records.append(self._record(number, cells))
            except Rejected as error:
                rejected.append(Issue(number, error.column, show(error.value), error.reason))
        return Cleaned(len(rows), records, rejected, self.flagged)

    def _record(self, row: int, cells: Sequence[Cell]) -> Record:
        cells = self._fitted(cells)
        platform, handle, title, url = self.accounts.of(row, cells)
        name = self.accounts.name(cells)
        said = self._said(row, cells) if self.texts else {}
        figures = self._figures(row, cells)
        return Record(
            row,
            platform,
            handle,
            title,
            name,
            url,
            said.get("country") or self.country,
            said.get("audience_country", ""),
            said.get("city", ""),
            said.get("gender", ""),
            self._bio(row, cells) if self.bio else "",
            self._niches(row, cells) if self.niches else (),
            figures,
            self._credibility(row, cells, figures) if self.judged else NOTHING,
            self._prices(row, cells, platform) if self.prices else (),
        )

    def _fitted(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The row with as many cells as the header."""
        missing = self.width - len(cells)
        if missing < 0 and any(text_of(cell) for cell in cells[self.width :]):
            reason = _("The row has more cells than the header: its values may have shifted.")
            raise Rejected("", cells[-1], reason)
        return [*cells, *self.blanks[:missing]] if missing > 0 else cells

    def _flag(self, row: int, column: Column, value: object, reason: str) -> None:
        self.flagged.append(Issue(row, column.label, show(value), reason))

    # --- what is said about them ----------------------------------------------------------------------
    def _said(self, row: int, cells: Sequence[Cell]) -> dict[str, str]:
        found = {}
        for name, column, convert in self.texts:
            cell = cells[column.index]
            if cell == "":
                continue
            found[name], reason = convert[cell]
            if reason:
                self._flag(row, column, cell, reason)
        return found

    def _bio(self, row: int, cells: Sequence[Cell]) -> str:
        text = seen(str(cells[self.bio.index])).replace("\r\n", "\n").strip()
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

    # --- figures --------------------------------------------------------------------------------------
    def _figures(self, row: int, cells: Sequence[Cell]) -> Mapping[str, float | str]:
        figures: dict[str, float | str] = {}
        for column, name, convert in self.counts:
            value, reason = convert[cells[column.index]]
            if value:
                figures[name] = value
            elif reason:
                self._flag(row, column, cells[column.index], reason)
        rate = self._share(row, cells, self.rate)
        if rate:
            figures["engagement_rate"], figures["engagement_denominator"] = rate, self.denominator
        return figures

    def _share(
        self, row: int, cells: Sequence[Cell], columns: list[tuple[Column, Remembered]]
    ) -> float | None:
        for column, convert in columns:
            value, reason = convert[cells[column.index]]
            if reason:
                self._flag(row, column, cells[column.index], reason)
            return value
        return None

    def _credibility(
        self, row: int, cells: Sequence[Cell], figures: Mapping[str, float | str]
    ) -> Mapping[str, float]:
        """Shares by basis: authentic of all engagements, real of all followers."""
        known = {}
        authentic, average = figures.get("authentic_engagements"), figures.get("average_engagements")
        if authentic and average and authentic <= average:
            known["authentic_engagement"] = round(authentic / average, 12)
        elif authentic and average:
            column = self.columns[Field.AUTHENTIC_ENGAGEMENT]
            self._flag(row, column, authentic, _("More authentic engagements than engagements."))
        fake = self._share(row, cells, self.fake)
        if fake is not None:
            known["real_followers"] = round(1 - fake, 12)
        return known

    def _prices(self, row: int, cells: Sequence[Cell], platform: str) -> tuple:
        prices = {}
        said = self._text(cells, Field.DELIVERABLE) if len(self.prices) == 1 else ""
        currency = self._text(cells, Field.CURRENCY)
        for column in self.prices:
            cell = cells[column.index]
            if numbers.is_missing(cell):
                continue
            price, reason = price_of(
                numbers.parse(cell, column.thousands),
                platform=platform,
                deliverable=said or column.header,
                currency=currency or column.header,
            )
            if price:
                prices[price.deliverable] = price
            else:
                self._flag(row, column, cell, reason)
        return tuple(prices.values())

    def _text(self, cells: Sequence[Cell], item: Field) -> str:
        column = self.columns[item]
        return text_of(cells[column.index]) if column else ""


def _each(
    understanding: Understanding, item: Field, converter: Callable[[Column], Callable]
) -> list[tuple[Column, Remembered]]:
    return [(column, Remembered(converter(column))) for column in understanding.all(item)]
