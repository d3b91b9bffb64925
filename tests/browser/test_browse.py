"""Browsing with the keyboard and many ticks at once."""

import pytest
from playwright.sync_api import expect

from campaigns.models import Role
from tests import factories
from tests.browser.test_story import PASSWORD, sign_in


@pytest.fixture
def influencers(page, site):
    """The list of thirty profiles, seen by a planner."""
    for number in range(30):
        factories.profile(handle=f"contoh.{number}", followers=5_000 + number)
    person = factories.member(brand=factories.brand(), role=Role.PLANNER)
    person.set_password(PASSWORD)
    person.save()
    sign_in(page, site, person)
    page.wait_for_url(f"{site.url}/")
    page.goto(f"{site.url}/influencers/")
    return page


def test_the_keyboard_goes_on_from_new_results(influencers):
    influencers.get_by_role("link", name="Next").press("Enter")
    expect(influencers.get_by_text("26–30 of 30")).to_be_visible()
    expect(influencers.locator("#results")).to_be_focused()


def test_one_tick_takes_the_whole_page(influencers):
    influencers.get_by_label("Select everyone on this page").check()
    expect(influencers.locator("tbody .check :checked")).to_have_count(25)
    influencers.get_by_label("Select everyone on this page").uncheck()
    expect(influencers.locator("tbody .check :checked")).to_have_count(0)


def test_escape_closes_the_sheet_of_filters(influencers):
    influencers.set_viewport_size({"width": 390, "height": 844})
    influencers.get_by_role("link", name="Filters", exact=True).press("Enter")
    expect(influencers.locator("#filters")).to_be_in_viewport()
    influencers.keyboard.press("Escape")
    expect(influencers.locator("#filters")).not_to_be_in_viewport()
