"""The style guide in a real browser; what holds for every page is tested in tests/pages."""

from tests import factories as make


def test_both_modes_stand_side_by_side_whatever_the_system_says(page, site, sign_in):
    sign_in(page.context, make.user(is_staff=True))
    page.goto(f"{site.url}/styleguide/")
    modes = page.locator("#buttons .mode")
    papers = "modes => modes.map(mode => getComputedStyle(mode).backgroundColor)"
    light, dark = modes.evaluate_all(papers)
    assert light != dark
    page.emulate_media(color_scheme="dark")
    assert modes.evaluate_all(papers) == [light, dark]
