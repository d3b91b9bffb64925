"""Help on the spot: by keyboard, by pointer, by tap and without script; and the search of the glossary."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from campaigns.models import Role
from tests import factories
from tests.browser.test_story import PASSWORD, sign_in

TIP = "Different people of the target audience"


@pytest.fixture
def reader(site):
    person = factories.member(brand=factories.brand(), role=Role.PLANNER)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def tour(page, site, reader):
    sign_in(page, site, reader)
    page.wait_for_url(f"{site.url}/")
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


@pytest.mark.parametrize("address", ["/tour/", "/glossary/", "/how-it-works/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(tour, site, address, scheme):
    tour.emulate_media(color_scheme=scheme)
    tour.goto(f"{site.url}{address}")
    if address == "/tour/":
        word(tour).click()
    found = Axe().run(tour)
    assert not found.response["violations"], found.generate_report()


def test_without_script_a_word_still_explains_itself(browser, site, reader):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, reader)
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
