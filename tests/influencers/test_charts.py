from datetime import date
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from influencers.charts import bars, mix
from influencers.charts.audience import audience_numbers
from influencers.charts.geometry import decades
from influencers.figures import short
from tests.chart_markup import are_numbers, cells, draw, parse, spots

HOSTILE = '"><script>alert(1)</script>'


def make_disc(**changes):
    return SimpleNamespace(
        **{"x": 50, "y": 50, "r": 60, "tier": "macro", "cost": 5_000_000, "ids": ("a",)} | changes
    )


def make_bars(**changes):
    values = {"counts": (1, 5, 4, 0), "edges": (1e3, 1e4, 1e5, 1e6, 1e7), "first": 0, "last": 3}
    return bars.Bars(**values | {"label": "followers", "write": short} | changes)


def test_it_draws_one_disc_for_each_influencer_and_names_the_large_ones():
    discs = [make_disc(), make_disc(tier="micro", r=5, ids=("b",), cost=15_000_000)]
    svg = parse(mix.spend_field(discs, "2 people", {"a": "Ana", "b": "Budi"})).find("svg")
    assert [disc.get("class") for disc in svg.iter("circle")] == ["macro", "micro"]
    assert spots(svg) == [
        "Ana: Rp\u00a05\u00a0mn, 25.0\u00a0% of the spend",
        "Budi: Rp\u00a015\u00a0mn, 75.0\u00a0% of the spend",
    ]
    assert svg.find("g[@class='names']/text").text == "Ana"
    assert svg.get("aria-label") == "2 people"


def test_it_tells_pooled_discs_by_their_number():
    svg = parse(mix.spend_field([make_disc(ids=("a", "b", "c"))], "3 people", {"a": "Ana"})).find("svg")
    assert spots(svg) == ["3 people: Rp\u00a05\u00a0mn, 100.0\u00a0% of the spend"]
    assert svg.find(".//circle").get("class") == "macro pooled"


def test_a_decoration_has_nothing_to_focus():
    svg = parse(mix.spend_field([make_disc()], "", {"a": "Ana"})).find("svg")
    assert svg.get("aria-hidden") == "true"
    assert not spots(svg)


def test_a_hostile_name_stays_text():
    svg = parse(mix.spend_field([make_disc()], HOSTILE, {"a": HOSTILE})).find("svg")
    assert svg.get("aria-label") == HOSTILE
    assert spots(svg)[0].startswith(HOSTILE)
    assert not svg.findall(".//script")


def test_the_numbers_of_the_mix_name_everybody_the_dearest_first():
    numbers = mix.mix_numbers(
        [make_disc(), make_disc(ids=("b",), cost=15_000_000)], {"a": "Ana", "b": "Budi"}
    )
    assert [row.cells for row in numbers.rows] == [
        ("Budi", "Macro", "15,000,000", "75.0\u00a0%"),
        ("Ana", "Macro", "5,000,000", "25.0\u00a0%"),
    ]
    assert [column.is_figure for column in numbers.columns] == [False, False, True, True]


@pytest.mark.parametrize("micro", [0, 0.04, 0.36, 0.97, 1])
@pytest.mark.parametrize("playbook", [None, 0.05, 0.3, 0.9])
@pytest.mark.parametrize("equal", [None, (0.36, 0.61), (0.7, 0.99)])
def test_the_scale_says_the_shares(micro, playbook, equal):
    svg = parse(mix.mix_scale(micro, playbook, equal)).find("svg")
    assert f"{micro:.0%}".replace("%", "\u00a0% micro") in svg.get("aria-label")
    assert len(svg.findall("text")) == (playbook is not None) + (equal is not None)


def test_the_small_scale_has_no_words():
    assert not parse(mix.mix_scale(0.36, 0.3, (0.3, 0.5), small=True)).findall(".//text")


def test_lines_over_the_picture_stand_at_the_shares():
    lines = parse(mix.mix_lines(0.36, 0.3)).findall(".//line")
    assert [line.get("x1") for line in lines] == ["36.0%", "30.0%"]


def test_an_interval_lies_on_the_scale_that_rows_share():
    scale = decades(100, 9_000)
    lines = {line.get("class"): line for line in parse(bars.interval(100, 1_000, 10_000, scale)).iter("line")}
    assert (lines["range"].get("x1"), lines["range"].get("x2")) == ("0.0%", "100.0%")
    assert lines["mean"].get("x1") == "50.0%"
    ends = parse(bars.interval_axis(scale)).iter("text")
    assert [end.text for end in ends] == ["100", "10k"]


