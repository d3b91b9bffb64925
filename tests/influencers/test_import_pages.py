import threading
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from influencers.importing import uploads
from influencers.importing.issues import by_reason
from influencers.models import Import, Influencer, Measurement, Profile, Source
from tests import factories
from tests.influencers.import_files import csv_bytes, xlsx_file, zip_bomb

pytestmark = pytest.mark.django_db
LIST = reverse("imports:list")
HEADER = ["username", "nama lengkap", "followers"]
ROWS = [["contoh.satu", "Contoh Satu 🌸", "45rb"], ["contoh.dua", "Contoh Dua", "1,2jt"], ["", "", "5"]]


@pytest.fixture
def planner(client):
    person = factories.member(brand=factories.brand())
    client.force_login(person)
    return person


def upload(client, raw=None, *, name="daftar_instagram.csv", follow=True, **fields):
    file = SimpleUploadedFile(name, csv_bytes(HEADER, *ROWS) if raw is None else raw)
    return client.post(LIST, {"file": file, **fields}, follow=follow)


def waiting(client, **options):
    upload(client, **options)
    return Import.objects.latest("pk")


def confirm(client, run, reading=None, follow=True):
    data = {"reading": uploads.reading_of(run) if reading is None else reading}
    return client.post(reverse("imports:confirm", args=[run.pk]), data, follow=follow)


def nothing_stored():
    return not (Profile.objects.exists() or Influencer.objects.exists() or Measurement.objects.exists())


def text_of(response):
    return response.content.decode()


# --- the way of a list ----------------------------------------------------------------------------------
def test_a_list_is_seen_before_it_is_stored(client, planner):
    response = upload(client)
    run = Import.objects.get()
    assert response.redirect_chain == [(run.get_absolute_url(), 302)]
    page = text_of(response)
    assert "Contoh Satu 🌸" in page
    assert "1,200,000" in page
    assert "The row names no account" in page
    assert response.context["coming"] == 2
    assert nothing_stored()
    assert (run.status, run.uploaded_by, run.platform) == ("preview", planner, "instagram")


def test_the_day_of_the_figures_can_be_set_before_they_are_stored(client, planner):
    run = waiting(client)
    response = client.post(
        run.get_absolute_url(), {"platform": "instagram", "as_of": "2022-12-01"}, follow=True
    )
    assert "The figures count as of 1 Dec 2022." in text_of(response)
    run.refresh_from_db()
    confirm(client, run)
    assert set(Measurement.objects.values_list("measured_on", flat=True)) == {date(2022, 12, 1)}


def test_figures_cannot_be_of_a_day_to_come(client, planner):
    run = waiting(client)
    day = timezone.localdate() + timedelta(days=1)
    response = client.post(run.get_absolute_url(), {"platform": "instagram", "as_of": day.isoformat()})
    assert "This day is still to come." in text_of(response)
    run.refresh_from_db()
    assert run.as_of == timezone.localdate()


def test_the_preview_shows_rates_and_prices_as_they_will_be_stored(client, planner, tmp_path):
    header = ["Username IG", "Pengikut", "ER", "Harga Feed", "Harga Reels"]
    path = xlsx_file(tmp_path, header, ["contoh.satu", 45000, "3,5%", 1500000, "Rp 2.500.000"])
    page = text_of(client.get(waiting(client, name="list.xlsx", raw=path.read_bytes()).get_absolute_url()))
    for shown in ("45000", "3.5", "Rp 1,500,000", "Instagram feed post", "Rp 2,500,000", "Instagram reel"):
        assert shown in page.replace("\xa0", " ")
    assert "45000.0" not in page


def test_confirming_stores_it_and_leads_to_the_list(client, planner):
    run = waiting(client)
    response = confirm(client, run)
    run.refresh_from_db()
    assert run.status == "done"
    assert set(run.profiles.values_list("handle", flat=True)) == {"contoh.satu", "contoh.dua"}
    assert "2 profiles imported." in text_of(response)
    assert f"{reverse('influencers:list')}?import={run.pk}" in text_of(response)


