"""Fills a development installation with synthetic data: catalogue, brands, users and campaigns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from campaigns.demo import brands, catalogue
from campaigns.demo.rows import SOURCE_NAME, Writer, demo_source
from campaigns.models import Brand
from influencers.models import Profile, Source
from influencers.models.source import SourceKind

PROFILES, SEED = 5_000, 7
REPORT_EVERY = 50_000


class Command(BaseCommand):
    help = "Fill a development installation with synthetic, labelled demo data. Refuses outside DEBUG."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--profiles", type=int, help=f"how many profiles (default {PROFILES:,})")
        parser.add_argument("--seed", type=int, default=SEED, help=f"same seed, same data (default {SEED})")

    def handle(self, *, profiles: int | None, seed: int, **options) -> None:
        _refuse_outside_development()
        if profiles is not None and profiles < 1:
            raise CommandError("--profiles is a whole number from 1.", returncode=2)
        if source := Source.objects.filter(kind=SourceKind.SYNTHETIC, name=SOURCE_NAME).first():
            self.stdout.write(_already_there(source, profiles))
            return
        _refuse_names_in_use()
        started = timezone.now()
        with _unlogged(), transaction.atomic():
            count = self._write(profiles or PROFILES, abs(seed), timezone.localdate())
        seconds = (timezone.now() - started).total_seconds()
        self.stdout.write(
            f"{count:,} synthetic profiles in {seconds:.1f} s. Sign in as {', '.join(brands.USERNAMES)} "
            f"with the password {brands.PASSWORD}."
        )

    def _write(self, profiles: int, seed: int, today: date) -> int:
        source, count = demo_source(today), 0
        writer = Writer(source)
        for people in catalogue.people(profiles=profiles, seed=seed, today=today):
            before, count = count, count + writer.save(people)
            if before // REPORT_EVERY < count // REPORT_EVERY:
                self.stdout.write(f"{count:,} of {profiles:,} profiles")
        writer.finish()
        brands.create(source=source, today=today)
        return count


@contextmanager
def _unlogged() -> Iterator[None]:
    """Development keeps every statement it runs: too slow and too much for a million rows."""
    usual, connection.make_debug_cursor = connection.make_debug_cursor, connection.make_cursor
    try:
        yield
    finally:
        connection.make_debug_cursor = usual


def _refuse_outside_development() -> None:
    if not settings.DEBUG:
        raise CommandError(
            "Demo data has users with a public password: it is for development alone (DEBUG).", returncode=2
        )


def _already_there(source: Source, profiles: int | None) -> str:
    """What to say to a second run; more profiles than there are is refused."""
    there = Profile.objects.filter(source=source).count()
    if profiles is not None and profiles > there:
        raise CommandError(
            f"Demo data is here already, with {there:,} profiles; for more, start from an empty database.",
            returncode=2,
        )
    return f"Demo data is here already, with {there:,} profiles: nothing to do."


def _refuse_names_in_use() -> None:
    users = get_user_model().objects.filter(username__in=brands.USERNAMES)
    taken = [*users.values_list("username", flat=True)]
    taken += Brand.objects.filter(name__in=brands.MEMBERS).values_list("name", flat=True)
    if taken:
        raise CommandError(
            f"Not part of the demo, but named like it: {', '.join(taken)}. Rename or remove first.",
            returncode=2,
        )
