"""Cells of a table of overlaps become pairs: two accounts and what they have in common. Pure.

A header names the side by a, b, 1, 2, first or second, a platform by its own column, and the overlap by a
word such as overlap, shared or common. What cannot be told from the file is asked: whether the figures are
people or shares, and shares of what.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from influencers.importing import numbers
from influencers.importing.handles import WORDS, is_handle, parse_link, platform_of
from influencers.importing.reading import Cell, Sheet, UnreadableFile
from influencers.importing.records import Issue
from influencers.importing.text import show, text_of
from influencers.models.overlap import PEOPLE

SIDES = ({"a", "1", "first", "pertama", "satu", "from"}, {"b", "2", "second", "kedua", "dua", "to"})
VALUE = {"overlap", "overlaps", "shared", "common", "both", "irisan", "bersama", "duplikasi", "duplication"}
SHARE = {"%", "percent", "percentage", "pct", "share", "persen", "persentase", "rate"}
PLATFORM = {"platform", "network", "channel"}
OUR_ID = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Account:
    """How a cell names a profile: by our number, or by platform and handle ("" where not said)."""

    text: str
    pk: int | None = None
    platform: str = ""
    handle: str = ""

    @property
    def shown(self) -> str:
        """The handle, where the cell gave one."""
        return f"@{self.handle}" if self.handle else self.text


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row: the two accounts as named, and the people in both or the share of one."""

    row: int
    a: Account
    b: Account
    people: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by position; `value_header` says how the overlap's column is called."""

    sides: tuple[int, int]
    platforms: tuple[int | None, int | None]
    value: int
    header: tuple[str, ...]

    @property
    def value_header(self) -> str:
        return self.header[self.value]


@dataclass(slots=True)
class PairRows:
    """What a table says; `question` is what has to be answered before it says anything."""

    rows: list[PairRow] = field(default_factory=list)
    rejected: list[Issue] = field(default_factory=list)
    question: str = ""


def columns_of(sheet: Sheet) -> Columns:
    """Raises UnreadableFile where two columns of accounts and one of overlaps cannot be told apart."""
    words = [set(re.findall(r"[^\W_]+|%", header.lower())) for header in sheet.header]
    value = next((at for at, said in enumerate(words) if said & VALUE), None)
    rest = [(at, said) for at, said in enumerate(words) if at != value]
    platforms = [(at, said) for at, said in rest if said & PLATFORM]
    accounts = [(at, said) for at, said in rest if not said & PLATFORM and _names_account(said)]
    sides = [_of_side(accounts, side) for side in (0, 1)]
    if value is None or None in sides or sides[0] == sides[1]:
        raise UnreadableFile(
            _("Three columns are needed: two with profiles, one with their overlap.")
            + " "
            + _("Call them profile_a, profile_b and overlap, for example.")
        )
    of_platform = [_of_side(platforms, side) if platforms else None for side in (0, 1)]
    return Columns((sides[0], sides[1]), (of_platform[0], of_platform[1]), value, sheet.header)


def _names_account(words: set[str]) -> bool:
    known = {"profile", "profil", "handle", "account", "akun", "username", "creator", "kreator", "influencer"}
    return bool(words & (known | {"id", "url", "link", "name", "kol", *SIDES[0], *SIDES[1]}))


def _of_side(columns: Sequence[tuple[int, set[str]]], side: int) -> int | None:
    """The column that names the side; where none does, the first stands for a and the last for b."""
    named = next((at for at, words in columns if words & SIDES[side]), None)
    if named is not None or not columns:
        return named
    free = [at for at, words in columns if not words & SIDES[1 - side]]
    return (free[0] if side == 0 else free[-1]) if free else None


def read_pairs(sheet: Sheet, columns: Columns, *, platform: str = "", unit: str = "") -> PairRows:
    """The rows of the table. `platform` is for accounts that name none; `unit` is one of UNITS, or "" for
    what the file says itself: bare numbers above 100 are people, and anything else is asked about."""
    cells = [row[columns.value] if columns.value < len(row) else "" for __, row in sheet]
    found = PairRows()
    unit = unit or (PEOPLE if _are_people(columns, cells) else "")
    if not unit:
        found.question = gettext_noop(
            "Are these overlaps numbers of people or shares, and shares of what? The file does not say."
        )
        return found
    thousands = numbers.separator_of(cells) if unit == PEOPLE else ""
    scale = _scale(columns, cells)
    for number, row in sheet:
        pair = _pair(number, row, columns, platform)
        if isinstance(pair, Issue):
            found.rejected.append(pair)
            continue
        cell = row[columns.value] if columns.value < len(row) else ""
        people, share, reason = _figure(cell, unit, thousands, scale)
        if reason:
            found.rejected.append(Issue(number, columns.value_header, show(cell), reason))
        else:
            found.rows.append(PairRow(number, *pair, people, share))
    return found


def _are_people(columns: Columns, cells: Iterable[Cell]) -> bool:
    read = [number for cell in cells if (number := numbers.parse(cell))]
    words = set(re.findall(r"[^\W_]+|%", columns.value_header.lower()))
    marked = words & SHARE or any(number.percent for number in read)
    return bool(read) and not marked and max(number.value for number in read) > 100


def _scale(columns: Columns, cells: Iterable[Cell]) -> float:
    """What turns a bare number of a column of shares into a share: percentages where any is above 1."""
    bare = [n.value for cell in cells if (n := numbers.parse(cell, rate=True)) and not n.percent]
    return 0.01 if any(value > 1 for value in bare) or "%" in columns.value_header else 1.0


def _pair(
    number: int, row: Sequence[Cell], columns: Columns, platform: str
) -> tuple[Account, Account] | Issue:
    found = []
    for side, of_platform in zip(columns.sides, columns.platforms, strict=True):
        text = text_of(row[side]) if side < len(row) else ""
        said = text_of(row[of_platform]) if of_platform is not None and of_platform < len(row) else ""
        account = account_of(text, platform_of(said) or platform)
        if account is None:
            reason = gettext_noop("No account is named here: a link, a number of ours, or a handle.")
            return Issue(number, columns.header[side], show(text), reason)
        found.append(account)
    return found[0], found[1]


def account_of(text: str, platform: str = "") -> Account | None:
    """The account that a cell names: 123, https://instagram.com/name, @name, instagram: name."""
    if not text:
        return None
    if OUR_ID.fullmatch(text):
        return Account(text, pk=int(text))
    if link := parse_link(text):
        return Account(text, platform=link.platform, handle=link.handle) if link.handle else None
    head, colon, rest = text.partition(":")
    if colon and head.strip().lower() in WORDS:
        platform, text = platform_of(head), rest.strip()
    handle = text.strip().lstrip("@").strip()
    return Account(text, platform=platform, handle=handle) if is_handle(handle) else None


def _figure(cell: Cell, unit: str, thousands: str, scale: float) -> tuple[int | None, float | None, str]:
    """People, a share, or why neither."""
    if numbers.is_missing(cell):
        return None, None, gettext_noop("The overlap is missing.")
    read = numbers.parse(cell, thousands, rate=unit != PEOPLE)
    if read is None:
        return None, None, gettext_noop("This cannot be read as a number.")
    if unit == PEOPLE:
        if read.percent or read.value != round(read.value):
            return None, None, gettext_noop("A whole number of people belongs here.")
        return int(read.value), None, ""
    share = read.value * (0.01 if read.percent else scale)
    return (None, share, "") if share <= 1 else (None, None, gettext_noop("A share is 100 % at most."))


def each_side(rows: Iterable[PairRow]) -> Iterator[Account]:
    for row in rows:
        yield row.a
        yield row.b