def test_confirming_twice_imports_once(client, planner):
    run = waiting(client)
    reading = uploads.reading_of(run)
    confirm(client, run, reading)
    finished = Import.objects.get().finished_at
    response = confirm(client, run, reading)
    assert response.status_code == 200
    assert Import.objects.get().finished_at == finished
    assert (Profile.objects.count(), Measurement.objects.count()) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_import_once(client):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time")
    client.force_login(factories.user(is_superuser=True, is_staff=True))
    run = waiting(client)
    reading, outcomes = uploads.reading_of(run), []

    def press():
        try:
            outcomes.append(uploads.confirm(run.pk, reading=reading).status)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(outcomes) <= {"queued", "running", "done"}
    assert Import.objects.get().status == "done"
    assert (Profile.objects.count(), Source.objects.filter(name=run.file_name).count()) == (2, 1)


def test_the_columns_can_be_chosen(client, planner):
    run = waiting(client, raw=csv_bytes(["username", "angka"], ["contoh.satu", "4500"]))
    chosen = {"platform": "tiktok", "column-1": "handle", "column-2": "followers"}
    response = client.post(run.get_absolute_url(), chosen, follow=True)
    assert "4,500" in text_of(response)
    run.refresh_from_db()
    assert (run.platform, run.mapping) == ("tiktok", {"username": "handle", "angka": "followers"})
    confirm(client, run)
    assert Profile.objects.get().followers == 4_500
    assert Profile.objects.get().platform == "tiktok"


def test_an_open_question_has_to_be_answered_first(client, planner):
    run = waiting(client, name="daftar.csv")
    response = client.get(run.get_absolute_url())
    assert "Which platform is this list about?" in text_of(response)
    assert reverse("imports:confirm", args=[run.pk]) not in text_of(response)
    assert "Which platform" in text_of(confirm(client, run))
    assert nothing_stored()
    columns = {"column-1": "handle", "column-2": "name", "column-3": "followers"}
    client.post(run.get_absolute_url(), {"platform": "tiktok", **columns})
    run.refresh_from_db()
    confirm(client, run)
    assert set(Profile.objects.values_list("platform", flat=True)) == {"tiktok"}


def test_a_stale_page_does_not_import_what_nobody_saw(client, planner):
    run = waiting(client)
    seen = uploads.reading_of(run)
    columns = {"column-1": "handle", "column-2": "ignore", "column-3": "followers"}
    client.post(run.get_absolute_url(), {"platform": "tiktok", **columns})
    response = confirm(client, run, seen)
    assert "changed in the meantime" in text_of(response)
    assert nothing_stored()


def test_discarding_deletes_the_file(client, planner):
    run = waiting(client)
    storage, name = run.file.storage, run.file.name
    assert storage.exists(name)
    client.post(reverse("imports:discard", args=[run.pk]))
    run.refresh_from_db()
    assert (run.status, bool(run.file), storage.exists(name)) == ("discarded", False, False)
    assert "thrown away" in text_of(client.get(run.get_absolute_url()))
    assert "changed in the meantime" in text_of(confirm(client, run))
    assert nothing_stored()


def test_a_finished_import_stays(client, planner):
    run = waiting(client)
    confirm(client, run)
    response = client.post(reverse("imports:discard", args=[run.pk]), follow=True)
    assert "changed in the meantime" in text_of(response)
    assert "changed in the meantime" in text_of(
        client.post(run.get_absolute_url(), {"column-1": "ignore"}, follow=True)
    )
    assert Import.objects.get().status == "done"


def test_the_same_list_again_brings_nothing_new(client, planner):
    confirm(client, waiting(client))
    response = confirm(client, waiting(client))
    assert "nothing changed" in text_of(response)
    assert Measurement.objects.count() == 2


def test_what_a_file_may_be_is_said_before_it_is_sent(client, planner, settings):
    settings.IMPORT_MAX_BYTES = 3 * 2**20
    page = text_of(client.get(LIST)).replace("\xa0", " ")
    assert "Excel (XLSX, XLS), ODS, CSV or TSV, at most 3.0 MB and 1,000,000 rows" in page


def test_the_same_mistake_stands_once_with_the_number_of_its_rows(client, planner):
    rows = [[f"contoh.{number}", "Contoh", "viel" if number < 12 else "5rb"] for number in range(30)]
    response = client.get(waiting(client, raw=csv_bytes(HEADER, *rows)).get_absolute_url())
    (group,) = response.context["flagged"]
    assert (group.column, group.total, len(group.shown)) == ("followers", 12, 10)
    assert text_of(response).count("This cannot be read as a number.") == 1


