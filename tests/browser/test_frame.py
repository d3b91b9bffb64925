"""The scripts of the frame: conveniences that a person keeps, and pages that do without them."""

import pytest
from playwright.sync_api import expect

THEME = "document.documentElement.dataset.bsTheme"
PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def sign_in_page(page, site):
    page.goto(f"{site.url}/accounts/login/")
    return page


def test_the_theme_follows_the_system_until_someone_chooses(sign_in_page):
    page = sign_in_page
    light = page.evaluate(PAPER)
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate(THEME) == "dark"
    assert page.evaluate(PAPER) != light
    page.reload()
    assert page.evaluate(THEME) == "dark"
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate(THEME) is None
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) != light


def test_the_language_switch_stays_on_the_page(sign_in_page):
    page = sign_in_page
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    assert page.url.endswith("/accounts/login/")


def test_the_keyboard_skips_to_the_content(sign_in_page):
    page = sign_in_page
    skip = page.get_by_role("link", name="Skip to content")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_without_script_nothing_is_offered_that_would_not_work(browser, site):
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site.url}/accounts/login/")
    expect(page.locator("[data-theme-switch]")).to_be_hidden()
    expect(page.get_by_label("Username")).to_be_visible()
    context.close()
