"""What a row says of one profile: its account, figures, credibility and prices. Pure."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext_noop as _

from influencers.importing import converting, numbers
from influencers.importing.accounts import Accounts
from influencers.importing.columns import Column, Understanding
from influencers.importing.converting import Remembered
from influencers.importing.fields import COUNTS, Field, denominator_of
from influencers.importing.prices import Price, price_of
from influencers.importing.records import NOTHING
from influencers.importing.sheets import Cell
from influencers.importing.text import text_of

Flag = Callable[[int, Column, object, str], None]
Figures = Mapping[str, float | str]


class ProfileReader:
    """Reads one profile out of each row of an understood sheet; `flag` hears what is doubtful."""

    def __init__(self, understanding: Understanding, flag: Flag):
        self.flag = flag
        self.accounts = Accounts(understanding, flag)
        self.own = [column.index for column in understanding.columns if column.platform]
        self.counts = [
            (column, COUNTS[column.field], Remembered(converting.count(column)))
            for column in understanding.columns
            if column.field in COUNTS
        ]
        self.rate = _reader(understanding, Field.ENGAGEMENT_RATE)
        self.fake = _reader(understanding, Field.FAKE_FOLLOWERS)
        self.denominator = denominator_of(self.rate[0].header if self.rate else "")
        self.authentic = understanding.one(Field.AUTHENTIC_ENGAGEMENT)
        self.judged = bool(self.authentic or self.fake)
        self.prices = Prices(understanding, flag)

    def is_absent(self, cells: Sequence[Cell]) -> bool:
        """Whether the row says nothing of this platform."""
        return all(numbers.is_missing(cells[at]) or cells[at] in ("0", 0) for at in self.own)

    def figures(self, row: int, cells: Sequence[Cell]) -> Figures:
        figures: dict[str, float | str] = {}
        for column, name, convert in self.counts:
            value, reason = convert[cells[column.index]]
            if value:
                figures[name] = value
            elif reason:
                self.flag(row, column, cells[column.index], reason)
        if self.rate:
            rate = self._share(row, cells, *self.rate)
            if rate:
                figures["engagement_rate"], figures["engagement_denominator"] = rate, self.denominator
        return figures

    def credibility(self, row: int, cells: Sequence[Cell], figures: Figures) -> Mapping[str, float]:
        """Shares by basis: authentic of all engagements, real of all followers."""
        if not self.judged:
            return NOTHING
        known = {}
        authentic, average = figures.get("authentic_engagements"), figures.get("average_engagements")
        if authentic and average and authentic <= average:
            known["authentic_engagement"] = round(authentic / average, 12)
        elif authentic and average:
            self.flag(row, self.authentic, authentic, _("More authentic engagements than engagements."))
        fake = self._share(row, cells, *self.fake) if self.fake else None
        if fake is not None:
            known["real_followers"] = round(1 - fake, 12)
        return known

    def _share(self, row: int, cells: Sequence[Cell], column: Column, convert: Remembered) -> float | None:
        value, reason = convert[cells[column.index]]
        if reason:
            self.flag(row, column, cells[column.index], reason)
        return value


class Prices:
    """Reads the prices of a row: what each is for stands in its header or in a column of its own."""

    def __init__(self, understanding: Understanding, flag: Flag):
        self.flag = flag
        self.columns = understanding.all(Field.PRICE)
        self.currency = understanding.one(Field.CURRENCY)
        self.basis = understanding.one(Field.BASIS)
        self.is_card = len(self.columns) == 1 and self.columns[0].formats is not None

    def of(self, row: int, cells: Sequence[Cell], platform: str) -> tuple[Price, ...]:
        found: dict[str, Price] = {}
        for column in self.columns:
            if numbers.is_missing(cells[column.index]):
                continue
            price, reason = self._price(cells, column, platform)
            former = found.get(price.deliverable) if price else None
            if price is None:
                self.flag(row, column, cells[column.index], reason)
            elif former and former != price:
                self.flag(row, column, cells[column.index], _("Another price is for the same."))
            else:
                found[price.deliverable] = price
        if found and self.basis:
            basis, reason = converting.basis(cells[self.basis.index])
            if reason:
                self.flag(row, self.basis, cells[self.basis.index], reason)
            return tuple(price._replace(basis=basis) for price in found.values())
        return tuple(found.values())

    def _price(self, cells: Sequence[Cell], column: Column, platform: str) -> tuple[Price | None, str]:
        said = text_of(cells[column.formats]) if column.formats is not None else ""
        currency = text_of(cells[self.currency.index]) if self.currency else ""
        return price_of(
            numbers.parse(cells[column.index], column.thousands),
            platform=platform,
            deliverable=said or column.header,
            currency=currency or column.header,
        )


def _reader(understanding: Understanding, item: Field) -> tuple[Column, Remembered] | None:
    column = understanding.one(item)
    return (column, Remembered(converting.share(column))) if column else None
