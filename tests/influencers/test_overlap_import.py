"""Tables of overlaps: what a table says, what is asked, what becomes of every row."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from influencers.importing import uploads
from influencers.importing.overlaps import account_of, columns_of, read_pairs
from influencers.importing.reading import UnreadableFile
from influencers.models import AudienceOverlap, Import
from influencers.models.overlap import people_in_both
from tests import factories as make
from tests.influencers.import_files import csv_bytes, csv_file, sheet, xlsx_file, zip_bomb

HEADER = ["profile_a", "profile_b", "overlap"]
PAGE = reverse("imports:overlaps")
ROWS = [["@satu", "https://www.instagram.com/dua/", "1200"], ["instagram: satu", "tiga", "300"]]


@pytest.fixture
def three(db):
    sizes = {"satu": 10_000, "dua": 50_000, "tiga": 4_000}
    return {name: make.profile(handle=name, followers=size) for name, size in sizes.items()}


def run(path, **options):
    out = StringIO()
    call_command("import_overlaps", path, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def refused(path, **options):
    with pytest.raises(CommandError) as refusal:
        run(path, **options)
    assert refusal.value.returncode == 2
    assert not AudienceOverlap.objects.exists()
    assert not Import.objects.exists()
    return str(refusal.value)


def table(tmp_path, *rows, header=HEADER, **options):
    return csv_file(tmp_path, header, *rows, **options)


def stored():
    return sorted(
        AudienceOverlap.objects.values_list("first__handle", "second__handle", "people", "share", "base")
    )


# --- what a table says ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "header",
    [
        ["profile_a", "profile_b", "overlap"],
        ["Handle 1", "Handle 2", "Shared followers"],
        ["Akun pertama", "Akun kedua", "Irisan"],
        ["username", "username", "% overlap"],
        ["first", "second", "people in both"],
        ["creator A", "platform A", "creator B", "platform B", "common audience"],
    ],
)
def test_headers_name_the_sides_and_the_overlap(header):
    found = columns_of(sheet(header, ["x"] * len(header)))
    of_accounts = [at for at, name in enumerate(header) if "platform" not in name][:2]
    assert (list(found.sides), found.value) == (of_accounts, len(header) - 1)
    assert found.platforms == ((1, 3) if len(header) == 5 else (None, None))


@pytest.mark.parametrize(
    "header", [["a", "b"], ["profile", "overlap"], ["shoe", "size", "overlap"], ["a", "b", "n"]]
)
def test_a_table_without_its_three_columns_is_refused(header):
    with pytest.raises(UnreadableFile, match="Three columns"):
        columns_of(sheet(header, ["x"] * len(header)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@name", (None, "", "name")),
        ("17", (17, "", "")),
        ("https://www.tiktok.com/@name", (None, "tiktok", "name")),
        ("tiktok: @name", (None, "tiktok", "name")),
        ("name", (None, "", "name")),
        ("", None),
        ("two words", None),
        ("https://www.instagram.com/p/abc/", None),
    ],
)
def test_accounts_are_named_by_link_number_or_handle(text, found):
    account = account_of(text)
    assert (account and (account.pk, account.platform, account.handle)) == found


@pytest.mark.parametrize(
    ("cells", "unit", "figures"),
    [
        (["1.200", "45rb", "0"], "people", [(1200, None), (45_000, None), (0, None)]),
        (["12 %", "0,5%"], "first", [(None, 0.12), (None, 0.005)]),
        (["12", "0.5"], "union", [(None, 0.12), (None, 0.005)]),
        (["0.12", "1"], "smaller", [(None, 0.12), (None, 1.0)]),
        (["150", "7"], "", [(150, None), (7, None)]),
    ],
)
def test_people_and_shares(cells, unit, figures):
    read = sheet(HEADER, *[["a", "b", cell] for cell in cells])
    found = read_pairs(read, columns_of(read), unit=unit)
    assert [(row.people, row.share) for row in found.rows] == [
        (people, share if share is None else pytest.approx(share)) for people, share in figures
    ]


@pytest.mark.parametrize("cells", [["12 %", "300"], ["0.5"], ["40", "12"], ["–"]])
def test_what_a_table_does_not_say_is_asked(cells):
    read = sheet(HEADER, *[["a", "b", cell] for cell in cells])
    found = read_pairs(read, columns_of(read))
    assert "shares of what" in found.question
    assert not found.rows


def test_a_header_that_says_share_is_never_read_as_people():
    read = sheet(["a", "b", "overlap %"], ["x", "y", "120"])
    assert read_pairs(read, columns_of(read)).question


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ({"people": 300}, 300),
        ({"share": 0.1, "base": "first"}, 1_000),
        ({"share": 0.1, "base": "second"}, 400),
        ({"share": 0.5, "base": "smaller"}, 2_000),
        ({"share": 0.12, "base": "union"}, 1_500),
        ({"people": 9_000}, 4_000),
        ({"share": 0.9, "base": "first"}, 4_000),
    ],
)
def test_what_was_audited_becomes_people(said, people):
    whole = {"people": None, "share": None, "base": "", **said}
    assert people_in_both(**whole, first=10_000, second=4_000) == pytest.approx(people)
    assert people_in_both(**whole, first=None, second=4_000) is None


# --- the command ----------------------------------------------------------------------------------------
def test_the_command_stores_pairs_in_one_order(three, tmp_path):
    report = run(table(tmp_path, *ROWS), platform="instagram", as_of="2026-05-01")
    assert (report["rows"], report["created"], report["rejected"]) == (2, 2, [])
    assert stored() == [("satu", "dua", 1200, None, ""), ("satu", "tiga", 300, None, "")]
    found = AudienceOverlap.objects.first()
    assert (found.observed_on, found.source.name) == (date(2026, 5, 1), "list.csv")


def test_shares_keep_their_base_and_turn_with_the_pair(three, tmp_path):
    rows = [["tiga", "satu", "10%"], ["dua", "satu", "4 %"]]
    run(table(tmp_path, *rows), base="first")
    assert stored() == [("satu", "dua", None, 0.04, "second"), ("satu", "tiga", None, 0.1, "second")]


def test_shares_without_a_base_are_refused(three, tmp_path):
    assert "--base" in refused(table(tmp_path, ["satu", "dua", "10%"]))


def test_the_same_table_again_changes_nothing(three, tmp_path):
    path = table(tmp_path, *ROWS)
    run(path)
    before = list(AudienceOverlap.objects.values())
    assert run(path, as_of="2026-12-01")["unchanged"] == 2
    assert list(AudienceOverlap.objects.values()) == before


def test_the_same_table_with_another_base_corrects_what_it_brought(three, tmp_path):
    path = table(tmp_path, ["satu", "dua", "10%"])
    run(path, base="first")
    assert run(path, base="smaller")["updated"] == 1
    assert stored() == [("satu", "dua", None, 0.1, "smaller")]


def test_a_later_audit_stands_beside_the_earlier(three, tmp_path):
    run(table(tmp_path, ["satu", "dua", "1200"]), as_of="2026-01-01")
    run(table(tmp_path, ["satu", "dua", "1300"], name="later.csv"), as_of="2026-06-01")
    assert [row[2] for row in stored()] == [1200, 1300]


def test_every_row_that_is_not_imported_says_why(three, tmp_path):
    make.profile(handle="ganda", platform="tiktok")
    make.profile(handle="ganda", platform="youtube")
    rows = [
        ["satu", "nobody", "1"],
        ["satu", "satu", "1"],
        ["satu", "dua", "many"],
        ["satu", "dua", ""],
        ["", "dua", "1"],
        ["satu", "tiga", "4001"],
        ["satu", "ganda", "1"],
        ["satu", "999999", "1"],
        ["satu", "dua", "-5"],
        ["satu", "dua", "1"],
        ["dua", "satu", "150"],
    ]
    report = run(table(tmp_path, *rows))
    assert [(issue["row"], issue["reason"].split(":")[0]) for issue in report["rejected"]] == [
        (2, "No profile in the catalogue has this handle."),
        (3, "Both columns name the same profile."),
        (4, "This cannot be read as a number."),
        (5, "The overlap is missing."),
        (6, "No account is named here"),
        (7, "More people than the smaller of the two has followers (%(number)s)."),
        (8, "This handle is known on several platforms"),
        (9, "No profile in the catalogue has this number."),
        (10, "This cannot be read as a number."),
    ]
    assert (report["created"], report["skipped"], len(report["flagged"])) == (1, 1, 1)
    assert report["flagged"][0]["number"] == 12
    assert stored() == [("satu", "dua", 150, None, "")]


def test_a_share_over_everybody_is_rejected(three, tmp_path):
    report = run(table(tmp_path, ["satu", "dua", "101 %"], ["satu", "tiga", "7%"]), base="smaller")
    assert [issue["reason"] for issue in report["rejected"]] == ["A share is 100 % at most."]


def test_a_dry_run_writes_nothing_and_words_are_for_people(three, tmp_path, capsys):
    path = table(tmp_path, *ROWS, ["satu", "nobody", "5"])
    assert run(path, dry_run=True)["created"] == 2
    assert not AudienceOverlap.objects.exists()
    call_command("import_overlaps", path)
    said = capsys.readouterr().out
    assert "3 rows: 2 created" in said
    assert "row 4 profile_b “nobody”: No profile" in said


def test_files_that_cannot_be_used(three, tmp_path):
    assert "No such file" in refused(tmp_path / "nowhere.csv")
    assert "unpacks" in refused(zip_bomb(tmp_path))
    assert "YYYY-MM-DD" in refused(table(tmp_path, *ROWS), as_of="soon")
    assert "Three columns" in refused(csv_file(tmp_path, ["shoe", "size"], ["left", "44"]))


# --- the pages ------------------------------------------------------------------------------------------
@pytest.fixture
def planner(client, three):
    person = make.member(brand=make.brand())
    client.force_login(person)
    return person


def upload(client, *rows, raw=None, name="pairs.csv", **fields):
    file = SimpleUploadedFile(name, csv_bytes(HEADER, *rows) if raw is None else raw)
    response = client.post(PAGE, {"file": file, **fields}, follow=True)
    return response, Import.objects.order_by("-pk").first()


def confirm(client, found):
    found.refresh_from_db()
    address = reverse("imports:confirm", args=[found.pk])
    return client.post(address, {"reading": uploads.reading_of(found)}, follow=True)


def text_of(response):
    return response.content.decode().replace("\xa0", " ")


def test_a_table_is_seen_before_it_is_stored(client, planner):
    response, found = upload(client, *ROWS, ["satu", "nobody", "5"])
    assert response.redirect_chain == [(f"/imports/overlaps/{found.pk}/", 302)]
    page = text_of(response)
    for shown in (
        "@satu",
        "1,200",
        "No profile in the catalogue has this handle.",
        "2 overlaps will be stored",
    ):
        assert shown in page
    assert not AudienceOverlap.objects.exists()
    assert "2 overlaps imported." in text_of(confirm(client, found))
    assert AudienceOverlap.objects.count() == 2
    confirm(client, found)
    assert AudienceOverlap.objects.count() == 2
    assert "The catalogue knows 2 overlaps." in text_of(client.get(PAGE))


def test_shares_of_what_is_asked_before_anything_else(client, planner):
    response, found = upload(client, ["satu", "dua", "10%"])
    assert "shares of what" in text_of(response)
    assert reverse("imports:confirm", args=[found.pk]) not in text_of(response)
    assert "shares of what" in text_of(confirm(client, found))
    assert not AudienceOverlap.objects.exists()
    page = client.post(found.get_absolute_url(), {"unit": "smaller", "platform": ""}, follow=True)
    assert "Overlaps are shares of the smaller of the two audiences." in text_of(page)
    confirm(client, found)
    assert stored() == [("satu", "dua", None, 0.1, "smaller")]


def test_the_base_can_be_said_with_the_file(client, planner):
    _, found = upload(client, ["satu", "dua", "10%"], unit="union")
    confirm(client, found)
    assert stored() == [("satu", "dua", None, 0.1, "union")]


def test_a_stale_page_does_not_import_what_nobody_saw(client, planner):
    _, found = upload(client, ["satu", "dua", "10%"], unit="union")
    seen = uploads.reading_of(found)
    client.post(found.get_absolute_url(), {"unit": "first", "platform": ""})
    response = client.post(reverse("imports:confirm", args=[found.pk]), {"reading": seen}, follow=True)
    assert "changed in the meantime" in text_of(response)
    assert not AudienceOverlap.objects.exists()


def test_a_table_can_be_thrown_away(client, planner):
    _, found = upload(client, *ROWS)
    response = client.post(reverse("imports:discard", args=[found.pk]), follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "thrown away" in text_of(client.get(found.get_absolute_url()))


def test_a_workbook_comes_in_as_well(client, planner, tmp_path):
    path = xlsx_file(tmp_path, HEADER, ["satu", "dua", 1200], [str(planner.pk), "", 5])
    _, found = upload(client, raw=path.read_bytes(), name="pairs.xlsx")
    confirm(client, found)
    assert stored() == [("satu", "dua", 1200, None, "")]


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"", "empty"), (b"shoe,size\nleft,44\n", "Three columns"), (b"a,b\n" * 300_000, "larger than 1 MB")],
)
def test_a_file_that_cannot_be_read_leaves_nothing(client, planner, settings, raw, words):
    settings.IMPORT_MAX_BYTES = 2**20
    response, found = upload(client, raw=raw)
    assert words in text_of(response)
    assert found is None


def test_overlaps_are_no_list_of_influencers(client, planner):
    _, found = upload(client, *ROWS)
    assert client.get(reverse("imports:detail", args=[found.pk])).status_code == 404
    assert found.file_name not in text_of(client.get(reverse("imports:list")))
    confirm(client, found)
    from campaigns.forms.choices import imports_of

    assert not imports_of(planner.brands.all()).exists()


def test_anothers_table_does_not_exist(client, planner):
    _, found = upload(client, *ROWS)
    client.force_login(make.member(brand=make.brand()))
    assert client.get(found.get_absolute_url()).status_code == 404
    assert client.post(found.get_absolute_url(), {"unit": "people"}).status_code == 404


def test_the_pages_ask_the_database_a_few_times(client, planner, django_assert_max_num_queries):
    for number in range(5):
        _, found = upload(client, ["satu", "dua", str(200 + number)])
    with django_assert_max_num_queries(9):
        client.get(PAGE)
    with django_assert_max_num_queries(9):
        client.get(found.get_absolute_url())


def test_reading_asks_the_same_number_of_questions_for_many_rows(
    three, tmp_path, django_assert_max_num_queries
):
    others = [make.profile(handle=f"lain{number}", followers=9_000) for number in range(20)]
    rows = [["satu", other.handle, "150"] for other in others]
    with django_assert_max_num_queries(14):
        run(table(tmp_path, *rows))


# --- what the database refuses ----------------------------------------------------------------------------
def overlap(three, **fields):
    pair = {"first": three["satu"], "second": three["dua"], "people": 5, "observed_on": make.A_DAY}
    return AudienceOverlap(**{**pair, "source": make.source(), **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"people": None},
        {"people": -1},
        {"people": None, "share": 0.5},
        {"people": None, "share": 1.1, "base": "first"},
        {"people": 5, "share": 0.5, "base": "first"},
        {"people": None, "share": 0.5, "base": "third"},
    ],
)
def test_an_overlap_is_people_or_a_share_with_its_base(three, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        overlap(three, **fields).save()


def test_a_pair_is_of_two_and_in_order(three):
    for pair in ({"second": three["satu"]}, {"first": three["dua"], "second": three["satu"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            overlap(three, **pair).save()


def test_the_administration_takes_a_pair_in_any_order(client, three):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    sent = {"first": three["dua"].pk, "second": three["satu"].pk, "share": "12", "base": "first"}
    sent |= {"observed_on": "2026-06-01", "source": make.source().pk, "people": ""}
    response = client.post(reverse("admin:influencers_audienceoverlap_add"), sent)
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert stored() == [("satu", "dua", None, 0.12, "second")]
    page = text_of(client.get(reverse("admin:influencers_audienceoverlap_changelist")))
    assert "12.0 % of the second profile’s followers" in page
