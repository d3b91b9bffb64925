"""The pages of a campaign under the hand: what is changed keeps its place, what is written is not lost."""

import pytest
from playwright.sync_api import expect

from campaigns.models import Role
from campaigns.planning import work
from tests import factories
from tests.campaigns import pools

TOP = "row => row.getBoundingClientRect().top"


@pytest.fixture
def planner(page, site, sign_in):
    person = factories.member(brand=factories.brand(), role=Role.PLANNER)
    sign_in(page.context, person)
    return person


@pytest.fixture
def recommendation(page, site, planner, settings):
    """The page of a recommendation that is computed."""
    niche = factories.niche(slug="skincare")
    pools.as_the_playbook_says(niche)
    campaign = factories.campaign(
        brand=planner.memberships.get().brand, niches=[niche], budget=100_000_000, audience_size=3_000_000
    )
    settings.BACKGROUND_INLINE = True
    work.ask(campaign=campaign)
    settings.BACKGROUND_INLINE = False
    page.goto(f"{site.url}/campaigns/{campaign.pk}/recommendation/")
    return page


def test_locking_somebody_in_comes_back_to_the_row(recommendation):
    page = recommendation
    row = page.locator(".shortlist tr[id^=line-]").last
    row.scroll_into_view_if_needed()
    name, before = row.get_attribute("id"), row.evaluate(TOP)
    row.get_by_role("button", name="Lock").click()
    page.wait_for_url(f"**/#{name}")
    expect(page.locator("#changes")).to_be_visible(timeout=60_000)
    row = page.locator(f"#{name}")
    expect(row).to_be_focused()
    assert abs(row.evaluate(TOP) - before) < 100
    expect(row.get_by_role("button", name="Lock")).to_have_attribute("aria-pressed", "true")


def test_the_list_of_sections_marks_the_one_that_is_read(recommendation):
    page = recommendation
    sections = page.get_by_role("navigation", name="On this page")
    sections.get_by_role("link", name="Shortlist").click()
    expect(sections.locator("[aria-current]")).to_have_text("Shortlist")
    expect(sections).to_be_in_viewport()


def test_a_niche_is_found_and_ticked_by_the_keyboard(page, site, planner):
    factories.profile(followers=20_000)
    page.goto(f"{site.url}/campaigns/new/")
    search = page.get_by_label("Search the niches")
    search.fill("skinc")
    search.press("Enter")
    expect(page.get_by_role("button", name="Skincare remove")).to_be_visible()
    assert page.url.endswith("/campaigns/new/")
    page.locator("[name=budget]").fill("300 juta")
    expect(page.locator("#summary")).to_contain_text("Rp\u00a0300,000,000")
    expect(page.locator("#summary")).to_contain_text("Skincare")
    search.fill("no such niche")
    expect(page.locator("#div_id_niches").get_by_text("Nothing of that name.")).to_be_visible()


def test_leaving_a_brief_with_changes_asks_first(page, site, planner):
    page.goto(f"{site.url}/campaigns/new/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Campaigns", exact=True).click()
    page.wait_for_url(f"{site.url}/campaigns/")
    assert not asked
    page.goto(f"{site.url}/campaigns/new/")
    page.locator("[name=name]").fill("Serum baru")
    page.get_by_role("link", name="Campaigns", exact=True).click()
    page.wait_for_url(f"{site.url}/campaigns/")
    assert asked == ["beforeunload"]
