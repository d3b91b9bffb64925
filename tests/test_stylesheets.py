"""The stylesheets against the pages: no class that nothing wears, no sample of the style guide forgotten."""

import re
from pathlib import Path

import crispy_bootstrap5
import pytest
from django.conf import settings
from django.urls import reverse

from tests import factories as make

ROOT = Path(settings.BASE_DIR)
STYLES = sorted(path for path in (ROOT / "static" / "css").glob("*.css") if not path.name.startswith("admin"))
COMPONENTS = ("components.css", "overlays.css", "forms.css", "charts.css")
SOURCES = [
    *(ROOT / "templates").rglob("*.html"),
    *(Path(crispy_bootstrap5.__file__).parent / "templates").rglob("*.html"),
    *(path for app in ("influencers", "campaigns", "guide") for path in (ROOT / app).rglob("*.py")),
    *(ROOT / "static" / "js").glob("*.js"),
]
# Written by htmx while it waits, or put together in a template from a tier or a kind of line.
ELSEWHERE = {"htmx-indicator", "htmx-request", "fades", "on-micro", "chosen-label", "opposite-line"}
ON_PAGES = {"js", "influencer-list", "shares", "pooled", "other"}  # components inside one page's own parts
FRAME = (
    "dialog_confirm",
    "dialog_shortcuts",
    "foot",
    "mast",
    "styles",
    "icons",
    "languages",
    "account",
    "wordmark",
)


def classes(stylesheet: str) -> set[str]:
    """The classes that its selectors name; declarations, comments and strings hold none."""
    plain = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", stylesheet, flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", plain)
    return {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-zA-Z][\w-]*", text))


@pytest.fixture(scope="module")
def used():
    return words(" ".join(path.read_text("utf-8") for path in SOURCES)) | ELSEWHERE


@pytest.fixture
def styleguide(client, db):
    client.force_login(make.user(is_staff=True))
    return client.get(reverse("guide:styleguide")).content.decode()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_class_of_the_stylesheets_is_worn(path, used):
    assert classes(path.read_text("utf-8")) - used == set()


def test_every_class_of_the_templates_is_styled_or_found_by_a_script():
    sheets = [
        *STYLES,
        *(ROOT / "static" / "css").glob("admin*.css"),
        *(ROOT / "static" / "vendor").rglob("*.css"),
    ]
    known = set().union(*(classes(path.read_text("utf-8")) for path in sheets))
    known |= words(" ".join(path.read_text("utf-8") for path in (ROOT / "static" / "js").glob("*.js")))
    worn = " ".join(
        words_of
        for path in (ROOT / "templates").rglob("*.html")
        if "admin" not in path.parts
        for words_of in re.findall(r'class="([^"]*)"', path.read_text("utf-8"))
    )
    plain = re.sub(r"{%.*?%}|{{.*?}}", "?", worn)
    assert {name for name in plain.split() if "?" not in name} - known == set()


def test_every_component_stands_in_the_style_guide(styleguide):
    styled = set().union(*(classes((ROOT / "static" / "css" / name).read_text()) for name in COMPONENTS))
    worn = words(" ".join(re.findall(r'class="([^"]*)"', styleguide)))
    assert styled - worn - ELSEWHERE - ON_PAGES == set()


def test_the_style_guide_shows_every_sheet_in_both_modes(styleguide):
    assert styleguide.count('data-bs-theme="light"') == styleguide.count('data-bs-theme="dark"') >= 14
    assert styleguide.count("This field is required.") >= 2


def test_every_shared_fragment_is_shown_or_belongs_to_the_frame():
    shown = " ".join(path.read_text() for path in (ROOT / "templates" / "guide").rglob("*.html"))
    inner = " ".join(path.read_text() for path in (ROOT / "templates").glob("_*.html"))
    fragments = {path.stem.lstrip("_") for path in (ROOT / "templates").glob("_*.html")}
    home = {name for name in fragments if name.startswith("home_")}
    missing = {name for name in fragments - {*FRAME} - home if f'"_{name}.html"' not in shown + inner}
    assert missing <= {"messages", "form_errors"}
