"""Columns while it is being decided what they mean. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from influencers.importing import numbers
from influencers.importing.fields import LABELS, Field, reading_of
from influencers.importing.sheets import Cell, Sheet, UnreadableFile
from influencers.importing.text import seen
from influencers.importing.understanding import Question


@dataclass(slots=True)
class Draft:
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


def drafts_of(sheet: Sheet, answers: Mapping[str, str]) -> list[Draft]:
    """A draft of every column, as its header proposes or an answer says. Raises UnreadableFile."""
    drafts = [_draft(sheet, index, header) for index, header in enumerate(sheet.header)]
    _apply_answers(drafts, answers)
    return drafts


def _draft(sheet: Sheet, index: int, header: str) -> Draft:
    cells = [_seen(row[index]) if index < len(row) else "" for _number, row in sheet.sample]
    values = [cell for cell in cells if not numbers.is_missing(cell)]
    return Draft(index, header, *reading_of(header), cells, values)


def _seen(cell: Cell) -> Cell:
    return cell if not isinstance(cell, str) or cell.isascii() else seen(cell)


def _apply_answers(drafts: list[Draft], answers: Mapping[str, str]) -> None:
    for key, value in answers.items():
        if value not in set(Field):
            message = _("“%(field)s” is not a field. The fields are: %(fields)s.")
            raise UnreadableFile(message % {"field": value[:60], "fields": ", ".join(Field)})
        meant = _meant_by(drafts, key)
        if not meant:
            raise UnreadableFile(_("The file has no column “%(column)s”.") % {"column": key[:100]})
        for draft in meant:
            draft.fields, draft.answered = (Field(value),), True


def _meant_by(drafts: list[Draft], key: str) -> list[Draft]:
    one = [draft for draft in drafts if key in (draft.numbered, f"#{draft.index + 1}")]
    exact = [draft for draft in drafts if draft.header == key and not draft.answered]
    return exact or one or [d for d in drafts if d.header.lower() == key.strip().lower() and not d.answered]


def values_of(field: Field, drafts: Sequence[Draft]) -> Sequence[Cell]:
    return next((draft.values for draft in drafts if draft.field is field), ())


# --- questions ----------------------------------------------------------------------------------------
def either(draft: Draft, first: Field, second: Field) -> Question:
    text = _("The column “%(column)s” can be read in two ways: %(first)s or %(second)s. Which is it?")
    names = {"column": draft.name, "first": LABELS[first], "second": LABELS[second]}
    return Question(draft.index + 1, draft.numbered, text % names, (first, second, Field.IGNORE))


def which_one(field: Field, drafts: Sequence[Draft]) -> Question:
    text = _("Several columns may be the %(field)s: %(columns)s. Which one is it?")
    columns = ", ".join(
        _("“%(column)s” (column %(number)s)") % {"column": draft.header, "number": draft.index + 1}
        for draft in drafts
    )
    text %= {"field": LABELS[field], "columns": columns}
    return Question(drafts[0].index + 1, drafts[0].numbered, text, (field, Field.IGNORE))
