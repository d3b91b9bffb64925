from types import SimpleNamespace

import pytest
from django.utils.translation import override

from tests.chart_markup import are_numbers, cells, draw, spots

# The other goal's mix is solved for itself: it need not lie on the curve.
OTHER = SimpleNamespace(micro_share=0.9, reach=4e6, engagements=5e5)


def make_points(reach=(3e6, 4.7e6, 4.2e6), engagements=(2e5, 4e5, 5e5)):
    shares = [i / (len(reach) - 1) for i in range(len(reach))]
    return [
        SimpleNamespace(micro_share=share, reach=r, engagements=e)
        for share, r, e in zip(shares, reach, engagements, strict=True)
    ]


def render(points, arguments: str):
    context = {"points": points, "equal": (0.4, 0.6), "label": '"><b>Goal', "other": OTHER}
    return draw(f"frontier points {arguments}", library="charts", **context)


def panels_of(page):
    return [svg for svg in page.iter("svg") if "plot" in svg.get("class", "").split()]


def test_it_draws_two_panels_on_one_axis_with_a_sentence_each():
    panels = panels_of(
        render(make_points(), "0.5 playbook=0.3 opposite=other opposite_label='X' equal=equal")
    )
    sentences = [panel.get("aria-label") for panel in panels]
    assert [words.split(" by ")[0] for words in sentences] == ["Unique reach", "Relevant engagements"]
    assert "4.7\u00a0mn at the recommended 50\u00a0%" in sentences[0]
    for panel in panels:
        kinds = {line.get("class") for line in panel.iter("line")}
        assert kinds == {"gridline", "chosen-line", "playbook-line", "opposite-line", "guide"}


def test_every_point_tells_its_value():
    first, second = panels_of(render(make_points(), "0.5"))
    assert spots(first)[0] == "0\u00a0% micro: 3\u00a0mn people"
    assert spots(second)[2] == "100\u00a0% micro: 500k"


def test_its_numbers_are_in_a_table():
    page = render(make_points(), "0.5")
    assert cells(page)[0] == ["0.0\u00a0%", "3,000,000", "200,000"]
    assert page.find(".//tr[@class='selected']/th").text == "50.0\u00a0%"


def test_it_says_what_the_opposite_goal_would_change():
    page = render(make_points(), "0.5 opposite=other opposite_label=label")
    words = ["".join(head.itertext()) for head in page.iter("p")]
    assert words[0].endswith(' "><b>Goal: 4\u00a0mn, 15\u00a0% fewer')
    assert words[1].endswith(' "><b>Goal: 500k, 25\u00a0% more')
    assert cells(page)[-1] == ['"><b>Goal 90.0\u00a0%', "4,000,000", "500,000"]


def test_the_value_between_two_points_is_interpolated():
    head = next(render(make_points(), "0.25").iter("p"))
    assert "".join(head.itertext()).endswith("Recommended: 3.85\u00a0mn")


@pytest.mark.parametrize("points", [[], make_points()[:1]])
def test_it_shows_nothing_for_fewer_than_two_points(points):
    assert not list(render(points, "0.5").iter("svg"))


@pytest.mark.parametrize("reach", [(0, 0), (5, 5), (1e-3, 9e9), (-1, 1)])
def test_it_survives_odd_values(reach):
    with override("id"):
        page = render(make_points(reach, (0, 0)), "0.5 playbook=0 opposite=other equal=equal")
    assert [len(spots(panel)) for panel in panels_of(page)] == [2, 2]
    assert are_numbers(page)
