"""What an import leaves in doubt is kept row by row, beside whom it is about."""

import pytest

from influencers.models import Doubt, DoubtKind, Profile
from tests.influencers.import_files import csv_file
from tests.influencers.test_import_saving import bring

pytestmark = pytest.mark.django_db

HEADER = ["username", "followers", "avg likes"]


def in_doubt(tmp_path, *rows):
    rows = rows or (("contoh.satu", "12.480", "90"), ("", "45rb", "7"), ("contoh.dua", "banyak", "5"))
    return bring(csv_file(tmp_path, HEADER, *rows))


def test_an_import_keeps_every_doubt_with_its_row_and_profile(tmp_path):
    run = in_doubt(tmp_path)
    kept = Doubt.objects.filter(import_run=run).values_list("row", "kind", "column", "value")
    assert sorted(kept) == [
        (2, "flagged", "followers", "12.480"),
        (3, "rejected", "username", ""),
        (4, "flagged", "followers", "banyak"),
    ]
    about = Doubt.objects.get(import_run=run, row=2)
    assert about.profile == Profile.objects.get(handle="contoh.satu")
    assert Doubt.objects.open().count() == run.doubts


def test_a_hundred_doubts_take_as_many_statements_as_two(tmp_path, django_assert_max_num_queries):
    from influencers.importing import doubts
    from influencers.importing.records import Issue

    run = in_doubt(tmp_path)
    issues = [Issue(number, "followers", "x", "This cannot be read as a number.") for number in range(100)]
    with django_assert_max_num_queries(1):
        doubts.keep(run, issues, DoubtKind.FLAGGED)
    assert Doubt.objects.filter(value="x").count() == 100
