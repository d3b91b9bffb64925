"""Rows in, clean records out: what a cell cannot mean is flagged, a row that names no account is rejected.

Pure: no database, no clock. The same sheet and understanding always give the same records.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from influencers.importing import numbers
from influencers.importing.columns import Column, Understanding
from influencers.importing.countries import country_code
from influencers.importing.fields import COUNTS, WHOLE, Field, reading_of
from influencers.importing.handles import channel_url, is_handle, link_to, parse_link, platform_of
from influencers.importing.prices import Price, price_of
from influencers.importing.reading import Cell, Sheet, UnreadableFile
from influencers.importing.text import seen, show, text_of

MAX_NAME, MAX_CITY, MAX_BIO, MAX_NICHE = 200, 120, 5_000, 200
MAX_COUNT = 2_000_000_000  # nobody has more followers, and the database's whole numbers end there
MAX_TOTAL = 10**14
GENDERS = {
    **dict.fromkeys(("female", "f", "woman", "wanita", "perempuan", "p", "cewek"), "female"),
    **dict.fromkeys(("male", "m", "man", "pria", "laki-laki", "laki laki", "l", "cowok"), "male"),
    **dict.fromkeys(("other", "lainnya", "non-binary", "nonbinary"), "other"),
}
DENOMINATORS = (("reach", "reach"), ("jangkauan", "reach"), ("view", "views"), ("tayangan", "views"))


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


class Rejected(Exception):
    """The row cannot be imported."""

    def __init__(self, column: str, value: object, reason: str):
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


@dataclass(frozen=True, slots=True)
class Record:
    """One profile as the file states it. `figures` are columns of a measurement, without the missing ones."""

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
    figures: Mapping[str, float | str] = field(default_factory=dict)
    credibility: Mapping[str, float] = field(default_factory=dict)
    prices: tuple[Price, ...] = ()

    @property
    def shown_name(self) -> str:
        return self.name or self.title or self.handle

    def differs_from(self, other: "Record") -> bool:
        """Whether two rows say different things about an account."""
        return any(
            getattr(self, item.name) != getattr(other, item.name)
            for item in fields(self)
            if item.name != "row"
        )


@dataclass(frozen=True, slots=True)
class Cleaned:
    rows: int
    records: list[Record]
    rejected: list[Issue]
    flagged: list[Issue]


def clean(sheet: Sheet, understanding: Understanding, *, country: str = "") -> Cleaned:
    """Every row of the sheet as a record or a rejection; doubtful values are left out and flagged.

    `country` is the influencer's where the row names none.
    """
    cleaner = _Cleaner(understanding, len(sheet.header), country)
    records, rejected = [], []
    for number, cells in sheet.rows:
        try:
            records.append(cleaner.record(number, cells))
        except Rejected as error:
            rejected.append(Issue(number, error.column, show(error.value), error.reason))
    _check_told_apart(records)
    return Cleaned(len(sheet.rows), records, rejected, cleaner.flagged)


def _check_told_apart(records: list["Record"]) -> None:
    """First names alone would make one person of many: refuse a list that has nothing else to go by."""
    titles = {record.title for record in records}
    if titles and "" not in titles and len(titles) < 0.8 * len(records):
        raise UnreadableFile(gettext("Many rows have the same name and no handle or link tells them apart."))


class _Cleaner:
    """Cleans row after row; `flagged` collects the doubtful values on the way."""

    def __init__(self, understanding: Understanding, width: int, country: str):
        self.understanding, self.width, self.country = understanding, width, country
        self.flagged: list[Issue] = []
        self.columns = {item: understanding.one(item) for item in Field}
        self.niches = understanding.all(Field.NICHE)
        self.prices = understanding.all(Field.PRICE)
        self.counts = [column for column in understanding.columns if column.field in COUNTS]
        self.denominator = _denominator(self.columns[Field.ENGAGEMENT_RATE])
        handle = self.columns[Field.HANDLE]
        self.handles_expected = bool(handle) and reading_of(handle.header)[0] == (Field.HANDLE,)

    def record(self, row: int, cells: tuple[Cell, ...]) -> Record:
        if any(text_of(cell) for cell in cells[self.width :]):
            raise Rejected(
                "", cells[-1], _("The row has more cells than the header: its values may have shifted.")
            )
        platform, handle, title, url = self._account(row, cells)
        figures = self._figures(row, cells)
        return Record(
            row=row,
            platform=platform,
            handle=handle,
            title=title,
            name=self._name(cells),
            url=url,
            country=self._country(row, cells, Field.COUNTRY) or self.country,
            audience_country=self._country(row, cells, Field.AUDIENCE_COUNTRY),
            city=self._bounded(row, cells, Field.CITY, MAX_CITY),
            gender=self._gender(row, cells),
            bio=self._bio(row, cells),
            niches=self._niches(row, cells),
            figures=figures,
            credibility=self._credibility(row, cells, figures),
            prices=self._prices(row, cells, platform),
        )

    def _cell(self, cells: tuple[Cell, ...], column: Column | None) -> Cell:
        return cells[column.index] if column and column.index < len(cells) else ""

    def _text(self, cells: tuple[Cell, ...], item: Field) -> str:
        column = self.columns[item]
        return text_of(self._cell(cells, column)) if column else ""

    def _flag(self, row: int, column: Column, value: object, reason: str) -> None:
        self.flagged.append(Issue(row, column.label, show(value), reason))

    # --- who ------------------------------------------------------------------------------------------
    def _account(self, row: int, cells: tuple[Cell, ...]) -> tuple[str, str, str, str]:
        """Platform, handle, title and link; a row without a handle is known by its title as written."""
        written = self._text(cells, Field.HANDLE)
        link = parse_link(self._text(cells, Field.PROFILE_URL))
        own = parse_link(written)
        link, written = (own, own.handle) if own else (link, written)
        platform = self._platform(cells, link.platform if link else "")
        if link and link.platform != platform:
            self._flag(row, self._identifying(), link.url, _("The link leads to another platform."))
            link = None
        handle = written.lstrip("@").strip()
        if not is_handle(handle, platform):
            handle = link.handle if link else ""
        title = "" if handle else self._title(row, cells, written)
        url = (
            link_to(platform, handle)
            or (link.url if link else "")
            or channel_url(self._text(cells, Field.CHANNEL_ID))
        )
        return platform, handle, title, url

    def _identifying(self) -> Column:
        found = (
            self.columns[item] for item in (Field.PROFILE_URL, Field.HANDLE, Field.NAME) if self.columns[item]
        )
        return next(found)

    def _platform(self, cells: tuple[Cell, ...], linked: str) -> str:
        column = self.columns[Field.PLATFORM]
        said = self._text(cells, Field.PLATFORM)
        platform = platform_of(said) if said else self.understanding.platform or linked
        if not platform:
            reason = (
                _("The platform is not Instagram, TikTok or YouTube.") if said else _("No platform is named.")
            )
            raise Rejected(column.label if column else "", said, reason)
        return platform

    def _title(self, row: int, cells: tuple[Cell, ...], written: str) -> str:
        title = written or self._name(cells)
        column = self._identifying()
        if not title:
            raise Rejected(
                column.label, "", _("The row names no account: handle, name and link are missing.")
            )
        if len(title) > MAX_NAME:
            raise Rejected(column.label, title, _("The name is longer than 200 characters."))
        if written and self.handles_expected:
            self._flag(row, column, written, _("This is not a handle; the row is known by its title."))
        return title

    def _name(self, cells: tuple[Cell, ...]) -> str:
        name = self._text(cells, Field.NAME)
        if len(name) > MAX_NAME:
            raise Rejected(self.columns[Field.NAME].label, name, _("The name is longer than 200 characters."))
        return name

    # --- what is said about them ----------------------------------------------------------------------
    def _country(self, row: int, cells: tuple[Cell, ...], item: Field) -> str:
        return self._known(row, cells, item, country_code, _("No country is known by this name."))

    def _gender(self, row: int, cells: tuple[Cell, ...]) -> str:
        return self._known(
            row, cells, Field.GENDER, lambda text: GENDERS.get(text.lower(), ""), _("Not a gender.")
        )

    def _known(
        self, row: int, cells: tuple[Cell, ...], item: Field, look_up: Callable[[str], str], reason: str
    ) -> str:
        text = self._text(cells, item)
        found = look_up(text) if text else ""
        if text and not found:
            self._flag(row, self.columns[item], text, reason)
        return found

    def _bounded(self, row: int, cells: tuple[Cell, ...], item: Field, limit: int) -> str:
        text = self._text(cells, item)
        if len(text) > limit:
            self._flag(row, self.columns[item], text, _("The text is too long."))
            return ""
        return text

    def _bio(self, row: int, cells: tuple[Cell, ...]) -> str:
        cell = self._cell(cells, self.columns[Field.BIO])
        text = seen(str(cell)).replace("\r\n", "\n").strip()
        if len(text) > MAX_BIO:
            self._flag(row, self.columns[Field.BIO], text, _("The text is too long."))
            return ""
        return "" if numbers.is_missing(text) else text

    def _niches(self, row: int, cells: tuple[Cell, ...]) -> tuple[str, ...]:
        found = []
        for column in self.niches:
            text = text_of(self._cell(cells, column))
            if len(text) > MAX_NICHE:
                self._flag(row, column, text, _("The text is too long."))
            elif text and text not in found:
                found.append(text)
        return tuple(found)

    # --- figures --------------------------------------------------------------------------------------
    def _figures(self, row: int, cells: tuple[Cell, ...]) -> dict[str, float | str]:
        figures: dict[str, float | str] = {}
        for column in self.counts:
            value = self._count(row, self._cell(cells, column), column)
            if value:
                figures[COUNTS[column.field]] = value
        rate = self._share(row, cells, Field.ENGAGEMENT_RATE)
        if rate:
            figures["engagement_rate"], figures["engagement_denominator"] = rate, self.denominator
        return figures

    def _count(self, row: int, cell: Cell, column: Column) -> float | None:
        """The count in a cell; None where it is missing, zero, or flagged."""
        if numbers.is_missing(cell):
            return None
        number = numbers.parse(cell, column.thousands)
        whole = column.field in WHOLE
        if number is None:
            reason = _("This cannot be read as a number.")
        elif number.doubtful:
            reason = _("This number can be read in two ways.")
        elif number.percent or (whole and number.value != int(number.value)):
            reason = _("A whole number belongs here.")
        elif number.value > (MAX_TOTAL if column.field is Field.TOTAL_VIEWS else MAX_COUNT):
            reason = _("The number is impossibly large.")
        else:
            return number.value or None
        self._flag(row, column, cell, reason)
        return None

    def _share(self, row: int, cells: tuple[Cell, ...], item: Field) -> float | None:
        column = self.columns[item]
        cell = self._cell(cells, column)
        if numbers.is_missing(cell):
            return None
        number = numbers.parse(cell, rate=True)
        share = number.value * (0.01 if number.percent else column.scale) if number else None
        if share is None or share > 1:
            reason = _("This cannot be read as a rate.") if share is None else _("The rate is above 100 %.")
            self._flag(row, column, cell, reason)
            return None
        return round(share, 12)

    def _credibility(
        self, row: int, cells: tuple[Cell, ...], figures: Mapping[str, float | str]
    ) -> dict[str, float]:
        """Shares by basis: authentic of all engagements, real of all followers."""
        known = {}
        authentic, average = figures.get("authentic_engagements"), figures.get("average_engagements")
        if authentic and average and authentic <= average:
            known["authentic_engagement"] = round(authentic / average, 12)
        elif authentic and average:
            column = self.columns[Field.AUTHENTIC_ENGAGEMENT]
            self._flag(row, column, authentic, _("More authentic engagements than engagements."))
        fake = self._share(row, cells, Field.FAKE_FOLLOWERS)
        if fake is not None:
            known["real_followers"] = round(1 - fake, 12)
        return known

    def _prices(self, row: int, cells: tuple[Cell, ...], platform: str) -> tuple[Price, ...]:
        prices = {}
        for column in self.prices:
            cell = self._cell(cells, column)
            if numbers.is_missing(cell):
                continue
            said = self._text(cells, Field.DELIVERABLE) if len(self.prices) == 1 else ""
            price, reason = price_of(
                numbers.parse(cell, column.thousands),
                platform=platform,
                deliverable=said or column.header,
                currency=self._text(cells, Field.CURRENCY) or column.header,
            )
            if price is None:
                self._flag(row, column, cell, reason)
            else:
                prices[price.deliverable] = price
        return tuple(prices.values())


def _denominator(column: Column | None) -> str:
    """What the header divides by; a bare engagement rate is of followers, as the field uses the word."""
    header = column.header.lower() if column else ""
    return next((name for word, name in DENOMINATORS if word in header), "followers")
