"""The whole story, as a planner lives it: sign in, import, filter, brief, recommendation, save, export."""

import csv
import io

import openpyxl
import pytest
from playwright.sync_api import expect

from campaigns.models import Campaign, Plan, Role
from influencers.models import Profile
from tests import factories
from tests.accessibility import assert_accessible

PASSWORD = "correct horse battery"


@pytest.fixture
def a_list(tmp_path):
    """Forty synthetic accounts, a quarter of them macro."""
    path = tmp_path / "skincare-list.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["username", "name", "platform", "followers", "category", "country", "avg likes"])
        for number in range(40):
            followers = 150_000 + 9_000 * number if number % 4 == 0 else 8_000 + 2_000 * number
            name = f"Contoh Satu {number}"
            writer.writerow(
                [f"contoh.{number}", name, "Instagram", followers, "skincare", "ID", followers // 40]
            )
    return path


def sign_in(page, site, person):
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("Username").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def import_list(page, path):
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Imports").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Upload and look").click()
    assert_accessible(page)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("main")).to_contain_text("40")


def filter_list(page):
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Influencers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("40")
    page.get_by_role("checkbox", name="Macro 10 profiles").check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("10")
    assert "tier=macro" in page.url
    assert_accessible(page)


def write_brief(page):
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Campaigns").click()
    page.get_by_role("link", name="Write a brief").click()
    page.locator("[name=name]").fill("Serum baru")
    page.locator("[name=budget]").fill("300 juta")
    assert_accessible(page)
    page.get_by_role("button", name="Save and compute").click()


def test_from_a_list_to_a_saved_plan(page, site, a_list, tmp_path):
    person = factories.member(brand=factories.brand(name="Embun"), role=Role.PLANNER, password=PASSWORD)
    sign_in(page, site, person)
    assert_accessible(page)
    import_list(page, a_list)
    assert Profile.objects.count() == 40
    filter_list(page)
    write_brief(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("of spend", timeout=60_000)
    assert Campaign.objects.get().budget == 300_000_000
    expect(page.locator("main")).to_contain_text("better under these rules")
    assert_accessible(page)

    dropped = page.get_by_role("button", name="Exclude Contoh").first
    name = dropped.get_attribute("aria-label").removeprefix("Exclude ")
    dropped.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("of spend", timeout=60_000)
    expect(page.locator(".shortlist")).not_to_contain_text(f"{name}\n", timeout=60_000)

    page.get_by_label("Note").fill("for the boss")
    page.get_by_role("button", name="Save as a plan").click()
    expect(page.locator("main")).to_contain_text("Saved as version 1")
    plan = Plan.objects.get()
    assert plan.note == "for the boss"
    assert name not in {line["name"] for line in plan.answer["lines"]}
    assert_accessible(page)

    with page.expect_download() as downloading:
        page.get_by_role("link", name="XLSX").click()
    downloading.value.save_as(tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "plan.xlsx").read_bytes())).active
    heading, *rows = sheet.iter_rows(values_only=True)
    costs = [row[heading.index("Cost, all-in, IDR")] for row in rows]
    assert sum(costs[: len(plan.answer["lines"])]) == plan.answer["totals"]["cost"]
