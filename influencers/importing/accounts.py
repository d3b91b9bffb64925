"""Who a row is about: platform, handle, title and link. Pure."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_noop as _

from influencers.importing.columns import Column, Understanding
from influencers.importing.converting import Remembered
from influencers.importing.fields import Field, reading_of
from influencers.importing.handles import Link, channel_url, is_handle, link_to, parse_link, platform_of
from influencers.importing.reading import Cell
from influencers.importing.text import text_of

MAX_NAME = 200
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
        self.handles_expected = bool(self.handle) and reading_of(self.handle.header)[0] == (Field.HANDLE,)
        self.platforms = Remembered(lambda cell: (text := text_of(cell), platform_of(text)))

    def of(self, row: int, cells: Sequence[Cell]) -> Account:
        """Platform, handle, title and link; a row without a handle is known by its title as written."""
        written = text_of(cells[self.handle.index]) if self.handle else ""
        link = parse_link(text_of(cells[self.link.index])) if self.link else None
        own = parse_link(written)
        link, written = (own, own.handle) if own else (link, written)
        platform = self._platform(cells, link)
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

    def _url(self, cells: Sequence[Cell], link: Link | None) -> str:
        if link:
            return link.url
        return channel_url(text_of(cells[self.channel.index])) if self.channel else ""

    def _identifying(self) -> Column:
        return next(column for column in (self.link, self.handle, self.named) if column)

    def _platform(self, cells: Sequence[Cell], link: Link | None) -> str:
        said, named = self.platforms[cells[self.platform.index]] if self.platform else ("", "")
        platform = named if said else self.whole_file or (link.platform if link else "")
        if not platform:
            unknown = _("The platform is not Instagram, TikTok or YouTube.")
            reason = unknown if said else _("No platform is named.")
            raise Rejected(self.platform.label if self.platform else "", said, reason)
        return platform

    def _title(self, row: int, cells: Sequence[Cell], written: str) -> str:
        title = written or self.name(cells)
        column = self._identifying()
        if not title:
            reason = _("The row names no account: handle, name and link are missing.")
            raise Rejected(column.label, "", reason)
        if len(title) > MAX_NAME:
            raise Rejected(column.label, title, _("The name is longer than 200 characters."))
        if written and self.handles_expected:
            self.flag(row, column, written, _("This is not a handle; the row is known by its title."))
        return title
