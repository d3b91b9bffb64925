"""Everything that is held about a person: their rows in every app, what mentions them, stored files."""

from datetime import date, datetime
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet
from django.utils import timezone

from influencers.models import Influencer, Profile, Source
from influencers.personal import mentions
from influencers.personal.identity import Identity
from influencers.relations import belonging


def everything(influencer: Influencer, who: Identity) -> dict[str, Any]:
    """One document of all of it: plain JSON, figures with source and date, texts as they stand."""
    rows = {Influencer._meta.label: [_row(influencer)]}
    for found in belonging(Influencer, [influencer.pk]):
        if held := [_row(row) for row in _with_relations(found.rows)]:
            rows[f"{found.field.model._meta.label} ({found.field.name})"] = held
    return {
        "name": influencer.name,
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "rows": rows,
        "mentioned_in": [_mention(mention, who) for mention in mentions.beside_own(who)],
    }


def _with_relations(rows: QuerySet) -> QuerySet:
    related = [field.name for field in rows.model._meta.fields if isinstance(field, ForeignKey)]
    return rows.select_related(*related)


def _row(row: Model) -> dict[str, Any]:
    return {field.name: _value(row, field) for field in row._meta.concrete_fields}


def _value(row: Model, field: Any) -> Any:
    value = getattr(row, field.name)
    if isinstance(value, Source):
        return {"name": value.name, "kind": value.kind, "obtained_on": _day(value.obtained_on)}
    if isinstance(value, Profile):
        return f"{value.platform}: {value}"
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, date | datetime):
        return _day(value)
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def _day(value: date) -> str:
    return value.isoformat()


def _mention(mention: mentions.Mention, who: Identity) -> dict[str, Any]:
    held = _about(mention.held, who) if mention.is_document else mention.held
    return {"in": f"{mention.row._meta.label} {mention.row.pk}", "field": mention.field.name, "held": held}


def _about(value: Any, who: Identity) -> list[Any]:
    """The parts of a document that are about the person; nothing of anybody else's."""
    if isinstance(value, dict):
        if who.is_about(value):
            return [value]
        return [part for key, each in value.items() for part in _about(each, who)]
    if isinstance(value, list):
        return [part for each in value for part in _about(each, who)]
    return [value] if isinstance(value, str) and who.out_of_json(value, "text") != value else []
