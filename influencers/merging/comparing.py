"""Two rows side by side before they become one: what can be chosen, and what moves."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model
from django.utils.text import capfirst

from influencers.merging.merge import OF_ACCOUNT, OF_PERSON
from influencers.models import Influencer
from influencers.relations import belonging


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of both; `differs` where somebody has to choose."""

    name: str
    label: str
    kept: str
    gone: str

    @property
    def differs(self) -> bool:
        return bool(self.kept and self.gone) and self.kept != self.gone


def choices(kept: Model, gone: Model) -> list[Choice]:
    """The fields that either has, as people read them."""
    fields = [kept._meta.get_field(name) for name in _fields(kept)]
    found = [Choice(each.name, capfirst(str(each.verbose_name)), *_both(each, kept, gone)) for each in fields]
    return [choice for choice in found if choice.kept or choice.gone]


def _fields(row: Model) -> tuple[str, ...]:
    return OF_PERSON if isinstance(row, Influencer) else OF_ACCOUNT


def _both(field: Field, *rows: Model) -> list[str]:
    return [_said(field, row) for row in rows]


def _said(field: Field, row: Model) -> str:
    value: Any = getattr(row, field.name)
    if field.flatchoices and value:
        return str(dict(field.flatchoices)[value])
    return str(value) if value not in ("", None, False) else ""


def moving(gone: Model, *, all_of_it: bool) -> list[tuple[str, int]]:
    """Kinds of rows that would move and how many; what brands keep is counted with `all_of_it` alone."""
    counts: Counter[str] = Counter()
    for found in belonging(type(gone), [gone.pk]):
        if all_of_it or found.field.model._meta.app_label == gone._meta.app_label:
            counts[found.label] += found.rows.count()
    return [(label, number) for label, number in counts.items() if number]
