"""The database between tests that commit what they write."""

from contextlib import contextmanager

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import override_settings

from influencers import reference
from influencers.models import Benchmark, Niche, NicheSynonym, TaxRate

MADE_AFTER_MIGRATING = {ContentType._meta.db_table, Permission._meta.db_table}


def leave_as_migrated() -> None:
    """Nothing is left but what migrations write. Deletes: on small tables far quicker than a flush."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in set(tables) - MADE_AFTER_MIGRATING:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 (names of our own)
        load_reference_data()


@contextmanager
def rows_of_a_module(django_db_blocker, **settings):
    """Rows that are written once for a module's tests, which roll back to them, and are gone after it."""
    with (
        django_db_blocker.unblock(),
        override_settings(**settings),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)


def load_reference_data() -> None:
    reference.load(benchmark=Benchmark, niche=Niche, synonym=NicheSynonym)
    reference.load_tax_rates(TaxRate)
