"""`make screenshots`: every page in both schemes, both languages and two widths, into docs/screenshots."""

from base64 import b64decode
from pathlib import Path

import pytest
from django.conf import settings

from tests.pages.registry import PAGES
from tests.pages.visiting import cookies, open_page

FOLDER = Path(settings.BASE_DIR) / "docs" / "screenshots"
# What the README shows: the first screen alone, kept in the repository.
SHOWN = {
    ("recommendation", "light", "en"),
    ("recommendation", "dark", "id"),
    ("home", "light", "en"),
    ("list", "dark", "en"),
    ("profile", "light", "id"),
    ("admin", "light", "en"),
}
SCHEMES = ("light", "dark")
WIDTHS = {1440: 900, 390: 844}
WEBP = {"format": "webp", "quality": 82}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_picture(browser, live_server, cast, shown, language):
    context = browser.new_context(reduced_motion="reduce")
    session = cast.session_of(shown.who) if shown.who else None
    context.add_cookies(cookies(session=session, language=language, base=live_server.url))
    page = context.new_page()
    open_page(page, shown=shown, cast=cast, base=live_server.url)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        if (shown.name, scheme, language) in SHOWN:
            page.set_viewport_size({"width": 1440, "height": WIDTHS[1440]})
            picture(page, FOLDER / f"{shown}-{scheme}-{language}.webp")
        for width, least in WIDTHS.items():
            show_whole(page, width, least)
            picture(page, FOLDER / f"{shown}-{width}-{scheme}-{language}.webp")
    context.close()


def show_whole(page, width, least):
    """A window as high as the page, so that what sticks to its foot stands there."""
    page.set_viewport_size({"width": width, "height": least})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height})


def picture(page, path):
    """Chromium packs it as WebP, which Playwright does not offer."""
    page.evaluate("document.fonts.ready")
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", WEBP)
    path.write_bytes(b64decode(taken["data"]))
