"""What a list would change: its records beside what the catalogue knows. Reads the database, writes nothing.

- Of rows with the same identity the last one counts; the others are skipped, and flagged where they differ.
- What is known of a person stays; a list fills what is empty. Figures are added as dated observations.
- The same figures from the same file content are no news, whatever the day; nor are the same of one day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext_noop as _

from influencers.importing.fields import COUNTS
from influencers.importing.niches import NicheWords
from influencers.importing.records import Issue, Record
from influencers.models import Credibility, Measurement, Profile, ProfileNiche, Rate
from influencers.models.profile import identity_of
from influencers.models.rate import RateBasis
from influencers.personal import barred

BATCH = 5_000
FIGURES = (*COUNTS.values(), "engagement_rate", "engagement_denominator")
COMPARED = {Measurement: FIGURES, Credibility: ("share",), Rate: ("amount", "currency", "basis")}
PERSONAL = ("country", "city", "gender", "bio")
OF_PROFILE = ("url", "audience_country")


class Account(NamedTuple):
    """What the catalogue has of a profile and its person."""

    pk: int
    identity: str
    handle: str
    url: str
    audience_country: str
    influencer: int
    name: str
    country: str
    city: str
    gender: str
    bio: str


OF_PERSON = ("name", *PERSONAL)
ACCOUNT = (*Account._fields[:6], *(f"influencer__{name}" for name in OF_PERSON))


class Observation(NamedTuple):
    """A dated fact of a profile that is to be written; `corrects` is the row that a former reading wrote."""

    model: type
    values: dict[str, Any]
    corrects: int | None = None
    was: dict[str, Any] | None = None  # what that row said until now


@dataclass(slots=True)
class Row:
    """A record and what becomes of it. `known` is None where it is new."""

    record: Record
    identity: str
    known: Account | None = None
    personal: dict[str, str] = field(default_factory=dict)  # what is filled in of the person,
    account: dict[str, str] = field(default_factory=dict)  # and of the profile
    niches: Sequence[int] = ()
    observations: Sequence[Observation] = ()
    outcome: str = "created"  # or updated, or unchanged


def identity(record: Record) -> str:
    return identity_of(handle=record.handle, title=record.title, apart=record.apart)


class Matcher:
    """Holds a list beside the catalogue, batch after batch in the order of the file.

    `replaced` says of the position of a record which later one has the same identity. The two columns are
    named in what is `flagged`. The queries grow with batches alone.
    """

    def __init__(
        self,
        *,
        sha256: str,
        as_of: date,
        replaced: Mapping[int, int],
        account_column: str = "",
        niche_column: str = "",
    ):
        self._sha256, self._as_of, self._replaced = sha256, as_of, replaced
        self._account_column, self._niche_column = account_column, niche_column
        self._position = 0
        self._former: dict[int, Record] = {}
        self._niches = _Niches()
        self._flagged: list[Issue] = []
        self.rejected: list[Issue] = []  # rows of people who were erased at their request

    def rows(self, records: Iterable[Record]) -> list[Row]:
        """The records that count, each with what importing it would do now."""
        rows = self._admitted([Row(record, identity(record)) for record in self._lasting(records)])
        _find_profiles(rows)
        known = _Known([row.known.pk for row in rows if row.known], self._sha256, self._as_of)
        for row in rows:
            _compare(row, self._niches.of(row.record), known)
        return rows

    def _admitted(self, rows: list[Row]) -> list[Row]:
        """Without the rows that name somebody erased; the report has their numbers and not the accounts."""
        erased = barred.barred((row.record.platform, row.identity) for row in rows)
        if not erased:
            return rows
        out = {row.record.row for row in rows if (row.record.platform, row.identity) in erased}
        self.rejected += [Issue(row, self._account_column, "", barred.REASON) for row in sorted(out)]
        self._flagged = [issue for issue in self._flagged if issue.number not in out]
        return [row for row in rows if row.record.row not in out]

    def _lasting(self, records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            former = self._former.pop(self._position, None)
            if former and former.differs_from(record):
                self._flag(former, record)
            if former:
                record = record.after(former)
            later = self._replaced.get(self._position)
            if later is None:
                yield record
            else:
                self._former[later] = record
            self._position += 1

    def _flag(self, former: Record, record: Record) -> None:
        reason = _("Row %(number)s names the same account with other values and is the one that counts.")
        account = former.handle or former.title
        self._flagged.append(Issue(former.row, self._account_column, account, reason, record.row))

    @property
    def flagged(self) -> list[Issue]:
        """What was found so far: rows that contradict a later one, and words that name no niche."""
        return self._flagged + self._niches.unknown_words(self._niche_column)


class _Niches:
    """The niches that records name, and the words that nobody knows."""

    def __init__(self) -> None:
        self._words = NicheWords()
        self._found: dict[tuple[str, ...], tuple[list[int], list[str]]] = {}
        self._unknown: dict[str, list[int]] = defaultdict(list)

    def of(self, record: Record) -> list[int]:
        said = record.niches
        if said not in self._found:
            self._found[said] = self._words.find(said)
        niches, strange = self._found[said]
        for word in strange:
            self._unknown[word].append(record.row)
        return niches

    def unknown_words(self, column: str) -> list[Issue]:
        reason = _(
            "No niche is known by this word (%(number)s rows). An administrator can add it as a synonym."
        )
        return [Issue(rows[0], column, word, reason, len(rows)) for word, rows in self._unknown.items()]


def _find_profiles(rows: list[Row]) -> None:
    by_platform: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_platform[row.record.platform].append(row)
    for platform, wanted in by_platform.items():
        identities = [row.identity for row in wanted]
        profiles = Profile.objects.filter(platform=platform, identity__in=identities).order_by()
        found = {account[1]: Account._make(account) for account in profiles.values_list(*ACCOUNT)}
        if found:
            for row in wanted:
                row.known = found.get(row.identity)


class _Known:
    """What the catalogue holds of a batch of profiles, read with one query a kind."""

    def __init__(self, profiles: list[int], sha256: str, as_of: date):
        self.sha256, self.as_of = sha256, as_of
        self.with_niches: set[int] = set()
        self.facts: dict[tuple, list[dict]] = defaultdict(list)
        if profiles:
            self._read(profiles)

    def _read(self, profiles: list[int]) -> None:
        niches = ProfileNiche.objects.filter(profile__in=profiles)
        self.with_niches.update(niches.order_by().values_list("profile", flat=True))
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
        ours_last = None
        for fact in self.facts.get((model, *key), ()):
            ours = fact["sha256"] == self.sha256
            same = all(_equal(fact[name], values.get(name)) for name in COMPARED[model])
            if same and (ours or fact["on"] == self.as_of):
                return None
            ours_last = fact if ours else ours_last
        if ours_last is None:
            return Observation(model, values)
        return Observation(
            model, values, ours_last["id"], {name: ours_last[name] for name in COMPARED[model]}
        )


def _columns(model: type) -> list[str]:
    own = {Measurement: (), Credibility: ("basis",), Rate: ("deliverable",)}[model]
    return ["id", "profile_id", *own, *COMPARED[model]]


def _equal(known: object, given: object) -> bool:
    return (known if known not in ("", None) else None) == (given if given not in ("", None) else None)


def _compare(row: Row, niches: list[int], known: _Known) -> None:
    """Fill in what the row would write."""
    account, facts = row.known, _facts(row.record)
    if account is None:
        row.niches = niches
        row.observations = [Observation(model, values) for model, __, values in facts]
        return
    row.personal, row.account = _personal(row.record, account), _filled(row.record, account, OF_PROFILE)
    row.niches = () if account.pk in known.with_niches else niches
    found = [known.news(model, (account.pk, *rest), values) for model, rest, values in facts]
    row.observations = [observation for observation in found if observation]
    changed = row.personal or row.account or row.niches or row.observations
    row.outcome = "updated" if changed else "unchanged"


def _filled(record: Record, account: Account, names: Iterable[str]) -> dict[str, str]:
    """What the record says where nothing is known."""
    return {name: value for name in names if not getattr(account, name) and (value := getattr(record, name))}


def _personal(record: Record, account: Account) -> dict[str, str]:
    filled = _filled(record, account, PERSONAL)
    nameless = account.name.lower() == account.handle.lower()
    if nameless and record.name and record.name != account.name:
        filled["name"] = record.name
    return filled


def _facts(record: Record) -> Iterator[tuple[type, tuple, dict]]:
    if record.figures:
        yield Measurement, (), dict(record.figures)
    for basis, share in record.credibility.items():
        yield Credibility, (basis,), {"basis": basis, "share": share}
    for price in record.prices:
        values = {"deliverable": price.deliverable, "amount": price.amount, "currency": price.currency}
        values["basis"] = price.basis or RateBasis.UNKNOWN.value
        yield Rate, (price.deliverable,), values
