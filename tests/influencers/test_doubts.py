"""What an import leaves in doubt is kept row by row, beside whom it is about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from influencers.cells import as_written, neutral
from influencers.importing import reading, uploads
from influencers.models import Doubt, DoubtKind, Import, Measurement, Profile
from tests import factories
from tests.influencers.import_files import csv_bytes, csv_file
from tests.influencers.test_import_saving import bring

pytestmark = pytest.mark.django_db

HEADER = ["username", "followers", "avg likes"]
ROWS = [["contoh.satu", "12.480", "90"], ["", "45rb", "7"], ["contoh.dua", "banyak", "5"]]
LIST, REVIEW = reverse("imports:list"), reverse("imports:review")


def in_doubt(tmp_path, *rows):
    return bring(csv_file(tmp_path, HEADER, *(rows or ROWS)))


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


@pytest.fixture
def run(client, tmp_path):
    """A list with doubts, uploaded and imported by a planner who is signed in."""
    client.force_login(factories.member(brand=factories.brand()))
    return imported(client, ROWS)


def imported(client, rows, header=HEADER, name="daftar_instagram.csv"):
    sent = client.post(LIST, {"file": SimpleUploadedFile(name, csv_bytes(header, *rows))}, follow=True)
    assert sent.status_code == 200
    waiting = Import.objects.latest("pk")
    answer = {"reading": uploads.reading_of(waiting)}
    client.post(reverse("imports:confirm", args=[waiting.pk]), answer)
    return Import.objects.get(pk=waiting.pk)


def queue(doubt):
    return reverse("imports:review-group", args=[doubt.pk])


def written(run, value):
    return Doubt.objects.get(import_run=run, value=value)


def decide(client, doubt, **said):
    return client.post(queue(doubt), said, follow=True)


def test_the_queue_shows_what_is_alike_together(client, run):
    page = client.get(REVIEW).content.decode()
    assert "This number can be read in two ways." in page
    assert "daftar_instagram.csv" in page
    assert "12.480" in client.get(queue(written(run, "12.480"))).content.decode()


def test_a_reading_that_is_chosen_becomes_a_figure_entered_by_hand(client, run):
    doubt = written(run, "12.480")
    decide(client, doubt, mark=f"{doubt.pk}:.")
    doubt.refresh_from_db()
    assert (doubt.decision, doubt.taken_as, doubt.resolved_by) == ("taken", "12480", run.uploaded_by)
    profile = doubt.profile
    assert (profile.followers, profile.source.kind) == (12_480, "hand")
    assert profile.measured_on == run.as_of
    assert profile.engagement_rate == pytest.approx(90 / 12_480)


def test_the_second_click_changes_nothing(client, run):
    doubt = written(run, "12.480")
    for mark in (".", "."):
        decide(client, doubt, mark=f"{doubt.pk}:{mark}")
    decide(client, doubt, **{f"said-{doubt.pk}": "99"})
    assert Profile.objects.get(handle="contoh.satu").followers == 12_480
    assert Measurement.objects.filter(profile__handle="contoh.satu").count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_doubt_that_is_being_taken_cannot_be_left_out_meanwhile(client, run):
    doubt = written(run, "12.480")
    with CaptureQueriesContext(connection) as asked:
        decide(client, doubt, mark=f"{doubt.pk}:.")
    table = f'FROM "{Doubt._meta.db_table}"'
    assert any(table in query["sql"] and "FOR UPDATE" in query["sql"] for query in asked)


def test_importing_the_file_again_leaves_the_decision_as_it_is(client, run):
    doubt = written(run, "12.480")
    decide(client, doubt, mark=f"{doubt.pk}:.")
    again = imported(client, ROWS)
    assert again.report["updated"] == again.report["created"] == 0
    assert Profile.objects.get(handle="contoh.satu").followers == 12_480


def test_what_is_written_instead_is_read_by_the_rules_of_the_import(client, run):
    doubt = written(run, "banyak")
    page = decide(client, doubt, **{f"said-{doubt.pk}": "lots", "save": "1"}).content.decode()
    assert "This cannot be read as a number." in page
    assert not Doubt.objects.exclude(decision="").exists()
    decide(client, doubt, **{f"said-{doubt.pk}": "45rb", "save": "1"})
    assert Profile.objects.get(handle="contoh.dua").followers == 45_000


def test_the_last_decision_signs_the_import_off(client, run):
    assert run in Import.objects.in_doubt()
    for doubt in Doubt.objects.filter(import_run=run):
        decide(client, doubt, leave=str(doubt.pk))
    assert run not in Import.objects.in_doubt()
    assert set(Doubt.objects.values_list("decision", flat=True)) == {"left_out"}


def test_an_import_that_is_taken_back_asks_nothing_more(client, run):
    uploads.undo(run.pk, by=None)
    assert not Doubt.objects.open().exists()


def test_the_same_value_is_decided_wherever_it_stands(client):
    client.force_login(factories.member(brand=factories.brand()))
    rows = [[f"contoh.{number}", "5000", "Endonesia"] for number in range(30)]
    run = imported(client, rows, header=["username", "followers", "negara"])
    first = Doubt.objects.filter(import_run=run).earliest("pk")
    decide(client, first, **{f"said-{first.pk}": "Indonesia", "everywhere": "on"})
    assert Doubt.objects.filter(import_run=run).open().count() == 0
    assert set(Profile.objects.values_list("influencer__country", flat=True)) == {"ID"}


def test_all_of_a_group_are_decided_with_one_click(client):
    client.force_login(factories.member(brand=factories.brand()))
    run = imported(client, [[f"contoh.{n}", "banyak" if n % 9 == 0 else "5000", "1"] for n in range(90)])
    first = Doubt.objects.filter(import_run=run).earliest("pk")
    decide(client, first, leave_all="1")
    assert not Doubt.objects.open().exists()


def test_nobody_decides_for_somebody_else(client, run):
    doubt = written(run, "12.480")
    client.force_login(factories.member(brand=factories.brand()))
    assert client.get(queue(doubt)).status_code == 404
    assert client.post(queue(doubt), {"leave": doubt.pk}).status_code == 404
    assert "12.480" not in client.get(REVIEW).content.decode()
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    assert client.get(queue(doubt)).status_code == 200


# --- the file of rejected rows ------------------------------------------------------------------------
WRONG = [["", "45rb", "7"], ["@contoh.tiga", "-5", "=1+1", "x"]]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rejected_rows_come_back_put_right(client, tmp_path, ending):
    client.force_login(factories.member(brand=factories.brand()))
    run = imported(client, [*ROWS[:1], *WRONG])
    answer = client.get(reverse(f"imports:rejected-{ending}", args=[run.pk]))
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    path = tmp_path / f"back.{ending}"
    path.write_bytes(raw)
    sheet = reading.read(path)
    assert sheet.header == tuple(HEADER)
    assert [[str(cell) for cell in cells if cell != ""] for _number, cells in sheet] == [
        ["45rb", "7"],
        WRONG[1],
    ]
    if ending == "csv":
        assert "'@contoh.tiga,'-5,'=1+1" in raw.decode("utf-8-sig")
        assert "The row names no account" in raw.decode("utf-8-sig")


def test_a_file_that_is_gone_is_said_to_be(client, run):
    run.file.delete()
    page = client.get(reverse("imports:rejected-csv", args=[run.pk]), follow=True).content.decode()
    assert "no longer there" in page


@given(st.text(alphabet="'=+-@ \t\n;\"ab1", max_size=12))
def test_neutral_text_comes_back_as_it_was(text):
    assert as_written(neutral(text)) == text or "'" in text
