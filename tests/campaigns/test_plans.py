"""Plans are frozen versions; their files say what the page says and never run in a spreadsheet."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from campaigns import briefs
from campaigns.models import Plan, PlanLine
from campaigns.planning import work
from influencers.cells import neutral
from influencers.figures import count, short
from influencers.models import Influencer

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(answered_campaign):
    return answered_campaign


def save(client, campaign, **data):
    newest = campaign.recommendations.newest()
    values = {"recommendation": newest.pk, "note": "first try"} | data
    return client.post(reverse("campaigns:plan-save", args=[campaign.pk]), values, follow=True)


def test_saving_twice_saves_once(client, campaign):
    page = save(client, campaign)
    assert "Saved as version 1" in page.text
    save(client, campaign)
    plan = Plan.objects.get()
    assert (plan.version, plan.note) == (1, "first try")
    assert PlanLine.objects.count() == len(plan.answer["lines"])
    assert sum(plan.lines.values_list("cost", flat=True)) == plan.answer["totals"]["cost"]


def test_a_new_computation_makes_the_next_version_and_leaves_the_first(client, campaign):
    save(client, campaign)
    first = Plan.objects.get().answer
    campaign.budget = 60_000_000
    campaign.save()
    work.ask(campaign=campaign)
    save(client, campaign, note="")
    assert list(Plan.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert Plan.objects.get(version=1).answer == first
    page = client.get(reverse("campaigns:plan", args=[campaign.pk, 1]))
    assert "Version 1" in page.text
    assert "better under these rules" in page.text


def test_a_plan_is_headed_by_the_weight_it_was_computed_with(client, campaign):
    save(client, campaign)
    briefs.weigh(campaign=campaign, engagement_percent=77)
    text = client.get(reverse("campaigns:plan", args=[campaign.pk, 1])).text
    assert "weight of engagement 15\u00a0%" in text
    assert "weight of engagement 77\u00a0%" not in text


@pytest.mark.parametrize("stale", ["0", "abc", "", "99999999999999999999"])
def test_what_was_never_computed_cannot_be_saved(client, campaign, stale):
    page = save(client, campaign, recommendation=stale)
    assert not Plan.objects.exists()
    assert 'class="notice error' in page.text


def test_a_note_that_is_too_long_saves_nothing(client, campaign):
    page = save(client, campaign, note="x" * 10_000)
    assert not Plan.objects.exists()
    assert "up to 200 characters" in page.text


def rows_of_csv(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_holds_the_shortlist_with_the_totals_of_the_page(client, campaign):
    answer = campaign.recommendations.newest().answer
    rows = rows_of_csv(client.get(reverse("campaigns:shortlist", args=[campaign.pk, "csv"])))
    heading, body, totals, unique = rows[0], rows[1:-2], rows[-2], rows[-1]
    assert body[0][heading.index("Username")] == answer["lines"][0]["handle"].removeprefix("@")
    cost = heading.index("Cost, all-in, IDR")
    assert len(body) == len(answer["lines"])
    assert sum(int(row[cost]) for row in body) == int(totals[cost]) == answer["totals"]["cost"]
    assert unique[heading.index("Adds to unique reach in the target")] == str(
        round(answer["totals"]["reach"])
    )


def test_every_total_of_the_file_stands_on_the_page(client, campaign):
    totals, unique = rows_of_csv(client.get(reverse("campaigns:shortlist", args=[campaign.pk, "csv"])))[-2:]
    page = client.get(reverse("campaigns:recommendation", args=[campaign.pk])).text
    figures = [int(cell) for cell in totals[2:] + unique[2:] if cell not in ("", "0")]
    # subtotal, PPh, handling, cost, reach, reach in the target, engagements, people counted once
    assert len(figures) == 8
    for figure in figures:
        assert count(figure) in page or short(figure) in page


def test_the_workbook_opens_and_holds_the_same(client, campaign):
    response = client.get(reverse("campaigns:shortlist", args=[campaign.pk, "xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows == rows_of_csv(client.get(reverse("campaigns:shortlist", args=[campaign.pk, "csv"])))


@pytest.mark.parametrize(
    "name", ["=HYPERLINK(1)", "+62 812", "-1", "@SUM(A1)", " =1+1", "\t=1", "\tA1", "\uff1d1+1"]
)
def test_no_cell_is_a_formula(client, campaign, name):
    line = campaign.recommendations.newest().answer["lines"][0]
    Influencer.objects.filter(pk=line["influencer"]).update(name=name)
    work.ask(campaign=campaign)
    content = client.get(reverse("campaigns:shortlist", args=[campaign.pk, "xlsx"])).content
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = [
        row[1] for row in rows_of_csv(client.get(reverse("campaigns:shortlist", args=[campaign.pk, "csv"])))
    ]
    assert neutral(name) in texts
    assert name not in texts


@pytest.mark.parametrize("name", ["https://example.com", "mailto:a@example.com", "external:c:\\\\a.exe"])
def test_no_cell_is_a_link(client, campaign, name):
    line = campaign.recommendations.newest().answer["lines"][0]
    Influencer.objects.filter(pk=line["influencer"]).update(name=name)
    work.ask(campaign=campaign)
    content = client.get(reverse("campaigns:shortlist", args=[campaign.pk, "xlsx"])).content
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert name in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.hyperlink]


def test_a_plan_is_downloaded_as_it_was_saved(client, campaign):
    save(client, campaign)
    before = client.get(reverse("campaigns:plan-shortlist", args=[campaign.pk, 1, "csv"])).content
    campaign.budget = 60_000_000
    campaign.save()
    work.ask(campaign=campaign)
    assert client.get(reverse("campaigns:plan-shortlist", args=[campaign.pk, 1, "csv"])).content == before


@pytest.mark.parametrize("name", ["shortlist", "plan-shortlist"])
def test_a_format_that_there_is_not_is_not_found(client, campaign, name):
    save(client, campaign)
    version = [1] if name.startswith("plan") else []
    assert client.get(reverse(f"campaigns:{name}", args=[campaign.pk, *version, "pdf"])).status_code == 404


def test_a_plan_says_how_it_differs_from_the_recommendation_now(client, campaign):
    save(client, campaign)
    page = client.get(reverse("campaigns:plan", args=[campaign.pk, 1]))
    assert "It is the current recommendation" in page.text
    campaign.budget = 60_000_000
    campaign.save()
    work.ask(campaign=campaign)
    page = client.get(reverse("campaigns:plan", args=[campaign.pk, 1]))
    assert page.context["now"].cost < 0
    assert "The current recommendation against it" in page.text
    save(client, campaign)
    detail = client.get(reverse("campaigns:detail", args=[campaign.pk]))
    newest, first = detail.context["versions"]
    assert (newest.plan.version, newest.changes.cost < 0, first.changes) == (2, True, None)
    assert newest.outcome.spend == newest.plan.answer["totals"]["cost"]


def test_the_pages_of_plans_take_a_constant_number_of_queries(
    client, campaign, django_assert_max_num_queries
):
    answer = campaign.recommendations.newest().answer
    for version in range(1, 6):
        Plan.objects.create(campaign=campaign, version=version, answer=answer)
    with django_assert_max_num_queries(20):
        client.get(reverse("campaigns:detail", args=[campaign.pk]))
    with django_assert_max_num_queries(14):
        client.get(reverse("campaigns:plan", args=[campaign.pk, 5]))