def test_mistakes_that_differ_in_a_number_stand_together():
    alike = {"column": "ER", "value": "x", "reason": "Row %(number)s counts."}
    issues = [{**alike, "row": row, "number": row} for row in (3, 4, 9)]
    (group,) = by_reason(issues)
    assert (group.reason, group.total, group.reasons_differ) == ("Row … counts.", 3, True)
    (alone,) = by_reason(issues[:1])
    assert (alone.reason, alone.reasons_differ) == ("Row 3 counts.", False)


def test_a_report_is_read_in_the_language_of_its_reader(client, planner, translated):
    rows = [[f"contoh.{number}", "Contoh", written] for number, written in enumerate(("5rb", "6rb", "viel"))]
    run = waiting(client, raw=csv_bytes(HEADER, *rows))
    page = text_of(client.get(run.get_absolute_url(), headers={"accept-language": "id"}))
    assert "Ini tidak terbaca sebagai angka." in page


def test_the_history_says_who_when_and_what_became_of_it(client, planner):
    run = waiting(client)
    assert "Waits for your decision" in text_of(client.get(LIST))
    confirm(client, run)
    page = text_of(client.get(LIST))
    assert planner.username in page
    assert "2 created, 0 updated" in page
    assert "1 in doubt" in page
    client.post(reverse("imports:discard", args=[waiting(client, name="again_instagram.csv").pk]))
    assert "Thrown away, nothing was imported" in text_of(client.get(LIST))


# --- bad input ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a table"),
        (b'username,bio\na,"open\n', "line 2"),
        ("username,kota\na,Café\nb,Málaga\n".encode() + b"c,\xff\n", "line 4"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"shoe,size\nleft,44\n", "No column was recognised"),
        (b"username,followers\n", "No table was found"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_message_and_leaves_nothing(
    client, planner, settings, raw, words
):
    response = upload(client, raw)
    assert response.status_code == 200
    assert words in text_of(response)
    assert not Import.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_zip_bomb_is_refused(client, planner, tmp_path):
    response = upload(client, zip_bomb(tmp_path).read_bytes(), name="list.xlsx")
    assert "unpacks to far more" in text_of(response)
    assert not Import.objects.exists()


def test_an_upload_over_the_limit(client, planner, settings):
    settings.IMPORT_MAX_BYTES = 2**20
    response = upload(client, b"a,b\n" * 300_000)
    assert "larger than 1 MB" in text_of(response)
    assert not Import.objects.exists()


def test_a_name_of_ten_thousand_characters(client, planner):
    long = "x" * 10_000
    rows = [["contoh.satu", long, "45rb"], [f"{long} y", "", "5"], ["contoh.dua", "Contoh", "5rb"]]
    run = waiting(client, raw=csv_bytes(HEADER, *rows))
    confirm(client, run)
    assert list(Profile.objects.values_list("handle", flat=True)) == ["contoh.dua"]
    run.refresh_from_db()
    assert [issue["row"] for issue in run.report["rejected"]] == [2, 3]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd_instagram.csv", "passwd_instagram.csv"),
        ("<b>instagram</b>.csv", "b>.csv"),
        ("instagram" * 60 + ".csv", None),
        ("instagram\u202evsc.csv", "instagramvsc.csv"),
    ],
)
def test_the_name_of_a_file_is_only_shown(client, planner, name, shown):
    response = upload(client, name=name)
    run = Import.objects.get()
    assert response.status_code == 200
    assert len(run.file_name) <= 200
    assert shown is None or run.file_name == shown
    assert "<b>instagram" not in text_of(response)
    assert run.file.name.startswith("imports/")
    assert run.file.name.endswith(".list")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"platform": "friendster"}, "Select a valid choice"),
        ({"country": "Atlantis"}, "No country is known"),
        ({"as_of": "soon"}, "Enter a valid date"),
        ({"as_of": (timezone.localdate() + timedelta(days=2)).isoformat()}, "still to come"),
    ],
)
def test_nonsense_beside_the_file(client, planner, fields, words):
    assert words in text_of(upload(client, **fields))
    assert not Import.objects.exists()


def test_no_file_at_all(client, planner):
    assert "This field is required" in text_of(client.post(LIST, {}))


def test_a_list_of_which_no_row_can_be_imported(client, planner):
    run = waiting(client, raw=csv_bytes(HEADER, ["x" * 300 + " y", "", "5"], ["z" * 300 + " y", "", "5"]))
    page = text_of(client.get(run.get_absolute_url()))
    assert "No row of this list can be imported." in page
    assert reverse("imports:confirm", args=[run.pk]) not in page


