"""What a list would change: its records beside what the catalogue knows. Reads the database, writes nothing.

- Of rows with the same identity the last one counts; the others are skipped, and flagged where they differ.
- What is known of a person stays; a list fills what is empty. Figures are added as dated observations.
- The same figures from the same file content are no news, whatever the day; nor are the same of one day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import F
from django.utils.translation import gettext_noop as _

from influencers.importing.fields import COUNTS
from influencers.importing.niches import NicheWords
from influencers.importing.records import Issue, Record
from influencers.models import Credibility, Measurement, Profile, ProfileNiche, Rate
from influencers.models.profile import identity_of

BATCH = 2_000
FIGURES = (*COUNTS.values(), "engagement_rate", "engagement_denominator")
COMPARED = {Measurement: FIGURES, Credibility: ("share",), Rate: ("amount", "currency")}
PERSONAL = ("country", "city", "gender", "bio")


@dataclass(slots=True)
class Observation:
    """A dated fact of a profile that is to be written; `corrects` is the row that a former reading wrote."""

    model: type
    values: dict
    corrects: int | None = None


@dataclass(slots=True)
class Row:
    """A record and what becomes of it. `profile` is None where it is new."""

    record: Record
    identity: str
    profile: Profile | None = None
    personal: dict[str, str] = field(default_factory=dict)
    account: dict[str, str] = field(default_factory=dict)
    niches: list[int] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    outcome: str = ""  # created, updated or unchanged


@dataclass(slots=True)
class Plan:
    rows: list[Row]
    skipped: int
    flagged: list[Issue]

    def count(self, outcome: str) -> int:
        return sum(row.outcome == outcome for row in self.rows)


def plan(
    records: list[Record], *, sha256: str, as_of: date, account_column: str = "", niche_column: str = ""
) -> Plan:
    """What importing the records would do; the queries grow with batches of rows alone.

    The two columns are named in what is flagged.
    """
    rows, flagged = _last_of_each(records, account_column)
    niche_words = NicheWords()
    unknown: dict[str, list[int]] = defaultdict(list)
    for batch in batches(rows):
        _find_profiles(batch)
        known = _Known([row.profile.pk for row in batch if row.profile], sha256, as_of)
        for row in batch:
            niches, strange = niche_words.find(row.record.niches)
            for word in strange:
                unknown[word].append(row.record.row)
            _compare(row, niches, known)
    return Plan(rows, len(records) - len(rows), flagged + _unknown_niches(unknown, niche_column))


def batches(rows: list[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _last_of_each(records: list[Record], column: str) -> tuple[list[Row], list[Issue]]:
    """One row an identity, and a flag for each earlier row that says something else."""
    last: dict[tuple[str, str], Record] = {}
    flagged = []
    for record in records:
        key = record.platform, identity_of(handle=record.handle, title=record.title)
        former = last.pop(key, None)
        if former and former.differs_from(record):
            reason = _("Row %(number)s names the same account with other values and is the one that counts.")
            account = former.handle or former.title
            flagged.append(Issue(former.row, column, account, reason, record.row))
        last[key] = record
    return [Row(record, identity) for (__, identity), record in last.items()], flagged


def _unknown_niches(unknown: dict[str, list[int]], column: str) -> list[Issue]:
    reason = _("No niche is known by this word (%(number)s rows). An administrator can add it as a synonym.")
    return [Issue(rows[0], column, word, reason, len(rows)) for word, rows in unknown.items()]


def _find_profiles(rows: list[Row]) -> None:
    by_platform: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_platform[row.record.platform].append(row)
    for platform, wanted in by_platform.items():
        identities = [row.identity for row in wanted]
        profiles = Profile.objects.with_person().filter(platform=platform, identity__in=identities)
        found = {profile.identity: profile for profile in profiles}
        for row in wanted:
            row.profile = found.get(row.identity)


class _Known:
    """What the catalogue holds of a batch of profiles, read with one query a kind."""

    def __init__(self, profiles: list[int], sha256: str, as_of: date):
        self.sha256, self.as_of = sha256, as_of
        self.with_niches = set(
            ProfileNiche.objects.filter(profile__in=profiles).values_list("profile", flat=True)
        )
        self.facts = defaultdict(list)
        for model, key, dated in (
            (Measurement, (), "measured_on"),
            (Credibility, ("basis",), "assessed_on"),
            (Rate, ("deliverable",), "quoted_on"),
        ):
            for fact in self._of(model, profiles, dated):
                self.facts[model, fact["profile_id"], *(fact[name] for name in key)].append(fact)

    def _of(self, model: type, profiles: list[int], dated: str) -> Iterable[dict]:
        facts = model.objects.filter(profile__in=profiles)
        return facts.values(*_columns(model), on=F(dated), sha256=F("source__import_run__sha256"))

    def news(self, model: type, key: tuple, values: dict) -> Observation | None:
        """The observation to write, or None where the catalogue has it."""
        corrects = None
        for fact in self.facts.get((model, *key), ()):
            ours = fact["sha256"] == self.sha256
            same = all(_equal(fact[name], values.get(name)) for name in COMPARED[model])
            if same and (ours or fact["on"] == self.as_of):
                return None
            corrects = fact["id"] if ours else corrects
        return Observation(model, values, corrects)


def _columns(model: type) -> list[str]:
    own = {Measurement: (), Credibility: ("basis",), Rate: ("deliverable",)}[model]
    return ["id", "profile_id", *own, *COMPARED[model]]


def _equal(known: object, given: object) -> bool:
    return (known if known not in ("", None) else None) == (given if given not in ("", None) else None)


def _compare(row: Row, niches: list[int], known: _Known) -> None:
    """Fill in what the row would write."""
    profile = row.profile
    row.personal = _personal(row)
    row.account = _account(row)
    row.niches = [] if profile and profile.pk in known.with_niches else niches
    key = profile.pk if profile else None
    found = [known.news(model, (key, *rest), values) for model, rest, values in _facts(row.record)]
    row.observations = [observation for observation in found if observation]
    changed = row.personal or row.account or row.niches or row.observations
    row.outcome = "created" if profile is None else "updated" if changed else "unchanged"


def _personal(row: Row) -> dict[str, str]:
    record = row.record
    if row.profile is None:
        return {"name": record.shown_name, **{name: getattr(record, name) for name in PERSONAL}}
    person = row.profile.influencer
    filled = {
        name: getattr(record, name)
        for name in PERSONAL
        if getattr(record, name) and not getattr(person, name)
    }
    nameless = person.name.lower() == row.profile.handle.lower()
    if nameless and record.name and record.name != person.name:
        filled["name"] = record.name
    return filled


def _account(row: Row) -> dict[str, str]:
    """What the row adds to the profile itself: fields that are filled where they were empty."""
    given = {"url": row.record.url, "audience_country": row.record.audience_country}
    return {
        name: value
        for name, value in given.items()
        if value and not (row.profile and getattr(row.profile, name))
    }


def _facts(record: Record) -> Iterator[tuple[type, tuple, dict]]:
    if record.figures:
        yield Measurement, (), dict(record.figures)
    for basis, share in record.credibility.items():
        yield Credibility, (basis,), {"basis": basis, "share": share}
    for price in record.prices:
        values = {"deliverable": price.deliverable, "amount": price.amount, "currency": price.currency}
        yield Rate, (price.deliverable,), values
