from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from influencers.templatetags import charts

HOSTILE = '"><script>alert(1)</script>'


def parse(svg: str) -> ElementTree.Element:
    assert "style=" not in svg
    return ElementTree.fromstring(svg)


def make_disc(**changes):
    return SimpleNamespace(
        **{"x": 50, "y": 50, "r": 60, "tier": "macro", "cost": 5_000_000, "ids": ("a",)} | changes
    )


def test_it_draws_one_disc_for_each_influencer_and_names_the_large_ones():
    svg = parse(
        charts.spend_field([make_disc(), make_disc(tier="micro", r=5, ids=("b",))], "2 people", {"a": "Ana"})
    )
    assert [disc.get("class") for disc in svg.findall("circle")] == ["macro", "micro"]
    assert svg.find("circle/title").text == "Ana: Rp\u00a05\u00a0mn"
    assert svg.find("g/text").text == "Ana"
    assert svg.get("aria-label") == "2 people"


def test_it_tells_pooled_discs_by_their_number():
    svg = parse(charts.spend_field([make_disc(ids=("a", "b", "c"))], "", {"a": "Ana"}))
    assert svg.find("circle/title").text == "3 people: Rp\u00a05\u00a0mn"
    assert svg.find("circle").get("class") == "macro pooled"
    assert svg.get("aria-hidden") == "true"


def test_a_hostile_name_stays_text():
    svg = parse(charts.spend_field([make_disc()], HOSTILE, {"a": HOSTILE}))
    assert svg.get("aria-label") == HOSTILE
    assert svg.find("circle/title").text.startswith(HOSTILE)
    assert not svg.findall(".//script")


@pytest.mark.parametrize("micro", [0, 0.04, 0.36, 0.97, 1])
@pytest.mark.parametrize("playbook", [None, 0.05, 0.3, 0.9])
@pytest.mark.parametrize("equal", [None, (0.36, 0.61), (0.7, 0.99)])
def test_the_scale_says_the_shares(micro, playbook, equal):
    svg = parse(charts.mix_scale(micro, playbook, equal))
    assert f"{micro:.0%}".replace("%", "\u00a0% micro") in svg.get("aria-label")
    assert len(svg.findall("text")) == (playbook is not None) + (equal is not None)


def test_the_small_scale_has_no_words():
    assert not parse(charts.mix_scale(0.36, 0.3, (0.3, 0.5), small=True)).findall("text")


def test_lines_over_the_picture_stand_at_the_shares():
    lines = parse(charts.mix_lines(0.36, 0.3)).findall("line")
    assert [line.get("x1") for line in lines] == ["36.0%", "30.0%"]


def test_an_interval_says_its_numbers():
    svg = parse(charts.interval(3.92e6, 4.71e6, 5.52e6, "short", 4.6e6, "Unique reach"))
    assert svg.get("aria-label") == "Unique reach: P10 3.92\u00a0mn, mean 4.71\u00a0mn, P90 5.52\u00a0mn"
    assert [text.text for text in svg.findall("text")] == ["3.92\u00a0mn", "5.52\u00a0mn"]


def test_an_interval_without_width_is_drawn():
    parse(charts.interval(5, 5, 5, "count"))


@pytest.mark.parametrize("share", [0, 0.5, 1, 7, None])
def test_a_bar_stays_inside_its_box(share):
    width = parse(charts.bar(share, "micro", 0.5)).find("rect").get("width")
    assert 0 <= float(width.rstrip("%")) <= 100


def test_a_sparkline_needs_two_values():
    assert charts.sparkline([1, None]) == ""
    assert parse(charts.sparkline([1, 3, 2])).find("polyline").get("points") == "4,21 43,3 82,12"


def test_a_histogram_colours_the_tiers_and_pales_the_rest():
    bars = parse(charts.histogram([1, 5, 4, 2], first=1, last=3, split=2)).findall("rect")
    assert [bar.get("class") for bar in bars] == ["outside", "micro", "macro", "macro"]
    assert bars[1].get("height") == "42"


def test_a_histogram_of_nothing_is_empty():
    assert not parse(charts.histogram([])).findall("rect")
    assert parse(charts.histogram([0, 0])).find("rect").get("height") == "0"


def test_a_percentile_is_a_mark_on_a_line():
    assert parse(charts.percentile(0.5)).find("rect").get("x") == "47.0%"


def test_reach_counted_once_shows_the_difference():
    html = Template("{% load charts %}{% counted_once 6940000 4710000 5420000 %}").render(Context())
    assert "2.23\u00a0mn counted more than once" in html
    assert "<b>4.71\u00a0mn</b>" in html
    assert "overlapped at random" in html
    ElementTree.fromstring(html)


def test_reach_counted_once_without_overlap():
    html = Template("{% load charts %}{% counted_once 0 0 %}").render(Context())
    assert "overlapped at random" not in html
