"""Takes an import back, wholly or not at all.

What it created goes, what it changed returns to what it was. What others rely on stays: profiles that stand
in a plan, a list or another import, or that were edited since, keep their place without its figures; and a
value that somebody changed since stays as it is.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import PROTECT, Model, Q, QuerySet
from django.utils import timezone

from config import bulk
from influencers import current
from influencers.importing import runs
from influencers.models import (
    Credibility,
    Decision,
    Doubt,
    Import,
    Influencer,
    Measurement,
    Profile,
    ProfileNiche,
    Rate,
    Source,
    Trace,
    Traced,
)
from influencers.models.importing import ImportStatus
from influencers.search import changes

BATCH = 5_000
COMPARED = 2_000  # changed rows that a page looks at one by one
FACTS = (Measurement, Credibility, Rate)
TABLES: dict[str, type[Model]] = {
    Traced.INFLUENCER: Influencer,
    Traced.PROFILE: Profile,
    Traced.MEASUREMENT: Measurement,
    Traced.CREDIBILITY: Credibility,
    Traced.RATE: Rate,
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What taking back does, in rows. `stayed` is None where too many would have to be compared."""

    profiles: int  # are deleted
    kept: int  # were created by the import and stay
    facts: int  # measurements, credibility and rates that are deleted
    restored: int  # changed rows that return to what they said
    stayed: int | None  # changed rows that somebody changed since


def is_relied_on(run: Import) -> bool:
    """Whether something outside of the catalogue needs the import itself: a brief that chooses from it."""
    needing = (each.field for each in _relations(Import) if each.on_delete is PROTECT)
    return any(field.model._base_manager.filter(**{field.name: run}).exists() for field in needing)


def outlook(run: Import) -> Outlook:
    """What `take_back` would do now. A few statements; rows are counted by the database."""
    created = Profile.objects.filter(_created(run, Traced.PROFILE)).count()
    kept = len(_kept(run))
    facts = sum(_facts(run, model).count() for model in FACTS)
    changed = run.traces.filter(before__isnull=False)
    number = changed.count()
    same = sum(_as_left(trace).exists() for trace in changed) if number <= COMPARED else None
    restored = number if same is None else same
    return Outlook(created - kept, kept, facts, restored, None if same is None else number - same)


@transaction.atomic
def take_back(run: Import, *, tell: runs.Tell = runs.nobody) -> None:
    """Undo the import and finish it; all or nothing, and nothing where it is not being taken back.

    Waits for a list that is being written: it may add figures to profiles that would go.
    """
    bulk.one_at_a_time(Import)
    if not Import.objects.select_for_update().filter(pk=run.pk, status=ImportStatus.UNDOING).exists():
        return
    kept = _kept(run)
    facts = sum(_facts(run, model)._raw_delete(run._state.db) for model in FACTS)
    tell(20, "undo")
    restored, stayed = _restore(run)
    tell(30, "undo")
    profiles = _delete_profiles(run, kept, tell)
    _delete_people(run)
    links = Profile.imports.through._base_manager.filter(import_id=run.pk)
    left = list(links.values_list("profile_id", flat=True))
    links._raw_delete(run._state.db)
    tell(70, "undo")
    current.refresh(left)
    changes.note_all()
    run.report = {**run.report, "undone": asdict(Outlook(profiles, len(kept), facts, restored, stayed))}
    run.status, run.undone_at = ImportStatus.UNDONE, timezone.now()
    run.save(update_fields=["report", "status", "undone_at"])
    open_ones = Doubt.objects.open().filter(import_run=run)
    open_ones.update(decision=Decision.LEFT_OUT, resolved_at=run.undone_at)


# --- what stays -----------------------------------------------------------------------------------------
def _kept(run: Import) -> set[int]:
    """Keys of the created profiles that somebody relies on or has edited."""
    within = _created(run, Traced.PROFILE)
    kept = _used(run, Profile, without=ProfileNiche)
    people = _used(run, Influencer, without=Profile)
    edited = Q(influencer__updated_at__gt=run.finished_at) | Q(pk__in=_edited(run, Profile))
    found = Profile.objects.filter(within).filter(edited | Q(influencer__in=people))
    kept.update(found.values_list("pk", flat=True))
    for model in FACTS:
        facts = model._base_manager.filter(source=run.source_id, pk__in=_edited(run, model))
        kept.update(facts.filter(_created(run, Traced.PROFILE, "profile")).values_list("profile", flat=True))
    return kept


