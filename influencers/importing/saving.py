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
from influencers.importing.tracing import Traces
from influencers.models import (
    Credibility,
    Import,
    Influencer,
    Measurement,
    Profile,
    ProfileNiche,
    Rate,
    Source,
    Traced,
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
TRACED = {Measurement: Traced.MEASUREMENT, Credibility: Traced.CREDIBILITY, Rate: Traced.RATE}
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
        self._traces = Traces(run)

    def write(self, rows: Sequence[Row]) -> None:
        known = [(row, row.known.pk) for row in rows if row.known]
        new = self._create([row for row in rows if not row.known], _families(rows))
        touched = [(row, key) for row, key in known if row.outcome == "updated"]
        self._fill([row for row, __ in touched])
        self._add_niches([*new, *touched])
        self._observe([*new, *touched])
        links = Profile.imports.through
        bulk.insert(links, ("profile", "import"), ((key, self._run.pk) for __, key in [*known, *new]))
        self._rows.extend(row.record.row for row, __ in [*known, *new])
        self._keys.extend(key for __, key in [*known, *new])
        self._traces.write()
        current.refresh(key for row, key in touched if row.observations)
        changes.note(key for __, key in [*new, *touched])

    def finish(self) -> None:
        """Keep what taking it all back has to know."""
        self._traces.finish()

    def profiles(self, numbers: Container[int]) -> dict[int, int]:
        """The key of the profile that each of these rows became, of a row with several the last."""
        return {row: key for row, key in zip(self._rows, self._keys, strict=True) if row in numbers}

    def _create(self, rows: Sequence[Row], families: dict[tuple, int]) -> list[tuple[Row, int]]:
        """The people who are not known and all the profiles; profiles of one person share it."""
        if not rows:
            return []
        named = [_family(row) or (row.record.row, row.identity) for row in rows]
        new = {family: row for family, row in zip(named, rows, strict=True) if family not in families}
        people, keys = bulk.reserve(Influencer, len(new)), bulk.reserve(Profile, len(rows))
        owners = {**families, **dict(zip(new, people, strict=True))}
        self._traces.created(Traced.INFLUENCER, people)
        self._traces.created(Traced.PROFILE, keys)
        bulk.insert(Influencer, NEW_PERSON, map(self._person, new.values(), people))
        bulk.insert(
            Profile, NEW_PROFILE, map(self._profile, rows, keys, [owners[family] for family in named])
        )
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
        for key, row in people.items():
            self._traces.changed(Traced.INFLUENCER, key, _known(row, row.personal), row.personal)
        told = ((key, *_filled(row, OF_PERSON), self._now) for key, row in people.items())
        bulk.update(Influencer, (*OF_PERSON, "updated_at"), told)
        profiles = {row.known.pk: row for row in rows if row.known and row.account}
        for key, row in profiles.items():
            self._traces.changed(Traced.PROFILE, key, _known(row, row.account), row.account)
        bulk.update(Profile, OF_PROFILE, ((key, *_filled(row, OF_PROFILE)) for key, row in profiles.items()))

    def _add_niches(self, rows: Iterable[tuple[Row, int]]) -> None:
        weights = []
        for row, key in rows:
            each = [(niche, 1 / len(row.niches)) for niche in row.niches]
            if each and row.known:
                self._traces.changed(Traced.PROFILE, key, {"niches": []}, {"niches": each})
            weights += [(key, niche, weight) for niche, weight in each]
        bulk.insert(ProfileNiche, ("profile", "niche", "weight"), weights)

    def _observe(self, rows: Iterable[tuple[Row, int]]) -> None:
        new: dict[type[Model], list[tuple]] = defaultdict(list)
        corrected: dict[type[Model], list[tuple]] = defaultdict(list)
        source, day = self._source.pk, self._day
        for row, key in rows:
            for model, values, corrects, was in row.observations:
                if corrects:
                    said = dict(zip(COMPARED[model], _values(values, COMPARED[model]), strict=True))
                    self._traces.changed(TRACED[model], corrects, was, said)
                    corrected[model].append((corrects, *said.values()))
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


def _known(row: Row, names: Iterable[str]) -> dict[str, str]:
    return {name: getattr(row.known, name) for name in names}


def _filled(row: Row, names: Iterable[str]) -> list[str]:
    said = {**row.personal, **row.account}
    return [said.get(name) or getattr(row.known, name) for name in names]


def _family(row: Row) -> tuple[int, str] | None:
    """Rows of a file that name several profiles of one person."""
    return (row.record.row, row.record.person) if row.record.person else None


def _families(rows: Iterable[Row]) -> dict[tuple, int]:
    """Who it is where the catalogue knows one of a person's profiles."""
    found = {}
    for row in rows:
        if row.known and (family := _family(row)):
            found.setdefault(family, row.known.influencer)
    return found
