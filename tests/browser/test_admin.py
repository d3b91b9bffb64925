"""The administrator's morning: what needs care, the list behind it, an action, and its message."""

import pytest
from playwright.sync_api import expect

from influencers.models import Profile
from tests import factories
from tests.accessibility import assert_accessible_in_both_schemes
from tests.browser.test_story import PASSWORD

WIDTHS = (390, 768)


@pytest.fixture
def chief(site):
    """An administrator, with one profile that has no niche."""
    factories.profile(handle="mayarasa", followers=50_000)
    return factories.user(username="chief", password=PASSWORD, is_staff=True, is_superuser=True)


@pytest.fixture
def morning(page, site, chief, sign_in):
    """The front page, read by the administrator."""
    sign_in(page.context, chief)
    page.goto(f"{site.url}/admin/")
    return page


def test_a_gap_is_found_and_closed(page, site, chief):
    page.goto(f"{site.url}/admin/")
    page.get_by_label("Username").fill(chief.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="What needs care")).to_be_visible()
    assert_accessible_in_both_schemes(page)
    page.get_by_role("link", name="Assign niches").click()
    expect(page.get_by_role("heading", name="Profiles", level=1)).to_be_visible()
    assert_accessible_in_both_schemes(page)
    page.locator(".action-select").check()
    page.locator("select[name=action]").select_option(label="Assign a niche to the selected profiles")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Assign a niche")).to_be_visible()
    expect(page.locator("main")).to_contain_text("@mayarasa")
    assert_accessible_in_both_schemes(page)
    page.get_by_label("Niche:").select_option(label="Skincare")
    page.get_by_label("Weight:").fill("75")
    page.get_by_role("button", name="Assign").click()
    expect(page.locator("#messages")).to_contain_text("1 profile has the niche “Skincare”.")
    assert Profile.objects.get().niche_weights.get().weight == 0.75


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_administration_has_the_theme_switch_of_the_pages(morning, scheme):
    page = morning
    page.emulate_media(color_scheme=scheme)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_no_page_scrolls_sideways(morning):
    page = morning
    person = Profile.objects.get()
    for path in (
        "",
        "influencers/profile/",
        f"influencers/profile/{person.pk}/change/",
        "influencers/benchmark/",
        f"influencers/influencer/{person.influencer_id}/change/",
    ):
        page.goto(f"{page.url.split('/admin/')[0]}/admin/{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
