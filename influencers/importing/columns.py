"""Which column means what: headers propose, values decide, and what stays open becomes a question.

Pure: a sheet in, an `Understanding` out. Answers of the user (`--map`, the preview's choices) come first.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from influencers.importing import evidence, numbers
from influencers.importing.fields import COUNTS, LABELS, NUMERIC, RATES, SEVERAL, Field, reading_of
from influencers.importing.handles import platform_of
from influencers.importing.reading import Cell, Sheet, UnreadableFile
from influencers.importing.text import seen

TEXT_DECIDES = frozenset((Field.PLATFORM, Field.PROFILE_URL))


@dataclass(frozen=True, slots=True)
class Column:
    """One column as understood. `thousands` groups its numbers; `scale` turns its rates into shares."""

    index: int
    header: str
    label: str
    field: Field
    platform: str = ""
    thousands: str = ""
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """What the file leaves open: about column `number`, or (0) about the platform of the whole file."""

    number: int
    label: str
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    columns: tuple[Column, ...]
    platform: str
    questions: tuple[Question, ...]

    @property
    def mapping(self) -> dict[str, str]:
        return {column.label: str(column.field) for column in self.columns}

    def all(self, field: Field) -> list[Column]:
        return [column for column in self.columns if column.field is field]

    def one(self, field: Field) -> Column | None:
        return next((column for column in self.columns if column.field is field), None)


@dataclass(slots=True)
class _Draft:
    """A column while it is being decided."""

    index: int
    header: str
    fields: tuple[Field, ...]
    platform: str
    cells: Sequence[Cell]
    values: Sequence[Cell]  # the cells without the missing ones
    answered: bool = False

    @property
    def field(self) -> Field:
        return self.fields[0] if self.fields else Field.IGNORE

    @property
    def name(self) -> str:
        return self.header or _("column %(number)s") % {"number": self.index + 1}

    @property
    def numbered(self) -> str:
        return f"{self.header} (column {self.index + 1})" if self.header else f"column {self.index + 1}"


def understand(
    sheet: Sheet, *, file_name: str = "", platform: str = "", answers: Mapping[str, str] | None = None
) -> Understanding:
    """What every column of the sheet means.

    `answers` maps a header, a label of a former understanding or `#N` (column N, from 1) to a field's name.
    Raises UnreadableFile where nothing of the sheet can be understood, or an answer names no column or field.
    """
    drafts = _drafts(sheet)
    _apply_answers(drafts, answers or {})
    if not any(draft.fields for draft in drafts):
        raise UnreadableFile(_("No column was recognised: the first row has to name the columns."))
    platform, questions = _platform(drafts, file_name, platform)
    _leave_other_platforms(drafts, platform or next((asked.choices[0] for asked in questions), ""))
    questions += [question for draft in drafts if (question := _by_values(draft, drafts))]
    _audience_or_creator(drafts)
    questions += _handle_and_name(drafts, platform)
    for field in Field:
        if field not in SEVERAL:
            questions += _only_one(field, [draft for draft in drafts if draft.field is field])
    if (
        not any(draft.field in (Field.HANDLE, Field.NAME, Field.PROFILE_URL) for draft in drafts)
        and not questions
    ):
        raise UnreadableFile(_("No column holds a handle, a name or a link to a profile."))
    return Understanding(tuple(_finished(drafts)), platform, tuple(questions))


def _drafts(sheet: Sheet) -> list[_Draft]:
    rows = [row for _number, row in sheet.sample]
    drafts = []
    for index, header in enumerate(sheet.header):
        cells = [_seen(row[index]) if index < len(row) else "" for row in rows]
        values = [cell for cell in cells if not numbers.is_missing(cell)]
        fields, platform = reading_of(header)
        drafts.append(_Draft(index, header, fields, platform, cells, values))
    return drafts


def _seen(cell: Cell) -> Cell:
    return cell if not isinstance(cell, str) or cell.isascii() else seen(cell)


def _apply_answers(drafts: list[_Draft], answers: Mapping[str, str]) -> None:
    for key, value in answers.items():
        if value not in set(Field):
            message = _("“%(field)s” is not a field. The fields are: %(fields)s.")
            raise UnreadableFile(message % {"field": value[:60], "fields": ", ".join(Field)})
        meant = _meant_by(drafts, key)
        if not meant:
            raise UnreadableFile(_("The file has no column “%(column)s”.") % {"column": key[:100]})
        for draft in meant:
            draft.fields, draft.answered = (Field(value),), True


def _meant_by(drafts: list[_Draft], key: str) -> list[_Draft]:
    one = [draft for draft in drafts if key in (draft.numbered, f"#{draft.index + 1}")]
    exact = [draft for draft in drafts if draft.header == key and not draft.answered]
    return exact or one or [d for d in drafts if d.header.lower() == key.strip().lower() and not d.answered]


# --- platform -----------------------------------------------------------------------------------------
def _platform(drafts: list[_Draft], file_name: str, given: str) -> tuple[str, list[Question]]:
    """The platform of the whole file: "" where each row says, and a question where nothing does."""
    if given or any(evidence.fits(Field.PLATFORM, d.values) for d in drafts if Field.PLATFORM in d.fields):
        return given, []
    in_headers = {draft.platform for draft in drafts if draft.platform and draft.fields}
    in_values = {named for draft in drafts if (named := evidence.platform_in(draft.values))}
    in_name = {named for word in re.split(r"[\W_]+", file_name) if (named := platform_of(word))}
    for found in (in_headers, in_values, in_name):
        if len(found) == 1:
            return found.pop(), []
        if found:
            break
    if in_headers:
        text = _(
            "This list has columns of several platforms. Which one first? Upload it again for the others."
        )
        return "", [Question(0, "", text, tuple(sorted(in_headers)))]
    return "", [Question(0, "", _("Which platform is this list about?"), ("instagram", "tiktok", "youtube"))]


def _leave_other_platforms(drafts: list[_Draft], platform: str) -> None:
    """One reading of a list is about one platform; while that is open, the first one that is offered."""
    for draft in drafts:
        if draft.platform and platform and draft.platform != platform and not draft.answered:
            draft.fields = ()


# --- values -------------------------------------------------------------------------------------------
def _by_values(draft: _Draft, drafts: list[_Draft]) -> Question | None:
    """Keep the readings that the values allow; ask where a number's column holds no numbers, or both fit."""
    if draft.answered or not draft.fields or not draft.values:
        return None
    proposed = draft.fields
    draft.fields = tuple(field for field in proposed if evidence.fits(field, draft.values))
    if not draft.fields and set(proposed) & (NUMERIC | TEXT_DECIDES):
        draft.fields = (Field.IGNORE,)
        if not set(proposed) & NUMERIC:
            return None
        text = _("The column “%(column)s” holds text such as “%(sample)s”. What does it mean?")
        details = {"column": draft.name, "sample": str(draft.values[0])[:40]}
        return Question(draft.index + 1, draft.numbered, text % details, (*proposed, Field.IGNORE))
    if draft.field is Field.PLATFORM:
        draft.fields = (Field.PLATFORM,)
    if Field.AVG_VIEWS in draft.fields and Field.TOTAL_VIEWS in draft.fields:
        draft.fields = (evidence.views_kind(draft.values, _values_of(Field.FOLLOWERS, drafts)),)
    if len(draft.fields) > 1 and set(draft.fields) <= NUMERIC:
        return _either(draft)
    return None


