import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory

from influencers.templatetags import marks

SPRITE = (Path(settings.BASE_DIR) / "templates" / "_icons.html").read_text()
HOSTILE = '"><script>alert(1)</script>'


def symbols() -> set[str]:
    return set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))


@pytest.mark.parametrize("tier", ["micro", "macro", "nano"])
def test_it_names_the_shape_of_a_tier(tier):
    mark = ElementTree.fromstring(marks.tier_mark(tier))
    assert mark.get("aria-label") == tier.capitalize()
    assert mark.find("use").get("href") == f"#tier-{tier}"
    assert f"tier-{tier}" in symbols()


@pytest.mark.parametrize("tier", ["unknown", "", HOSTILE])
def test_it_draws_nothing_for_what_is_no_tier(tier):
    assert marks.tier_mark(tier) == ""


@pytest.mark.parametrize("kind", marks.PROVENANCE)
def test_it_says_where_a_figure_comes_from(kind):
    mark = ElementTree.fromstring(marks.provenance(kind))
    assert mark.find("title").text == mark.get("aria-label") == str(marks.PROVENANCE[kind])
    assert f"provenance-{kind}" in symbols()


def test_it_shows_the_source_on_focus_and_escapes_it():
    tip = ElementTree.fromstring(marks.provenance("measured", HOSTILE))
    assert tip.get("tabindex") == "0"
    assert tip.get("data-tip") == f"Measured: {HOSTILE}"


def test_every_icon_that_a_template_names_is_in_the_sprite():
    templates = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    named = {name for path in templates for name in re.findall(r'{% icon "([\w-]+)" %}', path.read_text())}
    assert {f"icon-{name}" for name in named} <= symbols()


@pytest.mark.parametrize(
    ("path", "current"),
    [("/", "home"), ("/influencers/7/", "influencers:list"), ("/campaigns/", "campaigns:list")],
)
def test_it_marks_the_current_page_in_the_navigation(path, current):
    context = Context({"request": RequestFactory().get(path)})
    template = Template("{% load marks %}{% nav_link name 'x' %}")
    names = ["home", "influencers:list", "campaigns:list"]
    with_mark = [
        n for n in names if "aria-current" in template.render(Context({**context.flatten(), "name": n}))
    ]
    assert with_mark == [current]
