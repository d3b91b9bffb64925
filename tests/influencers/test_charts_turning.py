"""The scale of turns and the course over neighbouring settings: nothing outside, all of it said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from influencers.charts.neighbours import Neighbour, Neighbours
from influencers.charts.numbers import Row, numbers
from influencers.charts.turning import Turn, Turning
from influencers.figures import percent
from tests.chart_markup import are_numbers, draw, spots

inside = st.floats(0, 1)


def scale(now, lower=None, higher=None):
    turns = [each if each is None else Turn(each, "micro", f"{each:.0%}: micro") for each in (lower, higher)]
    return draw("turning picture", library="charts", picture=Turning(0, 1, Turn(now, "macro", "now"), *turns))


@settings(deadline=None, max_examples=30)
@given(ends=st.tuples(inside, inside, inside).map(sorted))
def test_the_bar_is_cut_where_it_turns_and_has_no_gap(ends):
    lower, now, higher = ends
    chart = scale(now, lower, higher)
    assert are_numbers(chart)
    bars = sorted((float(bar.get("x")[:-1]), float(bar.get("width")[:-1])) for bar in chart.iter("rect"))
    assert sum(width for _x, width in bars) == pytest.approx(100, abs=0.2)
    assert [text.text for text in chart.iter("text")][-1] == "now"


def test_without_a_turn_the_answer_holds_all_along():
    (bar,) = scale(0.3).iter("rect")
    assert (bar.get("class"), bar.get("width")) == ("macro", "100.0%")


def course(values, now=1):
    points = tuple(
        Neighbour(place, value, str(place), f"{place}: {value}") for place, value in enumerate(values)
    )
    table = numbers("Result", ["Budget", "Result"], [Row((each.name, str(each.value))) for each in points])
    chart = Neighbours("Result", "What it says", points, now, percent, table)
    return draw("neighbours chart", library="charts", chart=chart)


@settings(deadline=None, max_examples=30)
@given(values=st.lists(st.floats(-1, 5), min_size=3, max_size=8))
def test_every_setting_is_a_point_that_says_its_value(values):
    chart = course(values)
    assert are_numbers(chart)
    assert len(spots(chart)) == len(values)


def test_the_present_setting_is_marked():
    chart = course([0.0, 0.1, 0.3])
    (now,) = [line for line in chart.iter("line") if line.get("class") == "chosen-line"]
    assert now.get("x1") == "50.0%"
