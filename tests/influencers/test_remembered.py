"""What somebody said of a list's columns is taken over for the next list with the same header."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from influencers.importing import uploads
from influencers.importing.remembered import shape_of
from influencers.models import Import, RememberedColumns
from tests import factories
from tests.influencers.import_files import csv_bytes

pytestmark = pytest.mark.django_db
HEADER = ["username", "followers", "Angka"]
ROWS = [["contoh.satu", "45000", "900"], ["contoh.dua", "52000", "800"]]


@pytest.fixture(autouse=True)
def planner(client):
    person = factories.member(brand=factories.brand())
    client.force_login(person)
    return person


def upload(client, rows=ROWS, header=HEADER, name="daftar_instagram.csv"):
    file = SimpleUploadedFile(name, csv_bytes(header, *rows))
    page = client.post(reverse("imports:list"), {"file": file}, follow=True).content.decode()
    return Import.objects.latest("pk"), page


def choose(client, run, **meanings):
    columns = {f"column-{column['number']}": column["field"] for column in run.report["columns"]}
    data = {"platform": run.platform, "as_of": run.as_of.isoformat(), **columns, **meanings}
    client.post(run.get_absolute_url(), data)
    run.refresh_from_db()


def confirm(client, run):
    client.post(reverse("imports:confirm", args=[run.pk]), {"reading": uploads.reading_of(run)})


def chosen_once(client):
    run, _page = upload(client)
    choose(client, run, **{"column-3": "avg_likes"})
    confirm(client, run)


def test_the_next_list_is_read_as_the_last(client, planner):
    chosen_once(client)
    again, page = upload(client, [["contoh.tiga", "61000", "700"]], ["Username", "FOLLOWERS", "angka:"])
    assert again.mapping["angka:"] == "avg_likes"
    assert "Columns as in “daftar_instagram.csv”" in page
    assert RememberedColumns.objects.get().decided_by == planner


def test_values_that_contradict_are_read_afresh(client):
    chosen_once(client)
    again, _page = upload(client, [["contoh.tiga", "61000", "ramah"], ["contoh.empat", "62000", "ceria"]])
    assert again.mapping["Angka"] == "ignore"
    assert again.mapping["followers"] == "followers"


def test_the_newest_choice_counts(client):
    chosen_once(client)
    run, _page = upload(client)
    choose(client, run, **{"column-3": "avg_comments"})
    confirm(client, run)
    assert upload(client)[0].mapping["Angka"] == "avg_comments"
    assert RememberedColumns.objects.count() == 1


def test_nothing_is_remembered_before_the_list_is_in(client):
    run, page = upload(client)
    choose(client, run, **{"column-3": "avg_likes"})
    assert "Columns as in" not in page
    assert not RememberedColumns.objects.exists()


def test_a_list_that_nobody_had_to_correct_leaves_nothing(client):
    run, _page = upload(client)
    confirm(client, run)
    assert not RememberedColumns.objects.exists()


def test_a_shape_is_the_names_of_the_columns():
    assert shape_of(["User Name", "ER %"]) == shape_of(["user_name", "er  %"])
    assert shape_of(["a", "b"]) != shape_of(["b", "a"])
