"""Browsing with the keyboard and many ticks at once."""

import pytest
from playwright.sync_api import expect

from campaigns.models import Role, SavedList
from tests import factories

WATCH_SHIFTS = """
  globalThis.shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { shifted += each.value; }))
    .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def influencers(page, site, sign_in):
    """The list of thirty profiles, seen by a planner."""
    for number in range(30):
        factories.profile(handle=f"contoh.{number}", followers=5_000 + number)
    sign_in(page.context, factories.member(brand=factories.brand(), role=Role.PLANNER))
    page.goto(f"{site.url}/influencers/")
    return page


def test_the_keyboard_goes_on_from_new_results(influencers):
    influencers.get_by_role("link", name="Next").press("Enter")
    expect(influencers.locator("#shown")).to_contain_text("26–30 of 30")
    expect(influencers.locator("#results")).to_be_focused()


def test_one_tick_takes_the_whole_page(influencers):
    influencers.get_by_label("Select everyone on this page").check()
    expect(influencers.locator(".influencer-list tbody .check :checked")).to_have_count(25)
    influencers.get_by_label("Select everyone on this page").uncheck()
    expect(influencers.locator(".influencer-list tbody .check :checked")).to_have_count(0)


def test_the_dock_appears_with_the_first_tick_and_counts_over_pages(influencers):
    page, dock = influencers, influencers.locator("#selection")
    expect(dock).to_be_hidden()
    page.locator(".influencer-list tbody .check input").nth(0).check()
    expect(dock).to_contain_text("1 profile ticked")
    page.locator(".influencer-list tbody .check input").nth(1).check()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("26–30 of 30").first).to_be_visible()
    page.locator(".influencer-list tbody .check input").nth(0).check()
    expect(dock).to_contain_text("3 profiles ticked")
    page.get_by_role("link", name="Back").click()
    expect(page.locator(".influencer-list tbody .check :checked")).to_have_count(2)
    expect(dock).to_contain_text("3 profiles ticked")
    dock.locator("summary", has_text="Add to a list").click()
    page.get_by_label("Name of the new list").fill("Serum")
    page.get_by_role("button", name="Add to the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Serum")
    assert SavedList.objects.get().profiles.count() == 3


def test_nothing_ticked_hides_the_dock_again(influencers):
    influencers.locator(".influencer-list tbody .check input").nth(0).check()
    influencers.get_by_role("button", name="Untick all").click()
    expect(influencers.locator("#selection")).to_be_hidden()


def test_a_filter_keeps_the_focus_and_says_the_count(influencers):
    box = influencers.get_by_role("checkbox", name="Macro 0 profiles")
    box.focus()
    box.press("Space")
    expect(influencers.locator("#shown")).to_have_text("0 profiles")
    expect(influencers.locator("#filter-tier-macro")).to_be_focused()
    assert influencers.locator("#shown").get_attribute("role") == "status"
    influencers.get_by_role("link", name="Without Tier").press("Enter")
    expect(influencers.locator("#shown")).to_contain_text("1–25 of 30")
    expect(influencers.locator("#filter-tier-macro")).not_to_be_checked()


def test_enter_in_a_field_asks_once(influencers):
    asked = []
    influencers.on("request", lambda request: asked.append(request.url))
    influencers.get_by_label("Followers from").fill("5,01rb")
    influencers.get_by_label("Followers from").press("Enter")
    expect(influencers.locator("#shown")).to_contain_text("1–20 of 20")
    influencers.wait_for_load_state("networkidle")
    found = [url for url in asked if "followers_min=5" in url]
    assert len(found) == 1


def test_a_chip_empties_its_field(influencers):
    influencers.get_by_label("Followers from").fill("5,01rb")
    influencers.get_by_label("Followers from").press("Enter")
    expect(influencers.locator("#shown")).to_contain_text("1–20 of 20")
    influencers.get_by_role("link", name="Remove Followers from 5,010").click()
    expect(influencers.locator("#shown")).to_contain_text("1–25 of 30")
    expect(influencers.get_by_label("Followers from")).to_have_value("")


def test_what_says_where_one_is_stays_in_sight(influencers):
    influencers.set_viewport_size({"width": 1440, "height": 700})
    influencers.evaluate("scrollTo(0, 900)")
    for part in (".browse-bar", ".influencer-list thead th.niche", "#q"):
        expect(influencers.locator(part)).to_be_in_viewport(ratio=1)
    below = influencers.locator(".influencer-list thead th.niche").bounding_box()["y"]
    assert below == pytest.approx(influencers.locator(".browse-bar").bounding_box()["height"], abs=1)


def test_the_order_changes_without_a_button(influencers):
    influencers.get_by_label("Sort by").focus()
    influencers.get_by_label("Sort by").select_option("followers")
    expect(influencers.locator(".influencer-list tbody tr").first).to_contain_text("5,000")
    assert influencers.url.endswith("?sort=followers")
    expect(influencers.get_by_label("Sort by")).to_be_focused()


def test_nothing_shifts_while_the_page_comes_and_changes(influencers):
    influencers.add_init_script(WATCH_SHIFTS)
    for width in (390, 768, 1440):
        influencers.set_viewport_size({"width": width, "height": 800})
        influencers.reload()
        influencers.wait_for_load_state("networkidle")
        assert influencers.evaluate("document.documentElement.scrollWidth") == width
        assert influencers.evaluate("shifted") < 0.05, width


def test_escape_closes_the_sheet_of_filters(influencers):
    influencers.set_viewport_size({"width": 390, "height": 844})
    influencers.get_by_role("link", name="Filters", exact=True).press("Enter")
    expect(influencers.locator("#filters")).to_be_in_viewport()
    influencers.keyboard.press("Escape")
    expect(influencers.locator("#filters")).not_to_be_in_viewport()
