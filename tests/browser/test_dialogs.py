"""Dialogs, toasts and keyboard shortcuts: conveniences of script that keep the keyboard's way."""

import pytest
from playwright.sync_api import expect

from campaigns.models import Role
from tests import factories as make


@pytest.fixture
def planner(site):
    return make.member(brand=make.brand(), role=Role.PLANNER)


@pytest.fixture
def signed_in(page, site, planner, sign_in):
    sign_in(page.context, planner)
    page.goto(site.url)
    return page


@pytest.fixture
def own_list(signed_in, site, planner):
    saved_list = make.saved_list(brand=planner.brands.get(), name="Morning voices")
    signed_in.goto(f"{site.url}/lists/{saved_list.pk}/")
    return saved_list


def test_a_question_comes_before_what_cannot_be_undone(signed_in, own_list):
    page = signed_in
    delete = page.get_by_role("button", name="Delete", exact=True)
    delete.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Delete this list?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(delete).to_be_focused()
    assert type(own_list).objects.filter(pk=own_list.pk).exists()


def test_the_answer_carries_it_out_and_a_toast_says_so(signed_in, own_list):
    page = signed_in
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    toast = page.locator("#toasts .toast")
    expect(toast).to_contain_text("“Morning voices” is deleted.")
    assert not type(own_list).objects.filter(pk=own_list.pk).exists()
    toast.get_by_role("button", name="Dismiss").click()
    expect(toast).to_have_count(0)
    expect(page.locator("main")).to_be_focused()


def test_a_toast_leaves_by_itself_but_not_while_it_is_read(signed_in, own_list):
    page = signed_in
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    toast = page.locator("#toasts .toast")
    toast.hover()
    assert toast.evaluate("toast => getComputedStyle(toast).animationPlayState") == "paused"
    page.mouse.move(0, 0)
    toast.evaluate("toast => toast.getAnimations().at(-1).finish()")
    expect(toast).to_have_count(0)


def test_without_script_the_form_is_simply_sent(browser, site, planner, sign_in, own_list):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, planner)
    page = context.new_page()
    page.goto(f"{site.url}/lists/{own_list.pk}/")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("“Morning voices” is deleted.")
    context.close()


def test_keys_lead_through_the_product(signed_in, site):
    page = signed_in
    for keys, address in (("gi", "influencers/"), ("gl", "lists/"), ("gc", "campaigns/"), ("gm", "imports/")):
        page.keyboard.type(keys)
        page.wait_for_url(f"{site.url}/{address}")
    page.keyboard.type("gh")
    page.wait_for_url(f"{site.url}/")


def test_the_dialog_lists_what_this_page_offers(signed_in, site):
    page = signed_in
    make.profile(followers=5_000)
    page.goto(f"{site.url}/influencers/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    offered = dialog.locator("dt").all_text_contents()
    assert {"Influencers", "Search name or handle", "Keyboard shortcuts", "Close what is open"} <= set(
        offered
    )
    assert "New campaign" not in offered
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_keys_stay_letters_in_a_field_and_with_a_modifier(signed_in, site):
    page = signed_in
    make.profile(followers=5_000)
    page.goto(f"{site.url}/influencers/")
    page.get_by_role("searchbox").press_sequentially("gh?")
    expect(page.get_by_role("searchbox")).to_have_value("gh?")
    page.locator("main").focus()
    page.keyboard.press("Control+.")
    assert page.evaluate("document.documentElement.dataset.bsTheme") is None
    assert page.url.startswith(f"{site.url}/influencers/")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_whoever_turns_the_shortcuts_off_keeps_that_choice(signed_in, site):
    page = signed_in
    page.keyboard.press("?")
    page.get_by_label("Use shortcuts in this browser").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press(".")
    assert page.evaluate("document.documentElement.dataset.bsTheme") is None
    page.get_by_role("contentinfo").get_by_role("button", name="Keyboard shortcuts").click()
    expect(page.get_by_label("Use shortcuts in this browser")).not_to_be_checked()