def _values_of(field: Field, drafts: list[_Draft]) -> Sequence[Cell]:
    return next((draft.values for draft in drafts if draft.field is field), ())


def _either(draft: _Draft) -> Question:
    text = _("The column “%(column)s” can be read in two ways: %(first)s or %(second)s. Which is it?")
    first, second = draft.fields[:2]
    names = {"column": draft.name, "first": LABELS[first], "second": LABELS[second]}
    return Question(draft.index + 1, draft.numbered, text % names, (first, second, Field.IGNORE))


def _audience_or_creator(drafts: list[_Draft]) -> None:
    """A list with authentic engagements comes from an analysis of audiences, and so does its country."""
    analysed = any(draft.field is Field.AUTHENTIC_ENGAGEMENT for draft in drafts)
    for draft in drafts:
        if not draft.answered and Field.AUDIENCE_COUNTRY in draft.fields and len(draft.fields) > 1:
            draft.fields = (Field.AUDIENCE_COUNTRY if analysed else Field.COUNTRY,)


# --- handle and name ----------------------------------------------------------------------------------
def _handle_and_name(drafts: list[_Draft], platform: str) -> list[Question]:
    """Of the columns that name the account, the one whose values have the shape of handles is the handle."""
    open_ones = [d for d in drafts if not d.answered and {Field.HANDLE, Field.NAME} & set(d.fields)]
    settled = any(draft.answered and draft.field is Field.HANDLE for draft in drafts)
    able = [draft for draft in open_ones if Field.HANDLE in draft.fields and not settled]
    shapes = {d.index: _Shape.of(d, platform) for d in able}
    able.sort(key=lambda d: (-shapes[d.index].likely, d.index))
    others = any(d.field is Field.PROFILE_URL for d in drafts), len(open_ones) > 1 or settled
    best = able[0] if able and shapes[able[0].index].is_handle(*others) else None
    questions = []
    if best is None and len(able) == 1 and shapes[able[0].index].may_be_handle(*others):
        questions = [_either(replace(able[0], fields=(Field.HANDLE, Field.NAME)))]
    if best and len(able) > 1 and _as_good(best, able[1], shapes):
        questions = [_which_one(Field.HANDLE, [best, able[1]])]
    for draft in open_ones:
        draft.fields = (Field.HANDLE if draft is best else Field.NAME,)
    if best:
        _drop_spare_handles(open_ones, best)
    return questions


