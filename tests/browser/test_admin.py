"""The administrator's morning: what needs care, the list behind it, an action, and its message."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from influencers.models import Profile
from tests import factories

PASSWORD = "correct horse battery"


def assert_accessible(page):
    """Without preloading: the checker would fetch styles in a way that the security policy refuses."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert not found, [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


@pytest.fixture(params=["light", "dark"])
def morning(page, site, request):
    """An administrator on the front page, with one profile that has no niche."""
    page.emulate_media(color_scheme=request.param)
    factories.profile(handle="mayarasa", followers=50_000)
    chief = factories.user(username="chief", password=PASSWORD, is_staff=True, is_superuser=True)
    page.goto(f"{site.url}/admin/")
    page.get_by_label("Username").fill(chief.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="What needs care")).to_be_visible()
    return page


def test_a_gap_is_found_and_closed(morning):
    page = morning
    assert_accessible(page)
    page.get_by_role("link", name="Assign niches").click()
    expect(page.get_by_role("heading", name="Profiles", level=1)).to_be_visible()
    assert_accessible(page)
    page.locator(".action-select").check()
    page.locator("select[name=action]").select_option(label="Assign a niche to the selected profiles")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Assign a niche")).to_be_visible()
    expect(page.locator("main")).to_contain_text("@mayarasa")
    assert_accessible(page)
    page.get_by_label("Niche:").select_option(label="Skincare")
    page.get_by_label("Weight:").fill("75")
    page.get_by_role("button", name="Assign").click()
    expect(page.locator("#messages")).to_contain_text("1 profile has the niche “Skincare”.")
    assert Profile.objects.get().niche_weights.get().weight == 0.75


def test_the_administration_has_the_theme_switch_of_the_pages(morning):
    page = morning
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


@pytest.mark.parametrize("width", [390, 768])
def test_no_page_scrolls_sideways(morning, width):
    page = morning
    page.set_viewport_size({"width": width, "height": 800})
    person = Profile.objects.get()
    for path in (
        "",
        "influencers/profile/",
        f"influencers/profile/{person.pk}/change/",
        "influencers/benchmark/",
        f"influencers/influencer/{person.influencer_id}/change/",
    ):
        page.goto(f"{page.url.split('/admin/')[0]}/admin/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
