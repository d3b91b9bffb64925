"""What axe-core says of a page as it stands in the browser."""

from axe_playwright_python.sync_playwright import Axe

# Without preloading, by which the checker would fetch styles in a way that the security policy refuses.
PLAINLY = {"resultTypes": ["violations"], "preload": False}


def assert_accessible(page, options=None):
    found = Axe().run(page, options=PLAINLY | (options or {})).response["violations"]
    assert not found, [
        (each["id"], node["html"][:160], node["failureSummary"][-160:])
        for each in found
        for node in each["nodes"][:4]
    ]


def assert_accessible_in_both_schemes(page):
    """Without motion: a colour on its way from one scheme to the other belongs to neither."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert_accessible(page)
