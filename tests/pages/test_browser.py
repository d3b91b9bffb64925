"""Every page in Chromium, both schemes, both languages: accessible, silent, never wider than the window."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages.registry import PAGES
from tests.pages.visiting import cookies, open_page

ABORTED = "net::ERR_ABORTED"  # by the page that came after
WIDTHS = (1440, 768, 390)
HEIGHT = 900
# The rules that a change of the colour scheme alone can break.
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"]}
# Where the focus is, whether its ring is in sight (a spot of a chart shows its mark instead), and how often
# it has been here.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  element.dataset.visited = Number(element.dataset.visited ?? 0) + 1;
  const visited = Number(element.dataset.visited), name = element.outerHTML.replace(/ data-visited="."/, "");
  return {name: name.slice(0, 160), shown: seen && (ring || element.matches(".spot")), visited};
}"""
MOST_STOPS = 400
FIELDS_OF_A_DATE = 4  # day, month, year and the calendar: stops within one element
SHIFT = """new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 700);
})"""
MOST_SHIFT = (
    0.05  # half of what counts as good; what is left is a typeface that arrives after the first paint
)
# The style guide shows every component twice; Django heads the column of an inline's own name with nothing.
MEANT = {
    "styleguide": {"rules": {"landmark-unique": {"enabled": False}}},
    "admin-change": {"rules": {"empty-table-header": {"enabled": False}}},
    "admin-add": {"rules": {"empty-table-header": {"enabled": False}}},
    "admin-add-refused": {"rules": {"empty-table-header": {"enabled": False}}},
}
STEADY = [page for page in PAGES if page.name in ("home", "list", "recommendation")]


@pytest.fixture(scope="module")
def windows(browser):
    """A browser's window for each person and language: what one page loaded is there for the next."""
    opened = {}
    yield opened
    for window in opened.values():
        window.close()


@pytest.fixture
def visit(browser, windows, live_server, cast):
    """Opens a page of the registry as its person, in a language; what the console says is a fault."""
    pages, faults = [], []

    def window(who, language):
        if (who, language) not in windows:
            windows[who, language] = browser.new_context(color_scheme="light", reduced_motion="reduce")
            session = cast.session_of(who) if who else None
            windows[who, language].add_cookies(
                cookies(session=session, language=language, base=live_server.url)
            )
        return windows[who, language]

    def visit(shown, language="en"):
        page = window(shown.who, language).new_page()
        pages.append(page)
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        listen(page, shown, faults)
        assert open_page(page, shown=shown, cast=cast, base=live_server.url).status == shown.status
        return page

    yield visit
    for page in pages:
        page.close()
    assert not faults


def listen(page, shown, faults):
    """Collects what the console says and what fails to load, but for the status that the page has to have."""

    def hear(line):
        if line.type in ("error", "warning") and f"status of {shown.status}" not in line.text:
            faults.append(line.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: request.failure == ABORTED or faults.append(request.url))


def assert_accessible(page, only=None):
    options = {"resultTypes": ["violations"], "preload": False, **(only or {})}
    found = Axe().run(page, options=options).response["violations"]
    assert not found, [
        (each["id"], node["html"][:120], node["failureSummary"][-160:])
        for each in found
        for node in each["nodes"][:4]
    ]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_everybody_can_use_the_page(visit, shown, language):
    page = visit(shown, language)
    assert page.locator("html").get_attribute("lang") == language
    if language == "en":
        assert_accessible(page, MEANT.get(shown.name))
        page.emulate_media(color_scheme="dark")
        assert_accessible(page, OF_COLOUR)
    else:  # colours know no language, and judging them takes longest
        rules = MEANT.get(shown.name, {}).get("rules", {}) | {"color-contrast": {"enabled": False}}
        assert_accessible(page, {"rules": rules})
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_the_keyboard_goes_through_the_page_in_sight(visit, shown):
    page = visit(shown)
    page.evaluate("document.body.tabIndex = -1, document.body.focus()")  # some pages start in a field
    stops = [focus for focus in walked(page) if focus["visited"] == 1]
    assert "skip" in stops[0]["name"]
    assert not [focus["name"] for focus in stops if not focus["shown"]]


def walked(page):
    """Every stop of the Tab key, until it comes round; where it stays on one spot, it is a trap."""
    stops = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        if focus is None or (focus["visited"] > 1 and focus["name"] == stops[0]["name"]):
            break
        assert focus["visited"] <= FIELDS_OF_A_DATE, f"trapped at {focus['name']}"
        stops.append(focus)
    return stops


@pytest.mark.parametrize("shown", STEADY, ids=str)
def test_nothing_moves_while_the_page_loads(visit, shown):
    assert visit(shown).evaluate(SHIFT) < MOST_SHIFT


def test_nothing_moves_under_the_pointer_when_a_filter_is_ticked(visit):
    page = visit(next(shown for shown in STEADY if shown.name == "list"))
    top = page.locator("#filters").bounding_box()
    page.get_by_role("checkbox", name="Macro").check()
    page.wait_for_url("**tier=macro**")  # the address follows when the results are there
    assert page.locator("#filters").bounding_box()["y"] == top["y"]
