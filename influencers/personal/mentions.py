"""Where the whole database mentions a person, beside the rows that are theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CharField, Field, FileField, GeneratedField, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from influencers.models import (
    Benchmark,
    Contact,
    Erasure,
    ExchangeRate,
    Influencer,
    Niche,
    NicheSynonym,
    Profile,
    TaxRate,
)
from influencers.personal.identity import Identity
from influencers.relations import belonging

# What is somebody else's own: their handles, titles and contacts.
OF_OTHERS = {Contact, Profile}
# Accounts of the people who use the installation, and Django's own tables.
NOT_OURS = {"accounts", "auth", "axes", "contenttypes", "sessions"}
REFERENCE = {Benchmark, Erasure, ExchangeRate, Niche, NicheSynonym, TaxRate}
CODES = 12  # texts of so few characters are codes


@dataclass(frozen=True, slots=True)
class Mention:
    """A text or a document of a row that names the person, as it is and as it would be without them."""

    row: Model
    field: Field
    held: Any
    without: Any

    @property
    def is_document(self) -> bool:
        return isinstance(self.field, JSONField)


def columns() -> Iterator[tuple[type[Model], list[Field]]]:
    """Every column of free text or JSON that somebody may have written a name into."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in NOT_OURS or model in REFERENCE | OF_OTHERS or model._meta.proxy:
            continue
        fields = [field for field in model._meta.concrete_fields if _takes_names(field)]
        if model is Influencer:
            fields = [field for field in fields if field.name == "bio"]
        if fields:
            yield model, fields


def _takes_names(field: Field) -> bool:
    if isinstance(field, FileField | GeneratedField) or field.choices:
        return False
    if isinstance(field, JSONField | TextField):
        return True
    return isinstance(field, CharField) and (field.max_length or CODES + 1) > CODES


def find(who: Identity, *, everywhere: bool = True) -> Iterator[Mention]:
    """Every mention; without `everywhere` the texts of the catalogue's largest tables stay unread."""
    for model, fields in columns():
        if everywhere or model is not Influencer:
            yield from _in_rows(who, model, fields)


def beside_own(who: Identity, *, everywhere: bool = True) -> Iterator[Mention]:
    """The mentions in rows that are not the person's own, which stay when these are deleted."""
    found = belonging(Influencer, [who.number])
    own = {(each.field.model, pk) for each in found if each.goes_along for pk in each.pks()}
    own.add((Influencer, who.number))
    return (each for each in find(who, everywhere=everywhere) if (type(each.row), each.row.pk) not in own)


def _in_rows(who: Identity, model: type[Model], fields: list[Field]) -> Iterator[Mention]:
    names = [field.name for field in fields]
    for row in _candidates(who, model, fields).only("pk", *names).iterator(chunk_size=20):
        for field in fields:
            held = getattr(row, field.name)
            without = _without(who, field, held)
            if without != held:
                yield Mention(row, field, held, without)


def _without(who: Identity, field: Field, held: Any) -> Any:
    if isinstance(field, JSONField):
        return who.out_of_json(held)
    return who.out_of(held)[: field.max_length] if held else held


def _candidates(who: Identity, model: type[Model], fields: list[Field]):
    """Rows that the database takes for mentions; a few more than there are."""
    as_text = {f"{field.name}_text": Cast(field.name, TextField()) for field in fields}
    conditions = []
    for field in fields:
        wanted = who.needles + (who.keys_in_json if isinstance(field, JSONField) else [])
        conditions += [Q(**{f"{field.name}_text__icontains": needle}) for needle in wanted]
    rows = model._default_manager.alias(**as_text)
    return rows.filter(reduce(or_, conditions)).order_by("pk")


def remove(mention: Mention) -> None:
    """Write the text without the person; where a name must be the only one of its kind, a number is added."""
    rows = type(mention.row)._default_manager.filter(pk=mention.row.pk)
    try:
        with transaction.atomic():
            rows.update(**{mention.field.name: mention.without})
    except IntegrityError:
        apart = f" ({mention.row.pk})"
        room = (mention.field.max_length or 0) - len(apart)
        rows.update(**{mention.field.name: f"{mention.without[:room]}{apart}"})
