"""Writes what a list brings, a few statements a batch; the caller holds the transaction."""

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone

from config import bulk
from influencers import current
from influencers.importing.matching import COMPARED, OF_PERSON, OF_PROFILE, Row
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
from influencers.models.rate import RateBasis
from influencers.search import changes

DATED = {Measurement: "measured_on", Credibility: "assessed_on", Rate: "quoted_on"}
WHOLE = ("followers", "lifetime_views", "lifetime_videos")  # columns that take no fraction, even of zero
# What an observation says, and for what its model would have a default.
SAID: dict[type[Model], tuple[str, ...]] = {
    Measurement: COMPARED[Measurement],
    Credibility: ("basis", "share"),
    Rate: ("deliverable", "amount", "currency", "basis"),
}
DEFAULTS = {"engagement_denominator": "", "basis": RateBasis.UNKNOWN.value}
NEW_PERSON = ("id", *OF_PERSON, "vendor_kind", "is_pkp", "is_active", "created_at", "updated_at")
NEW_PROFILE = (
    *("id", "influencer", "platform", "handle", "title", "identity", *OF_PROFILE, "created_at"),
    *current.FIELDS,
)


class Writer:
    """Writes batch after batch, dated `run.as_of` and sourced `source`, and links the run to its profiles."""

    def __init__(self, run: Import, source: Source):
        self._run, self._source = run, source
        self._now = bulk.prepared(Influencer, "created_at", timezone.now())
        self._day = bulk.prepared(Measurement, "measured_on", run.as_of)
        self._rows, self._keys = array("q"), array("q")

    def write(self, rows: Sequence[Row]) -> None:
        known = [(row, row.known.pk) for row in rows if row.known]
        new = self._create([row for row in rows if not row.known])
        touched = [(row, key) for row, key in known if row.outcome == "updated"]
        self._fill([row for row, __ in touched])
        _add_niches([*new, *touched])
        self._observe([*new, *touched])
        links = Profile.imports.through
        bulk.insert(links, ("profile", "import"), ((key, self._run.pk) for __, key in [*known, *new]))
        self._rows.extend(row.record.row for row, __ in [*known, *new])
        self._keys.extend(key for __, key in [*known, *new])
        current.refresh(key for row, key in touched if row.observations)
        changes.note(key for __, key in [*new, *touched])

    def profiles(self, numbers: Container[int]) -> dict[int, int]:
        """The key of the profile that each of these rows became, of a row with several the last."""
        return {row: key for row, key in zip(self._rows, self._keys, strict=True) if row in numbers}

    def _create(self, rows: Sequence[Row]) -> list[tuple[Row, int]]:
        if not rows:
            return []
        people, keys = bulk.reserve(Influencer, len(rows)), bulk.reserve(Profile, len(rows))
        bulk.insert(Influencer, NEW_PERSON, map(self._person, rows, people))
        bulk.insert(Profile, NEW_PROFILE, map(self._profile, rows, keys, people))
        return list(zip(rows, keys, strict=True))

    def _person(self, row: Row, key: int) -> tuple:
        said = row.record
        personal = (said.shown_name, said.country, said.city, said.gender, said.bio)
        return (key, *personal, "", False, True, self._now, self._now)

    def _profile(self, row: Row, key: int, person: int) -> tuple:
        said = row.record
        title = said.title or said.name
        account = (said.platform, said.handle, title, row.identity, said.url, said.audience_country)
        return (key, person, *account, self._now, *self._current(row))

    def _current(self, row: Row) -> tuple:
        """The current figures of a new profile: its whole history is this row."""
        said = row.record
        dated = {"measured_on": self._day, "source": self._source.pk}
        return current.figures(
            said.platform,
            [_whole({**said.figures, **dated})] if said.figures else (),
            credibility=list(said.credibility.values())[-1] if said.credibility else None,
            price=current.price_of(
                said.platform, ((price.deliverable, price.currency, price.amount) for price in said.prices)
            ),
        )

    def _fill(self, rows: Iterable[Row]) -> None:
        """What was empty of a person and a profile; the rest is written as it was."""
        people = {row.known.influencer: row for row in rows if row.known and row.personal}
        told = ((key, *_now_known(row, OF_PERSON), self._now) for key, row in people.items())
        bulk.update(Influencer, (*OF_PERSON, "updated_at"), told)
        profiles = {row.known.pk: row for row in rows if row.known and row.account}
        bulk.update(
            Profile, OF_PROFILE, ((key, *_now_known(row, OF_PROFILE)) for key, row in profiles.items())
        )

    def _observe(self, rows: Iterable[tuple[Row, int]]) -> None:
        new: dict[type[Model], list[tuple]] = defaultdict(list)
        corrected: dict[type[Model], list[tuple]] = defaultdict(list)
        source, day = self._source.pk, self._day
        for row, key in rows:
            for model, values, corrects in row.observations:
                if corrects:
                    corrected[model].append((corrects, *_values(values, COMPARED[model])))
                else:
                    new[model].append((key, source, day, *_values(values, SAID[model])))
        for model, facts in new.items():
            bulk.insert(model, ("profile", "source", DATED[model], *SAID[model]), facts)
        for model, facts in corrected.items():
            bulk.update(model, COMPARED[model], facts)


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    for name in WHOLE:
        if name in values:
            values[name] = int(values[name])
    return values


def _values(values: dict[str, Any], names: Iterable[str]) -> list[Any]:
    known = _whole(values)
    return [known.get(name, DEFAULTS.get(name)) for name in names]


def _now_known(row: Row, names: Iterable[str]) -> list[str]:
    filled = {**row.personal, **row.account}
    return [filled.get(name) or getattr(row.known, name) for name in names]


def _add_niches(rows: Iterable[tuple[Row, int]]) -> None:
    bulk.insert(
        ProfileNiche,
        ("profile", "niche", "weight"),
        ((key, niche, 1 / len(row.niches)) for row, key in rows for niche in row.niches),
    )
