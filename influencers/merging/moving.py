"""Moves what refers to one row over to another, whatever the models; remembers enough to move it back.

The database judges: what a constraint refuses beside the kept row's own is the same thing twice. Such a row
is set to nothing where it may refer to nothing (a plan line keeps its figures), and dropped where it may not.
"""

from collections import defaultdict
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, GeneratedField, Model

from influencers.relations import belonging, references_to

Undo = dict[str, Any]


def stored(row: Model) -> dict[str, Any]:
    """The row as plain data, to be made again with its key."""
    names = [field.name for field in row._meta.concrete_fields if not isinstance(field, GeneratedField)]
    told = serializers.serialize("python", [row], fields=names)[0]
    # Whole moments: JSON as Django writes it has milliseconds alone.
    exact = {name: value.isoformat() for name, value in told["fields"].items() if isinstance(value, datetime)}
    return {**told, "fields": {**told["fields"], **exact}}


def made_again(rows: list[dict[str, Any]]) -> None:
    for row in serializers.deserialize("python", rows):
        row.save(force_insert=True)


def move_all(gone: Model, kept: Model) -> Undo:
    """Move every row that refers to `gone` to `kept`; three statements a row."""
    undo: Undo = {"moved": defaultdict(list), "turned": [], "emptied": defaultdict(list), "dropped": []}
    for field in references_to(type(gone)):
        for row in field.model._default_manager.filter(**{field.name: gone}).order_by("pk"):
            _move(row, field, kept, undo)
    return undo


def _move(row: Model, field: ForeignKey, kept: Model, undo: Undo) -> None:
    place = f"{field.model._meta.label}.{field.name}"
    before = _keys(row)
    setattr(row, field.name, kept)
    if _saved(row):
        undo["moved"][place].append(row.pk)
    elif _saved_in_order(row):
        undo["turned"].append([field.model._meta.label, row.pk, before])
    elif field.null:
        setattr(row, field.name, None)
        row.save(update_fields=[field.name])
        undo["emptied"][place].append(row.pk)
    else:
        undo["dropped"] += _dropped(row)


def _keys(row: Model) -> dict[str, Any]:
    """What `clean` may turn round: the row's choices and keys."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if isinstance(field, ForeignKey) or field.flatchoices
    }


def _saved(row: Model) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return False
    return True


def _saved_in_order(row: Model) -> bool:
    """A pair is written in one order; its model knows which."""
    with suppress(ValidationError):
        row.clean()
        return _saved(row)
    return False


def _dropped(row: Model) -> list[dict[str, Any]]:
    """Delete the row as it was, with what goes along; answers all of it, those first that others refer to."""
    original = type(row)._default_manager.get(pk=row.pk)
    along = [each for found in belonging(type(row), [row.pk]) if found.goes_along for each in found.rows]
    kept = [stored(each) for each in (original, *along)]
    original.delete()
    return kept


def move_back(undo: Undo, *, kept: Model, gone: int) -> None:
    """Return what was moved; what was deleted since stays deleted. Raises IntegrityError, ValueError."""
    made_again(undo["dropped"])
    for place, keys in undo["moved"].items():
        _return(place, keys, now=kept.pk, to=gone)
    for place, keys in undo["emptied"].items():
        _return(place, keys, now=None, to=gone)
    for label, key, before in undo["turned"]:
        apps.get_model(label)._default_manager.filter(pk=key).update(**before)


def _return(place: str, keys: list[int], *, now: int | None, to: int) -> None:
    label, _dot, name = place.rpartition(".")
    rows = apps.get_model(label)._default_manager.filter(pk__in=keys)
    if rows.exclude(**{name: now}).exists():
        raise ValueError(place)
    rows.update(**{name: to})
