"""Who a row is about: platform, handle, title and link. Pure."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_noop as _

from influencers.importing.columns import Column, Understanding
from influencers.importing.converting import Remembered
from influencers.importing.fields import Field, reading_of
from influencers.importing.handles import Link, channel_url, is_handle, link_to, parse_link, platform_of
from influencers.importing.prices import platforms_of_format
from influencers.importing.sheets import Cell
from influencers.importing.text import text_of

MAX_NAME = 200
EXACT = 2**53  # spreadsheets keep whole numbers exactly up to here, and round longer ones
Account = tuple[str, str, str, str]


class Rejected(Exception):
    """The row cannot be imported."""

    def __init__(self, column: str, value: object, reason: str):
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class Accounts:
    """Reads who the rows of an understood sheet are about; `flag` hears what is doubtful."""

    def __init__(self, understanding: Understanding, flag: Callable[[int, Column, object, str], None]):
        self.flag = flag
        self.whole_file = understanding.platform
        self.platform = understanding.one(Field.PLATFORM)
        self.handle = understanding.one(Field.HANDLE)
        self.link = understanding.one(Field.PROFILE_URL)
        self.channel = understanding.one(Field.CHANNEL_ID)
        self.named = understanding.one(Field.NAME)
        self.formats = understanding.all(Field.DELIVERABLE)
        self.apart = understanding.apart
        self.handles_expected = bool(self.handle) and reading_of(self.handle.header)[0] == (Field.HANDLE,)
        self.platforms = Remembered(lambda cell: (text := text_of(cell), platform_of(text)))
        self.of_formats = Remembered(platforms_of_formats)

    def of(self, row: int, cells: Sequence[Cell]) -> Account:
        """Platform, handle, title and link; a row without a handle is known by its title as written."""
        written = self._written(cells)
        link = parse_link(text_of(cells[self.link.index])) if self.link else None
        own = parse_link(written)
        link, written = (own, own.handle) if own else (link, written)
        platform = self._platform(row, cells, link)
        if link and link.platform != platform:
            self.flag(row, self._identifying(), link.url, _("The link leads to another platform."))
            link = None
        handle = written.lstrip("@").strip()
        if not is_handle(handle, platform):
            handle = link.handle if link else ""
        if handle:
            return platform, handle, "", link_to(platform, handle)
        return platform, "", self._title(row, cells, written), self._url(cells, link)

    def name(self, cells: Sequence[Cell]) -> str:
        if not self.named:
            return ""
        name = text_of(cells[self.named.index])
        if len(name) > MAX_NAME:
            raise Rejected(self.named.label, name, _("The name is longer than 200 characters."))
        return name

    def told_apart_by(self, cells: Sequence[Cell]) -> str:
        """What distinguishes the row from others of its title, where titles alone do not."""
        return " · ".join(text_of(cells[column.index]) for column in self.apart)

    def _written(self, cells: Sequence[Cell]) -> str:
        if not self.handle:
            return ""
        cell = cells[self.handle.index]
        if isinstance(cell, float | int) and abs(cell) >= EXACT:
            reason = _("The spreadsheet has rounded this number. Format the column as text.")
            raise Rejected(self.handle.label, cell, reason)
        return text_of(cell)

    def _url(self, cells: Sequence[Cell], link: Link | None) -> str:
        if link:
            return link.url
        return channel_url(text_of(cells[self.channel.index])) if self.channel else ""

    def _identifying(self) -> Column | None:
        """The column that names the account; of platforms side by side, one may have none."""
        return self.link or self.handle or self.named

    def _platform(self, row: int, cells: Sequence[Cell], link: Link | None) -> str:
        said, named = self.platforms[cells[self.platform.index]] if self.platform else ("", "")
        platform = named if said else self.whole_file or (link.platform if link else "")
        if self.formats and not said and not link:
            platform = self._by_formats(row, cells, platform)
        if not platform:
            unknown = _("The platform is not Instagram, TikTok or YouTube.")
            reason = unknown if said else _("No platform is named.")
            raise Rejected(self.platform.label if self.platform else "", said, reason)
        return platform

    def _by_formats(self, row: int, cells: Sequence[Cell], platform: str) -> str:
        """A row whose formats all belong to one other platform is about that one."""
        told = self.of_formats[tuple(cells[column.index] for column in self.formats)]
        if len(told) != 1 or platform in told:
            return platform
        (found,) = told
        if platform:
            reason = _("These formats belong to another platform, and so the row is taken to be about that.")
            self.flag(row, self.formats[0], cells[self.formats[0].index], reason)
        return found

    def _title(self, row: int, cells: Sequence[Cell], written: str) -> str:
        title = written or self.name(cells)
        column = self._identifying()
        if not title or not column:
            reason = _("The row names no account: handle, name and link are missing.")
            raise Rejected(column.label if column else "", "", reason)
        if len(title) > MAX_NAME:
            raise Rejected(column.label, title, _("The name is longer than 200 characters."))
        if written and self.handles_expected:
            self.flag(row, column, written, _("This is not a handle; the row is known by its title."))
        return title


def platforms_of_formats(formats: Sequence[Cell]) -> frozenset[str]:
    """The platforms to which all formats of a row can belong, of those that say anything."""
    told = [found for cell in formats if (found := platforms_of_format(text_of(cell)))]
    return frozenset.intersection(*told) if told else frozenset()
