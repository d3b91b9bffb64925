"""Reference data of an installation that was there before."""

import pytest
from django.apps import apps

from influencers import reference
from influencers.models import Benchmark, TaxRate

pytestmark = pytest.mark.django_db
BEFORE = [  # platform, from, to, value as the first version had them
    ("", 0, None, 0.53),
    ("instagram", 0, 10_000, 0.5),
    ("instagram", 10_000, 1_000_000, 0.53),
    ("instagram", 1_000_000, None, 0.71),
]


@pytest.fixture
def first_version():
    Benchmark.objects.filter(metric__in=["within_account_sigma", *MOVING]).delete()
    for platform, low, high, value in BEFORE:
        Benchmark.objects.create(
            metric="within_account_sigma",
            platform=platform,
            followers_from=low,
            followers_to=high,
            value=value,
            evidence="X",
            source="first version",
        )


MOVING = ("level_drift", "level_lasting", "level_memory")
migration = __import__("influencers.migrations.0006_benchmarks_of_moving_levels", fromlist=["add"])


def rows():
    wanted = Benchmark.objects.filter(metric__in=["within_account_sigma", *MOVING])
    return set(wanted.values_list("metric", "platform", "followers_from", "followers_to", "value"))


def test_the_moving_levels_come_in_where_nobody_edited(first_version):
    migration.add(apps, None)
    given = [
        row for row in reference.read("benchmarks.json") if row["metric"] in ("within_account_sigma", *MOVING)
    ]
    keys = ("metric", "platform", "followers_from", "followers_to", "value")
    assert rows() == {tuple(row[key] for key in keys) for row in given}


def test_what_an_administrator_edited_stays(first_version):
    edited = Benchmark.objects.get(metric="within_account_sigma", platform="instagram", followers_to=None)
    Benchmark.objects.filter(pk=edited.pk).update(value=0.9)
    migration.add(apps, None)
    assert ("within_account_sigma", "instagram", 1_000_000, None, 0.9) in rows()


tax_migration = __import__("influencers.migrations.0011_load_tax_rates", fromlist=["load"])


def test_dated_tax_rates_come_in_and_the_share_that_stood_in_for_them_goes():
    Benchmark.objects.create(metric="nett_share_of_gross", country="ID", value=0.975, source="first version")
    TaxRate.objects.filter(kind="ppn", valid_from="2025-01-01").update(value=0.12)
    TaxRate.objects.filter(kind="pph23").delete()
    tax_migration.load(apps, None)
    assert TaxRate.objects.count() == len(reference.read("tax_rates.json"))
    assert TaxRate.objects.get(kind="ppn", valid_from="2025-01-01").value == 0.12
    assert not Benchmark.objects.filter(metric="nett_share_of_gross").exists()
