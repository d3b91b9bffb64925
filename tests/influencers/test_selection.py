"""Ticked profiles: read from forms, laid side by side, taken away as files that come back in."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.http import QueryDict
from django.utils import timezone

from influencers import comparison, selection
from influencers.comparison import Cell, marked
from influencers.importing import runs
from influencers.models import AudienceShare, Credibility, Import, Influencer, Profile, Source
from tests import factories as make

pytestmark = pytest.mark.django_db
COMPARE = "/influencers/compare/"


@pytest.fixture
def viewer(client):
    person = make.user()
    client.force_login(person)
    return person


# --- what is selected ---------------------------------------------------------------------------------


def test_ticks_are_read_in_their_order_without_nonsense():
    first, second = make.profile(), make.profile()
    gone = make.profile(influencer=make.influencer(is_active=False))
    keys = [second.pk, "x", "", "9" * 40, "²", first.pk, second.pk, gone.pk, 999_999]
    data = QueryDict("&".join(f"profile={key}" for key in keys))
    assert selection.read(data, make.user()).ids == [second.pk, first.pk]


def test_all_that_match_are_read_from_the_filters_in_their_order():
    small, large = make.profile(followers=5_000), make.profile(followers=9_000)
    make.profile(followers=500_000)
    data = QueryDict(mutable=True)
    data.update({"all": "tier=micro&page=7", "expected": "3", "profile": "1"})
    chosen = selection.read(data, make.user())
    assert list(chosen.ids) == [large.pk, small.pk]
    assert chosen.has_moved
    data["expected"] = "2"
    assert not selection.read(data, make.user()).has_moved


# --- side by side -------------------------------------------------------------------------------------


def test_the_best_is_marked_where_there_is_one():
    cells = [Cell("2", 2), Cell("–"), Cell("1", 1)]
    assert [cell.is_best for cell in marked(cells)] == [True, False, False]
    assert [cell.is_best for cell in marked(cells, lowest=True)] == [False, False, True]
    assert not any(cell.is_best for cell in marked([Cell("2", 2), Cell("–")]))
    assert not any(cell.is_best for cell in marked([Cell("2", 2), Cell("2", 2)]))


def line(ids, label):
    return next(each for each in comparison.of(ids).lines if each.label == label).cells


def test_figures_stand_side_by_side_with_what_they_are_of():
    today = timezone.localdate()
    one = make.profile(followers=10_000, price=1_000_000, figures={"average_engagements": 500})
    two = make.profile(
        platform="tiktok",
        followers=11_000,
        price=4_000_000,
        measured_on=today,
        figures={"average_engagements": 800, "average_views": 10_000},
    )
    make.measurement(profile=two, measured_on=today - timedelta(days=60), followers=10_000)
    ids = [one.pk, two.pk]
    assert [(cell.text, cell.is_best) for cell in line(ids, "Followers")] == [
        ("10,000", False),
        ("11,000", True),
    ]
    costs = line(ids, "Cost per engagement")
    assert [(cell.value, cell.is_best) for cell in costs] == [(2_000, True), (5_000, False)]
    rates = line(ids, "Engagement rate")
    assert {cell.sub for cell in rates} == {"of followers", "of views"}
    assert not any(cell.is_best for cell in rates), "rates of different things are not compared"
    growth = line(ids, "Growth")
    assert growth[0].text == "–"
    assert growth[1].value == pytest.approx(0.05)


def test_an_audience_is_that_of_the_newest_source_else_its_main_country():
    one = make.profile(followers=5_000, audience={("country", "VN"): 0.9})
    newer = make.source(obtained_on=date(2026, 7, 1))
    for code, share in (("MY", 0.2), ("ID", 0.7)):
        AudienceShare.objects.create(profile=one, dimension="country", value=code, share=share, source=newer)
    two = make.profile(followers=5_000, audience_country="SG")
    first, second = line([one.pk, two.pk], "Audience")
    assert (first.text.replace("\xa0", " "), first.source) == ("Indonesia 70 %, Malaysia 20 %", newer)
    assert (second.text, second.sub) == ("Singapore", "the main country")


def test_side_by_side_stand_six_in_a_constant_number_of_queries(client, viewer, django_assert_num_queries):
    rows = [make.profile(followers=5_000 + number, price=1_000_000) for number in range(8)]
    for many in (2, 6):
        with django_assert_num_queries(12):
            client.get(COMPARE, {"profile": [row.pk for row in rows[:many]]})
    answer = client.post(COMPARE, {"profile": [row.pk for row in rows]})
    html = client.get(answer.url).content.decode()
    assert "these are the first six" in html
    assert html.count('<th scope="col">') == 7, "the first names the figures"
    assert "Nobody to compare yet" in client.get(COMPARE).content.decode()


def test_nobody_chosen_is_said(client, viewer):
    for path in (COMPARE, "/influencers/similar/", "/influencers/export.csv"):
        html = client.post(path, {"profile": "x"}, follow=True).content.decode()
        assert "Choose at least one influencer first." in html


# --- files --------------------------------------------------------------------------------------------


@pytest.fixture
def known():
    """Two profiles with everything that an import can bring back."""
    source = make.source(name="The list", obtained_on=date(2026, 6, 1))
    who = make.influencer(name="=Ayu Lestari", city="Bandung", gender="female")
    niches = [make.niche(slug="skincare"), make.niche(slug="fashion")]
    one = make.profile(
        influencer=who,
        handle="ayu.lestari",
        followers=45_000,
        niches=niches,
        price=1_250_000,
        audience_country="ID",
        figures={"engagement_rate": 0.031, "engagement_denominator": "followers", "average_reach": 12_000},
    )
    Credibility.objects.create(
        profile=one, basis="real_followers", share=0.88, assessed_on=source.obtained_on, source=source
    )
    two = make.profile(
        influencer=make.influencer(name="Channel of Budi", country="MY"),
        platform="youtube",
        handle="",
        title="Channel of Budi",
        followers=250_000,
        price=9_000_000,
        figures={"average_views": 40_000},
    )
    return one, two


def exported(client, format, **values):
    response = client.post(f"/influencers/export.{format}", values or {"all": ""})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert f'influencers-{timezone.localdate():%Y-%m-%d}.{format}"' in response["Content-Disposition"]
    return content


def facts():
    """What an import must bring back, by account."""
    return {
        row.identity: (
            row.influencer.city,
            row.influencer.country,
            row.influencer.gender,
            row.platform,
            row.followers,
            row.engagement_rate,
            row.average_reach,
            row.average_views,
            row.price,
            row.audience_country,
            sorted(row.niches.values_list("slug", flat=True)),
            [record.share for record in row.credibility_records.all()],
        )
        for row in Profile.objects.select_related("influencer")
    }


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_exported_list_comes_back_as_it_was(client, viewer, known, tmp_path, format):
    before = facts()
    path = tmp_path / f"list.{format}"
    path.write_bytes(exported(client, format))
    Influencer.objects.all().delete()
    run = Import(file_name=path.name, sha256=runs.digest(path), as_of=date(2026, 6, 1))
    report = runs.carry_out(run, runs.open_file(path, file_name=path.name)).report
    assert (report["rejected"], report["flagged"]) == ([], [])
    assert facts() == before


def test_a_workbook_says_what_it_is_and_runs_nothing(client, viewer, known):
    Source.objects.update(kind="synthetic")
    book = openpyxl.load_workbook(io.BytesIO(exported(client, "xlsx", all="tier=micro&q=ayu", expected="1")))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("name", "platform", "username")
    assert rows[1][0] == "'=Ayu Lestari"
    assert len(rows) == 2
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)
    about = dict(book.worksheets[1].iter_rows(values_only=True))
    assert about["Selection"] == "Tier: Micro; Search: “ayu”; Order: Most followers"
    assert about["Profiles"] == "1"
    assert "synthetic demo data" in about["Note"]


def test_a_csv_file_says_what_it_is_once(client, viewer, known):
    one, two = known
    text = exported(client, "csv", profile=[two.pk, one.pk]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["followers"] for row in rows] == ["250000", "45000"]
    assert "Ticked by hand on the list" in rows[0]["exported"]
    assert rows[1]["exported"] == ""


def test_a_workbook_has_an_end_and_csv_has_none(client, viewer, known, monkeypatch):
    monkeypatch.setattr("influencers.views.selection.XLSX_ROWS", 1)
    html = client.post("/influencers/export.xlsx", {"all": "sort=name"}).content.decode()
    assert "Too long for an Excel file" in html
    assert 'name="all" value="sort=name"' in html
    assert client.post("/influencers/export.pdf", {"all": ""}).status_code == 404


def test_the_queries_of_a_file_grow_by_the_thousand_alone(client, viewer, django_assert_num_queries):
    for _round in range(2):
        for _number in range(5):
            make.profile(followers=5_000)
        with django_assert_num_queries(11):
            exported(client, "csv")