def test_nonsense_for_the_columns(client, planner):
    run = waiting(client)
    response = client.post(run.get_absolute_url(), {"column-1": "shoe size"})
    assert response.status_code == 200
    response = client.post(run.get_absolute_url(), {f"column-{n}": "ignore" for n in (1, 2, 3)}, follow=True)
    assert "No column" in text_of(response)
    run.refresh_from_db()
    assert run.mapping["username"] == "handle"


def test_a_stored_file_that_is_gone(client, planner):
    run = waiting(client)
    run.file.storage.delete(run.file.name)
    assert "no longer there" in text_of(confirm(client, run))
    assert nothing_stored()


def test_what_the_form_says_counts(client, planner):
    confirm(client, waiting(client, country="Indonesia", as_of="2026-02-01", platform="tiktok"))
    assert set(Influencer.objects.values_list("country", flat=True)) == {"ID"}
    assert set(Measurement.objects.values_list("measured_on", flat=True)) == {date(2026, 2, 1)}
    assert set(Profile.objects.values_list("platform", flat=True)) == {"tiktok"}


def test_a_workbook_by_any_name(client, planner, tmp_path):
    raw = xlsx_file(tmp_path, HEADER, *ROWS[:2]).read_bytes()
    confirm(client, waiting(client, raw=raw, name="instagram.csv"))
    assert Profile.objects.count() == 2


# --- who may --------------------------------------------------------------------------------------------
def test_a_viewer_looks_and_writes_nothing(client):
    person = factories.member(brand=factories.brand(), role="viewer")
    client.force_login(person)
    assert client.get(LIST).status_code == 200
    assert 'type="file"' not in text_of(client.get(LIST))
    assert upload(client).status_code == 403
    run = Import.objects.create(file_name="x", sha256="0" * 64, as_of=date(2026, 1, 1), uploaded_by=person)
    assert client.get(run.get_absolute_url()).status_code == 200
    for name in ("imports:detail", "imports:confirm", "imports:discard"):
        assert client.post(reverse(name, args=[run.pk])).status_code == 403
    assert not Profile.objects.exists()


def test_anothers_import_does_not_exist(client, planner):
    run = waiting(client)
    client.force_login(factories.member(brand=factories.brand()))
    assert run.file_name not in text_of(client.get(LIST))
    assert client.get(run.get_absolute_url()).status_code == 404
    for name in ("imports:detail", "imports:confirm", "imports:discard"):
        assert client.post(reverse(name, args=[run.pk])).status_code == 404
    run.refresh_from_db()
    assert run.status == "preview"


def test_an_administrator_sees_every_import(client, planner):
    run = waiting(client)
    client.force_login(factories.user(is_staff=True))
    assert client.get(run.get_absolute_url()).status_code == 200


def test_nothing_is_written_by_looking(client, planner):
    run = waiting(client)
    for name in ("imports:confirm", "imports:discard"):
        assert client.get(reverse(name, args=[run.pk])).status_code == 405
    before = Import.objects.filter(pk=run.pk).values().get()
    client.get(run.get_absolute_url())
    assert Import.objects.filter(pk=run.pk).values().get() == before


def test_the_stored_file_is_not_served(client, planner):
    run = waiting(client)
    assert client.get(f"/media/{run.file.name}").status_code == 404


def test_the_pages_ask_the_database_a_few_times(client, planner, django_assert_max_num_queries):
    for number in range(12):
        waiting(client, raw=csv_bytes(HEADER, [f"contoh.{number}", "", "5rb"]))
    with django_assert_max_num_queries(9):
        client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(Import.objects.latest("pk").get_absolute_url())


def test_another_platform_takes_its_own_columns(client, planner):
    """The page sends every column's meaning along, those of the platform that was read before too."""
    header = ["Username IG", "Followers IG", "Username TT", "Followers TT"]
    run = waiting(client, raw=csv_bytes(header, ["ana.ig", "45rb", "ana.tt", "1,2jt"]), name="list.csv")
    as_shown = {f"column-{row['number']}": row["field"] for row in run.report["columns"]}
    client.post(run.get_absolute_url(), {"platform": "tiktok", **as_shown})
    run.refresh_from_db()
    confirm(client, run)
    profile = Profile.objects.get()
    assert (profile.platform, profile.handle, profile.followers) == ("tiktok", "ana.tt", 1_200_000)