def _used(run: Import, model: type[Model], *, without: type[Model]) -> set[int]:
    """Keys of created rows that rows of any table name, other than what the import itself brought."""
    found: set[int] = set()
    table = next(name for name, of in TABLES.items() if of is model)
    for each in _relations(model):
        if each.related_model is not without:
            name = each.field.name
            rows = each.related_model._base_manager.filter(_created(run, table, name))
            found.update(rows.exclude(_own(run, each.related_model)).values_list(name, flat=True).distinct())
    return found


def _relations(model: type[Model]) -> Iterator[Any]:
    """The foreign keys that lead here from every table of every app, also those of links."""
    for each in model._meta.get_fields(include_hidden=True):
        if each.auto_created and not each.concrete and (each.one_to_many or each.one_to_one):
            yield each


def _own(run: Import, model: type[Model]) -> Q:
    """Rows that the import brought: they name it, or its source."""
    own = Q(pk__in=[])
    for field in model._meta.concrete_fields:
        if field.related_model is Import:
            own |= Q(**{field.name: run.pk})
        elif field.related_model is Source:
            own |= Q(**{field.name: run.source_id})
    return own


def _created(run: Import, table: str, field: str = "pk") -> Q:
    """The rows of a table that the import created, or by `field` those that name them."""
    ranges = run.traces.filter(table=table, before__isnull=True).values_list("first", "last")
    each = (Q(**{f"{field}__gte": first, f"{field}__lte": last}) for first, last in ranges)
    return reduce(or_, each, Q(pk__in=[]))


def _edited(run: Import, model: type[Model]) -> list[int]:
    """Rows that an administrator has changed since."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, action_time__gt=run.finished_at)
    keys = entries.exclude(action_flag=ADDITION).values_list("object_id", flat=True)
    return [int(key) for key in keys if key and key.isdecimal()]


def _facts(run: Import, model: type[Model]) -> QuerySet:
    return model._base_manager.filter(source=run.source_id).exclude(pk__in=_edited(run, model))


# --- what returns to what it was ------------------------------------------------------------------------
def _restore(run: Import) -> tuple[int, int]:
    """How many changed rows say again what they said before, and how many somebody changed since."""
    restored = stayed = 0
    for trace in run.traces.filter(before__isnull=False).iterator(BATCH):
        found = _as_left(trace)
        same = found.exists()
        if same and "niches" in trace.before:
            ProfileNiche.objects.filter(profile=trace.first).delete()
        elif same:
            found.update(**trace.before)
        restored, stayed = restored + same, stayed + (not same)
    return restored, stayed


def _as_left(trace: Trace) -> QuerySet:
    """The row, should it still say what the import made it say."""
    rows = TABLES[trace.table]._base_manager.filter(pk=trace.first)
    if "niches" in trace.after:
        known = ProfileNiche.objects.filter(profile=trace.first).values_list("niche", "weight")
        left = {tuple(each) for each in trace.after["niches"]}
        return rows if set(known) == left else rows.none()
    for name, value in trace.after.items():
        rows = rows.filter(**({f"{name}__isnull": True} if value is None else {name: value}))
    return rows


# --- what goes ------------------------------------------------------------------------------------------
def _delete_profiles(run: Import, kept: set[int], tell: runs.Tell) -> int:
    created = Profile.objects.filter(_created(run, Traced.PROFILE)).order_by("pk")
    going = (key for key in created.values_list("pk", flat=True).iterator(BATCH) if key not in kept)
    number = 0
    while keys := list(islice(going, BATCH)):
        for each in _relations(Profile):
            rows = each.related_model._base_manager.filter(**{f"{each.field.name}__in": keys})
            if each.field.null:
                rows.update(**{each.field.name: None})
            else:
                rows._raw_delete(rows.db)
        number += Profile.objects.filter(pk__in=keys)._raw_delete(run._state.db)
        tell(50, "undo")
    return number


def _delete_people(run: Import) -> None:
    """The created people of whom no profile is left."""
    created = Influencer.objects.filter(_created(run, Traced.INFLUENCER))
    for each in _relations(Influencer):
        named = each.related_model._base_manager.filter(**{f"{each.field.name}__isnull": False})
        created = created.exclude(pk__in=named.values(each.field.name))
    created._raw_delete(run._state.db)