@pytest.mark.parametrize("share", [0, 0.5, 1, 7, None])
def test_a_bar_stays_inside_its_box(share):
    width = parse(bars.bar(share)).find(".//rect").get("width")
    assert 0 <= float(width.rstrip("%")) <= 100


def test_a_histogram_colours_the_tiers_and_pales_the_rest():
    page = draw("histogram bars", library="charts", bars=make_bars(first=1, last=3, split=2))
    drawn = [rect for rect in page.iter("rect") if rect.get("class") != "strip"]
    assert [rect.get("class") for rect in drawn] == ["outside", "micro", "macro", "macro"]
    assert [rect.get("height") for rect in drawn] == ["9", "44", "35", "0"]


def test_a_histogram_tells_each_bar_and_what_the_filter_keeps():
    page = draw("histogram bars", library="charts", bars=make_bars(first=1, last=2))
    assert spots(page)[:2] == ["1k–10k: 1 profile, filtered out", "10k–100k: 5 profiles"]
    assert page.find("svg").get("aria-label") == (
        "Profiles by followers, 1k–10\u00a0mn; the filter keeps 10k–1\u00a0mn"
    )
    assert cells(page)[1] == ["10k–100k", "5"]
    marked = [row.get("class") for row in page.find(".//tbody")]
    assert marked == [None, "selected", "selected", None]


def test_a_histogram_that_the_filter_empties_is_drawn():
    page = draw("histogram bars", library="charts", bars=make_bars(counts=(0, 0, 0, 0), first=2, last=1))
    assert all(words.endswith("filtered out") for words in spots(page))


def test_a_percentile_is_a_mark_between_two_ends():
    svg = parse(bars.percentile(0.5)).find("svg")
    assert svg.find("rect").get("x") == "47.0%"
    assert {line.get("x1") for line in svg.findall("line")} == {"0", "50%", "100%"}


def test_a_course_tells_each_measurement_on_its_day():
    course = [(date(2026, 1, 1), 1000), (date(2026, 1, 11), 1500), (date(2026, 4, 11), 2000)]
    page = draw("course values label", library="charts", values=course, label="Followers")
    assert spots(page) == ["1 Jan 2026: 1,000", "11 Jan 2026: 1,500", "11 Apr 2026: 2,000"]
    assert [dot.get("cx") for dot in page.iter("circle") if dot.get("class") == "measured"] == [
        "0.0%",
        "10.0%",
        "100.0%",
    ]
    assert page.find(".//svg").get("aria-label").endswith("2,000 on 11 Apr 2026 (100.0\u00a0%)")
    assert cells(page)[-1] == ["11 Apr 2026", "2,000"]


@pytest.mark.parametrize("days", [0, 1, 2])
def test_a_course_needs_three_days(days):
    values = [(date(2026, 1, 1 + i), 5) for i in range(days)] * 2
    assert not list(draw("course values 'Followers'", library="charts", values=values).iter("svg"))


def test_a_flat_course_is_drawn():
    page = draw("course values 'x'", library="charts", values=[(date(2026, 1, day), 0) for day in (1, 2, 3)])
    assert len(spots(page.find(".//svg"))) == 3
    assert are_numbers(page)


def test_the_audience_is_one_table_without_invented_combinations():
    age = SimpleNamespace(label="age", shares=[SimpleNamespace(value="18-24", share=0.38)])
    gender = SimpleNamespace(label="gender", shares=[SimpleNamespace(value="female", share=0.61)])
    assert [row.cells for row in audience_numbers([age, gender]).rows] == [
        ("Age", "18–24", "38.0\u00a0%"),
        ("Gender", "Women", "61.0\u00a0%"),
    ]


def test_reach_counted_once_shows_the_difference():
    page = draw("counted_once 6940000 4710000 5420000", library="charts")
    assert "2.23\u00a0mn counted more than once" in [span.text for span in page.iter("span")]
    assert page.find(".//dd/b").text == "4.71\u00a0mn"
    assert [row[1] for row in cells(page)] == ["6,940,000", "5,420,000", "4,710,000"]


def test_reach_counted_once_without_overlap():
    assert len(cells(draw("counted_once 0 0", library="charts"))) == 2


def test_the_text_alternatives_speak_indonesian():
    with override("id"):
        svg = parse(mix.mix_scale(0.36, 0.3)).find("svg")
        assert svg.get("aria-label") == "36\u00a0% mikro, 64\u00a0% makro; playbook 30\u00a0% mikro"
