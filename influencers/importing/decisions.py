"""What somebody decides about the doubts of an import: a value is left out, or taken as something.

What is taken becomes a fact of a source of its own, "Review of <file>", entered by hand and dated as the
list. The list's own facts stay as its file has them, so that importing the file again still changes nothing.
Of a person only what is empty is filled, as by the list itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from influencers import current
from influencers.importing.fields import COUNTS, Field, denominator_of
from influencers.importing.prices import Price
from influencers.importing.readings import TAKEN, Asked
from influencers.models import Credibility, Decision, Doubt, Import, Measurement, Profile, Rate, Source
from influencers.models.audience import CredibilityBasis
from influencers.models.doubt import DoubtQuerySet
from influencers.models.source import SourceKind
from influencers.search import changes

AT_ONCE = 1_000  # values that one click takes; each is a fact to be written
NOT_COPIED = ("id", "source")
Row = TypeVar("Row", bound=Model)
PERSONAL = {Field.COUNTRY: "country", Field.CITY: "city", Field.GENDER: "gender"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A doubt, the profile that it is about, and the value that it is taken as."""

    doubt: Doubt
    profile: Profile
    asked: Asked
    value: Any


def asked_of(doubt: Doubt) -> Asked | None:
    """How a value for the doubt is read, or None where it can only be left out."""
    meaning = doubt.import_run.mapping.get(doubt.column)
    if doubt.profile is None or meaning not in TAKEN:
        return None
    return Asked(doubt.column, Field(meaning), doubt.profile.platform)


@transaction.atomic
def leave_out(doubts: DoubtQuerySet, *, by: Any) -> int:
    """Leave the values of these doubts out for good, in one statement; answers how many were still open."""
    open_ones = doubts.open()
    runs = set(open_ones.order_by().values_list("import_run", flat=True).distinct())
    number = open_ones.update(decision=Decision.LEFT_OUT, resolved_at=timezone.now(), resolved_by=by)
    _sign_off(runs, by)
    return number


@transaction.atomic
def take(run: Import, values: Mapping[int, Any], *, by: Any) -> int:
    """Take the values of these doubts of one import (by key) as what `readings.read` made of them.

    Answers how many were still open: of two people, or two clicks, the first decides. Measurements take a
    constant number of statements, other facts a few each; callers send at most AT_ONCE.
    """
    Import.objects.select_for_update().get(pk=run.pk)
    doubts = Doubt.objects.open().flagged().filter(import_run=run, pk__in=values, profile__isnull=False)
    doubts = doubts.select_related("import_run", "profile__influencer").select_for_update(of=("self",))
    taken = [
        Taken(doubt, _profile_of(doubt, asked), asked, values[doubt.pk])
        for doubt in doubts
        if (asked := asked_of(doubt))
    ]
    if taken:
        _write(run, taken)
        _resolve(taken, by)
        _sign_off({run.pk}, by)
    return len(taken)


def _profile_of(doubt: Doubt, asked: Asked) -> Profile:
    """Of a row with several profiles the one on the platform that the header names."""
    profile = doubt.profile
    if asked.own_platform in ("", profile.platform):
        return profile
    others = Profile.objects.filter(influencer=profile.influencer_id, platform=asked.own_platform)
    return others.filter(imports=doubt.import_run_id).first() or profile


def _write(run: Import, taken: Sequence[Taken]) -> None:
    source, _new = Source.objects.get_or_create(
        name=f"Review of {run.file_name}"[:200], kind=SourceKind.HAND, obtained_on=run.as_of
    )
    _measure(run, source, [each for each in taken if _figures(each)])
    for each in taken:
        _write_fact(run, source, each)
    keys = {each.profile.pk for each in taken}
    current.refresh(keys)
    changes.note(keys)


def _figures(each: Taken) -> dict[str, Any]:
    """The columns of a measurement that the value fills."""
    if each.asked.field is Field.ENGAGEMENT_RATE:
        return {"engagement_rate": each.value, "engagement_denominator": denominator_of(each.asked.header)}
    name = COUNTS.get(each.asked.field)
    return {name: each.value} if name else {}


def _measure(run: Import, source: Source, taken: Sequence[Taken]) -> None:
    """The list's measurement of each profile again, with what the review adds to it."""
    figures: dict[int, dict[str, Any]] = defaultdict(dict)
    for each in taken:
        figures[each.profile.pk] |= _figures(each)
    dated = Measurement.objects.filter(profile__in=figures, measured_on=run.as_of)
    listed = {row.profile_id: row for row in dated.filter(source=run.source)}
    reviewed = {row.profile_id: row for row in dated.filter(source=source)}
    rows = [
        _filled(reviewed.get(key) or _copy(listed.get(key), key, run, source), found)
        for key, found in figures.items()
    ]
    Measurement.objects.bulk_create([row for row in rows if row.pk is None])
    names = [field.name for field in Measurement._meta.concrete_fields if not field.primary_key]
    Measurement.objects.bulk_update([row for row in rows if row.pk], names, batch_size=500)


def _copy(listed: Measurement | None, profile: int, run: Import, source: Source) -> Measurement:
    if listed is None:
        return Measurement(profile_id=profile, source=source, measured_on=run.as_of)
    fields = [field for field in Measurement._meta.concrete_fields if field.name not in NOT_COPIED]
    return Measurement(source=source, **{field.attname: getattr(listed, field.attname) for field in fields})


def _filled(row: Row, values: Mapping[str, Any]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _write_fact(run: Import, source: Source, each: Taken) -> None:
    field, profile, value = each.asked.field, each.profile, each.value
    if isinstance(value, Price):
        known = {"deliverable": value.deliverable, "quoted_on": run.as_of, "source": source}
        told = {"amount": value.amount, "currency": value.currency}
        Rate.objects.update_or_create(profile=profile, **known, defaults=told)
    elif field is Field.FAKE_FOLLOWERS:
        known = {"basis": CredibilityBasis.REAL_FOLLOWERS, "assessed_on": run.as_of, "source": source}
        Credibility.objects.update_or_create(
            profile=profile, **known, defaults={"share": round(1 - value, 12)}
        )
    elif field in PERSONAL:
        _fill(profile.influencer, PERSONAL[field], value)
    elif field is Field.AUDIENCE_COUNTRY:
        _fill(profile, "audience_country", value)


def _fill(row: Model, name: str, value: str) -> None:
    if not getattr(row, name):
        setattr(row, name, value)
        row.save(update_fields=[name])


def _resolve(taken: Iterable[Taken], by: Any) -> None:
    now = timezone.now()
    rows = [
        _filled(
            each.doubt,
            {
                "decision": Decision.TAKEN,
                "taken_as": in_words(each.value)[:200],
                "resolved_at": now,
                "resolved_by": by,
            },
        )
        for each in taken
    ]
    Doubt.objects.bulk_update(rows, ["decision", "taken_as", "resolved_at", "resolved_by"], batch_size=500)


def in_words(value: Any) -> str:
    """A taken value as the history keeps it, in no language."""
    return f"{value.currency} {value.amount}" if isinstance(value, Price) else str(value)


def _sign_off(runs: Iterable[int], by: Any) -> None:
    """An import of which nothing is open any more is reviewed, by whoever decided the last of it."""
    done = Import.objects.in_doubt().filter(pk__in=runs)
    done.exclude(pk__in=Doubt.objects.open().filter(import_run__in=runs).values("import_run")).update(
        reviewed_at=timezone.now(), reviewed_by=by
    )
