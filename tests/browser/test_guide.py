"""Help on the spot: by keyboard, by pointer, by tap and without script; and the search of the glossary."""

import pytest
from playwright.sync_api import expect

from campaigns.models import Role
from tests import factories
from tests.accessibility import assert_accessible_in_both_schemes

TIP = "Different people of the target audience"


@pytest.fixture
def reader(site):
    return factories.member(brand=factories.brand(), role=Role.PLANNER)


@pytest.fixture
def tour(page, site, reader, sign_in):
    sign_in(page.context, reader)
    page.goto(f"{site.url}/tour/")
    return page


def word(page):
    return page.get_by_role("button", name="Unique reach", exact=True).first


def test_the_keyboard_opens_a_tip_and_escape_closes_it(tour):
    word(tour).focus()
    tour.keyboard.press("Shift+Tab")
    tour.keyboard.press("Tab")
    tip = tour.locator(".term-tip", has_text=TIP)
    expect(tip).to_be_visible()
    tour.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(word(tour)).to_be_focused()


def test_from_a_tip_the_keyboard_goes_on_to_the_glossary(tour):
    word(tour).press("Enter")
    tour.keyboard.press("Tab")
    tour.keyboard.press("Enter")
    tour.wait_for_url("**/glossary/#unique-reach")
    expect(tour.locator("#unique-reach")).to_be_in_viewport()


def test_the_pointer_opens_a_tip_and_may_move_onto_it(tour):
    word(tour).hover()
    tip = tour.locator(".term-tip", has_text=TIP)
    expect(tip).to_be_visible()
    tip.get_by_role("link").hover()
    expect(tip).to_be_visible()
    tour.mouse.move(2, 2)
    expect(tip).to_be_hidden()


def test_on_a_phone_a_tap_shows_the_tip_whole(tour):
    tour.set_viewport_size({"width": 390, "height": 844})
    word(tour).click()
    tip = tour.locator(".term-tip", has_text=TIP)
    expect(tip).to_be_in_viewport(ratio=1)
    assert tour.evaluate("document.documentElement.scrollWidth") == 390


def test_an_open_tip_is_no_barrier(tour):
    word(tour).click()
    assert_accessible_in_both_schemes(tour)


def test_without_script_a_word_still_explains_itself(browser, site, reader, sign_in):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, reader)
    page = context.new_page()
    page.goto(f"{site.url}/tour/")
    word(page).click()
    expect(page.locator(".term-tip", has_text=TIP)).to_be_visible()
    page.goto(f"{site.url}/glossary/")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    context.close()


def test_the_glossary_finds_words_as_one_types(tour, site):
    tour.goto(f"{site.url}/glossary/")
    search = tour.get_by_role("searchbox", name="Find a word")
    search.fill("withholding")
    expect(tour.locator(".glossary-term:visible")).to_have_count(1)
    search.fill("nothing of the kind")
    expect(tour.get_by_role("status").filter(has_text="No word matches")).to_be_visible()
    search.fill("")
    expect(tour.locator("#cpm")).to_be_visible()
