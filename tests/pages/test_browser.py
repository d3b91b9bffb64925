"""Every page in Chromium, both schemes, both languages: accessible, silent, never wider than the window."""

import pytest

from tests.accessibility import assert_accessible
from tests.pages.registry import PAGES
from tests.pages.visiting import cookies, open_page

ABORTED = "net::ERR_ABORTED"  # by the page that came after
WIDTHS = (1440, 768, 390)
HEIGHT = 900
# The rules that a change of the colour scheme alone can break.
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"]}
# Notes at every press of Tab where the last one led to: whether its ring is in sight (a spot of a chart shows
# its mark instead), and how often it has been here. Begins at the body: some pages start in a field.
WATCH_TAB = """() => {
  const focused = () => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const visited = element.dataset.visited = Number(element.dataset.visited ?? 0) + 1;
    const name = element.outerHTML.replace(/ data-visited="."/, "").slice(0, 160);
    return {name, shown: seen && (ring || element.matches(".spot")), visited};
  };
  document.body.tabIndex = -1;
  document.body.focus();
  globalThis.stops = [];
  const note = event => { if (event.key === "Tab") stops.push(focused()); };
  addEventListener("keydown", () => addEventListener("keydown", note, true), {once: true});
}"""
AT_ONCE = 20  # presses
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


class Window:
    """A browser's window for a person and a language, kept: its next page needs no process of its own."""

    def __init__(self, browser, cookies):
        self.context = browser.new_context(reduced_motion="reduce")
        self.context.add_cookies(cookies)
        self.page, self.faults, self.status = self.context.new_page(), [], 200
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "requestfailed", lambda request: request.failure == ABORTED or self.faults.append(request.url)
        )

    def hear(self, line):
        """What the console says is a fault, but for the status that the page has to have."""
        if line.type in ("error", "warning") and f"status of {self.status}" not in line.text:
            self.faults.append(line.text)

    def open(self, shown, **where):
        self.status = shown.status
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        assert open_page(self.page, shown=shown, **where).status == shown.status
        return self.page


@pytest.fixture(scope="module")
def windows(browser):
    """Of each person and language: what one page loaded is there for the next."""
    opened = {}
    yield opened
    for window in opened.values():
        window.context.close()


@pytest.fixture
def visit(browser, windows, live_server, cast):
    """Opens a page of the registry as its person, in a language; it has to be silent and to load whole."""

    def visit(shown, language="en"):
        if (shown.who, language) not in windows:
            session = cast.session_of(shown.who) if shown.who else None
            signed_in = cookies(session=session, language=language, base=live_server.url)
            windows[shown.who, language] = Window(browser, signed_in)
        return windows[shown.who, language].open(shown, cast=cast, base=live_server.url)

    yield visit
    faults = [fault for window in windows.values() for fault in window.faults]
    for window in windows.values():
        window.faults.clear()
    assert not faults


def assert_nothing_is_wider(page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.layout
@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_everybody_can_use_the_page(visit, shown):
    page = visit(shown)
    assert page.locator("html").get_attribute("lang") == "en"
    assert_accessible(page, MEANT.get(shown.name))
    page.emulate_media(color_scheme="dark")
    assert_accessible(page, OF_COLOUR)
    assert_nothing_is_wider(page)
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    assert_the_keyboard_goes_through_in_sight(page)


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_everybody_can_use_the_page_in_indonesian(visit, shown):
    page = visit(shown, "id")
    assert page.locator("html").get_attribute("lang") == "id"
    # Colours know no language, and judging them takes longest.
    rules = MEANT.get(shown.name, {}).get("rules", {}) | {"color-contrast": {"enabled": False}}
    assert_accessible(page, {"rules": rules})
    assert_nothing_is_wider(page)


def assert_the_keyboard_goes_through_in_sight(page):
    stops = [focus for focus in walked(page) if focus["visited"] == 1]
    assert "skip" in stops[0]["name"]
    assert not [focus["name"] for focus in stops if not focus["shown"]]


def walked(page):
    """Every stop of the Tab key, until it comes round; where it stays on one spot, it is a trap."""
    stops = []
    for focus in pressed(page):
        if focus is None or (focus["visited"] > 1 and focus["name"] == stops[0]["name"]):
            break
        assert focus["visited"] <= FIELDS_OF_A_DATE, f"trapped at {focus['name']}"
        stops.append(focus)
    return stops


def pressed(page):
    """Where each press of the Tab key led to; the page is asked once for many presses."""
    page.evaluate(WATCH_TAB)
    page.keyboard.press("Tab")
    for _time in range(MOST_STOPS // AT_ONCE):
        for _press in range(AT_ONCE):
            page.keyboard.press("Tab")
        yield from page.evaluate("stops.splice(0)")


@pytest.mark.parametrize("shown", STEADY, ids=str)
def test_nothing_moves_while_the_page_loads(visit, shown):
    assert visit(shown).evaluate(SHIFT) < MOST_SHIFT


def test_nothing_moves_under_the_pointer_when_a_filter_is_ticked(visit):
    page = visit(next(shown for shown in STEADY if shown.name == "list"))
    top = page.locator("#filters").bounding_box()
    page.get_by_role("checkbox", name="Macro").check()
    page.wait_for_url("**tier=macro**")  # the address follows when the results are there
    assert page.locator("#filters").bounding_box()["y"] == top["y"]