@dataclass(frozen=True, slots=True)
class _Shape:
    """How much a column looks like handles: the share that could be, and the share that cannot be names.

    `linked`: another column holds the links to the profiles. `beside`: another column names the account too.
    """

    possible: float
    certain: float
    named: bool  # the header says that these are handles

    @classmethod
    def of(cls, draft: _Draft, platform: str) -> "_Shape":
        possible = evidence.handle_share(draft.values, platform)
        certain = evidence.unmistakable_share(draft.values)
        return cls(possible, certain, draft.fields[0] is Field.HANDLE)

    @property
    def likely(self) -> float:
        return (self.possible + self.certain) / 2 + (0.3 if self.named else 0)

    def is_handle(self, linked: bool, beside: bool) -> bool:
        if self.named:
            return self.possible >= 0.2
        if beside:
            return self.possible >= 0.5 and self.certain >= 0.2
        return self.certain >= 0.5 and not linked

    def may_be_handle(self, linked: bool, beside: bool) -> bool:
        """A lone column of single words that may be first names as well as handles."""
        return not linked and not beside and not self.named and self.certain > 0.1


def _as_good(best: _Draft, second: _Draft, shapes: Mapping[int, _Shape]) -> bool:
    close = shapes[best.index].likely - shapes[second.index].likely < 0.15
    return close and not evidence.same_text(best.cells, second.cells)


def _drop_spare_handles(drafts: list[_Draft], best: _Draft) -> None:
    for draft in drafts:
        if draft is not best and reading_of(draft.header)[0] == (Field.HANDLE,):
            draft.fields = (Field.IGNORE,)


# --- one column a field -------------------------------------------------------------------------------
def _only_one(field: Field, drafts: list[_Draft]) -> list[Question]:
    """Of several columns for a field keep an answered one, else the most precise; ask where they disagree."""
    if len(drafts) < 2:
        return []
    answered = [draft for draft in drafts if draft.answered]
    rivals = answered or drafts
    best = max(rivals, key=lambda draft: (evidence.precision(draft.values, field), -draft.index))
    for draft in drafts:
        if draft is not best:
            draft.fields = (Field.IGNORE,)
    others = [draft for draft in rivals if draft is not best]
    if field in COUNTS and any(not evidence.same_amounts(best.cells, other.cells) for other in others):
        return [_which_one(field, [best, *others])]
    return []


def _which_one(field: Field, drafts: list[_Draft]) -> Question:
    text = _("Several columns may be the %(field)s: %(columns)s. Which one is it?")
    columns = ", ".join(
        _("“%(column)s” (column %(number)s)") % {"column": draft.header, "number": draft.index + 1}
        for draft in drafts
    )
    text %= {"field": LABELS[field], "columns": columns}
    return Question(drafts[0].index + 1, drafts[0].numbered, text, (field, Field.IGNORE))


def _finished(drafts: list[_Draft]) -> list[Column]:
    """Columns with labels of their own: the used one of equal headers keeps the header as its label."""
    plain: dict[str, int] = {}
    for draft in sorted(drafts, key=lambda d: (d.field is Field.IGNORE, d.index)):
        plain.setdefault(draft.header, draft.index)
    followers = _values_of(Field.FOLLOWERS, drafts)
    interactions = [_values_of(field, drafts) for field in (Field.AVG_LIKES, Field.AVG_COMMENTS)]
    return [
        Column(
            index=draft.index,
            header=draft.header,
            label=draft.header if draft.header and plain[draft.header] == draft.index else draft.numbered,
            field=draft.field,
            platform=draft.platform,
            thousands=numbers.separator_of(draft.values) if draft.field in NUMERIC - RATES else "",
            scale=evidence.rate_scale(draft.values, followers, interactions) if draft.field in RATES else 1.0,
        )
        for draft in drafts
    ]
