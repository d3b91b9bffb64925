"""Writes a plan: every row of it or none, a few statements a batch."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from influencers import current
from influencers.importing.matching import COMPARED, PERSONAL, Plan, Row, batches
from influencers.models import (
    Credibility,
    Import,
    Influencer,
    Measurement,
    Profile,
    ProfileNiche,
    Rate,
    Source,
)

DATED = {Measurement: "measured_on", Credibility: "assessed_on", Rate: "quoted_on"}


@transaction.atomic
def save(plan: Plan, *, run: Import, source: Source) -> None:
    """Write all that the plan says, dated `run.as_of` and sourced `source`; link the run to its profiles."""
    for batch in batches(plan.rows):
        _save_batch(batch, run, source)


def _save_batch(rows: list[Row], run: Import, source: Source) -> None:
    touched = [row for row in rows if row.outcome != "unchanged"]
    _create([row for row in touched if row.profile is None])
    _fill([row for row in touched if row.profile.pk and (row.personal or row.account)])
    _add_niches(touched)
    _observe(touched, run.as_of, source)
    linked = Profile.imports.through
    linked.objects.bulk_create(linked(profile_id=row.profile.pk, import_id=run.pk) for row in rows)
    current.refresh(row.profile.pk for row in touched if row.observations)


def _create(rows: list[Row]) -> None:
    people = Influencer.objects.bulk_create(Influencer(**row.personal) for row in rows)
    profiles = Profile.objects.bulk_create(
        Profile(
            influencer=person,
            platform=row.record.platform,
            handle=row.record.handle,
            title=row.record.title or row.record.name,
            identity=row.identity,
            **row.account,
        )
        for person, row in zip(people, rows, strict=True)
    )
    for row, profile in zip(rows, profiles, strict=True):
        row.profile, row.personal, row.account = profile, {}, {}


def _fill(rows: list[Row]) -> None:
    for row in rows:
        for name, value in row.account.items():
            setattr(row.profile, name, value)
        for name, value in row.personal.items():
            setattr(row.profile.influencer, name, value)
        row.profile.influencer.updated_at = timezone.now()
    people = [row.profile.influencer for row in rows]
    Influencer.objects.bulk_update(people, ["name", *PERSONAL, "updated_at"], batch_size=500)
    profiles = [row.profile for row in rows]
    Profile.objects.bulk_update(profiles, ["url", "audience_country"], batch_size=500)


def _add_niches(rows: list[Row]) -> None:
    ProfileNiche.objects.bulk_create(
        ProfileNiche(profile=row.profile, niche_id=niche, weight=1 / len(row.niches))
        for row in rows
        for niche in row.niches
    )


def _observe(rows: list[Row], as_of: date, source: Source) -> None:
    new: dict[type[Model], list[Model]] = defaultdict(list)
    corrected: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        for found in row.observations:
            if found.corrects:
                corrected[found.model].append(found.model(pk=found.corrects, **found.values))
            else:
                facts = {"source": source, DATED[found.model]: as_of, **found.values}
                new[found.model].append(found.model(profile=row.profile, **facts))
    for model, observations in new.items():
        model.objects.bulk_create(observations)
    for model, observations in corrected.items():
        model.objects.bulk_update(observations, COMPARED[model], batch_size=500)
