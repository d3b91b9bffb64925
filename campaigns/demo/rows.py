"""From the records of the synthetic catalogue to rows, a batch at a time.

Plain tuples go straight to the database: model instances would take ten times as long, and a million profiles
have about nine million rows. The database checks every constraint all the same.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, count

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model
from django.utils import timezone

from campaigns.demo.bundles import MORE_RIGHTS, Bundle
from campaigns.demo.catalogue import Account, Person, Quote
from influencers.models import (
    AudienceShare,
    Credibility,
    Influencer,
    Measurement,
    Niche,
    Package,
    PackageItem,
    Profile,
    ProfileNiche,
    Rate,
    Source,
)
from influencers.models.audience import CredibilityBasis
from influencers.models.profile import Denominator, identity_of
from influencers.models.source import SourceKind
from influencers.search import changes

SOURCE_NAME = "Synthetic demo data"
BIO = "An invented person with synthetic figures."
FIELDS = {
    Influencer: "id name gender country city bio is_active created_at updated_at",
    Profile: (
        "id influencer platform handle title identity url followers engagement_rate"
        " engagement_denominator average_engagements average_views average_reach posts measured_on source"
        " credibility price created_at"
    ),
    ProfileNiche: "profile niche weight",
    Measurement: (
        "profile source measured_on followers posts average_views average_likes average_comments"
        " average_shares average_reach engagement_denominator"
    ),
    Rate: "profile source deliverable amount currency basis quoted_on valid_until",
    Package: (
        "id profile name amount currency basis usage_rights_days more_rights_days more_rights_price quoted_on"
        " valid_until source"
    ),
    PackageItem: "package deliverable quantity",
    Credibility: "profile source basis share assessed_on",
    AudienceShare: "profile source dimension value share",
}
Row = tuple[object, ...]
NUMBERED = [Influencer, Profile, Package]  # others refer to their rows


def demo_source(today: date) -> Source:
    return Source.objects.create(name=SOURCE_NAME, kind=SourceKind.SYNTHETIC, obtained_on=today)


def insert(model: type[Model], rows: Iterable[Row]) -> None:
    """Add rows with the values of FIELDS, every other field at its default.

    COPY on PostgreSQL, one prepared statement on SQLite.
    """
    given = [model._meta.get_field(name) for name in FIELDS[model].split()]
    others = [each for each in model._meta.concrete_fields if not (each.generated or each.primary_key)]
    others = [each for each in others if each not in given]
    defaults = tuple(each.get_db_prep_save(each.get_default(), connection) for each in others)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(each.column) for each in (*given, *others))
    _send(f"{quote(model._meta.db_table)} ({columns})", len(given + others), (row + defaults for row in rows))


def _send(into: str, width: int, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * width)
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608 - names of models


class Writer:
    """Saves batches of people. The current figures are written with the history that they follow from."""

    def __init__(self, source: Source) -> None:
        self.source = source.pk
        self.niches = dict(Niche.objects.values_list("slug", "pk"))
        self.now = connection.ops.adapt_datetimefield_value(timezone.now())
        self.people, self.profiles, self.packages = (
            count((model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1) for model in NUMBERED
        )

    def save(self, people: list[Person]) -> int:
        """The number of profiles saved."""
        owners = [(next(self.people), each) for each in people]
        accounts = [
            (next(self.profiles), owner, person, account)
            for owner, person in owners
            for account in person.accounts
        ]
        insert(Influencer, (self._person(*each) for each in owners))
        insert(Profile, (self._profile(*each) for each in accounts))
        for model, rows in (
            (ProfileNiche, self._niches),
            (Measurement, self._measurements),
            (Rate, self._rates),
            (Credibility, self._credibility),
            (AudienceShare, self._audience),
        ):
            insert(model, chain.from_iterable(rows(pk, account) for pk, _, _, account in accounts))
        self._save_packages([(pk, account) for pk, _, _, account in accounts if account.bundles])
        return len(accounts)

    def finish(self) -> None:
        """Let the database's own numbering go on after the rows that brought their numbers."""
        changes.note_all()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), NUMBERED):
                cursor.execute(statement)

    def _person(self, pk: int, person: Person) -> Row:
        return (
            pk, person.name, person.gender, person.country, person.city, BIO, True, self.now, self.now
        )  # fmt: skip

    def _profile(self, pk: int, owner: int, person: Person, account: Account) -> Row:
        newest, title = account.seen[0], person.name if account.platform == "youtube" else ""
        on_instagram = account.platform == "instagram"
        per = newest.followers if on_instagram else newest.views
        rate = None if newest.engagements is None or not per else newest.engagements / per
        denominator = Denominator.FOLLOWERS if on_instagram else Denominator.VIEWS
        price = account.quotes[0].amount if account.quotes else None
        return (
            pk, owner, account.platform, person.handle, title, identity_of(handle=person.handle), "",
            newest.followers, rate, "" if rate is None else denominator.value, newest.engagements,
            newest.views, newest.reach, newest.posts, newest.day, self.source, account.credibility, price,
            self.now,
        )  # fmt: skip

    def _niches(self, profile: int, account: Account) -> Iterator[Row]:
        for slug, weight in account.niches.items():
            yield profile, self.niches[slug], weight

    def _measurements(self, profile: int, account: Account) -> Iterator[Row]:
        for seen in reversed(account.seen):
            yield (
                profile, self.source, seen.day, seen.followers, seen.posts, seen.views, seen.likes,
                seen.comments, seen.shares, seen.reach, "",
            )  # fmt: skip

    def _rates(self, profile: int, account: Account) -> Iterator[Row]:
        for quote in account.quotes:
            yield (
                profile, self.source, quote.deliverable, quote.amount, "IDR", quote.basis, quote.day,
                quote.valid_until,
            )  # fmt: skip

    def _save_packages(self, accounts: list[tuple[int, Account]]) -> None:
        sold = [
            (next(self.packages), profile, account.quotes[0], bundle)
            for profile, account in accounts
            for bundle in account.bundles
        ]
        insert(Package, (self._package(*each) for each in sold))
        insert(
            PackageItem,
            ((pk, item, number) for pk, _, _, bundle in sold for item, number in bundle.items.items()),
        )

    def _package(self, pk: int, profile: int, quote: Quote, bundle: Bundle) -> Row:
        more = None if bundle.more_rights_price is None else MORE_RIGHTS
        return (
            pk, profile, bundle.name, bundle.amount, "IDR", quote.basis, bundle.rights_days, more,
            bundle.more_rights_price, quote.day, quote.valid_until, self.source,
        )  # fmt: skip

    def _credibility(self, profile: int, account: Account) -> Iterator[Row]:
        if account.credibility is not None:
            basis = CredibilityBasis.AUTHENTIC_ENGAGEMENT.value
            yield profile, self.source, basis, account.credibility, account.seen[0].day

    def _audience(self, profile: int, account: Account) -> Iterator[Row]:
        for (dimension, value), share in account.audience.items():
            yield profile, self.source, dimension, value, share
