from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils.translation import override

from campaigns.templatetags.frontier import frontier

# The other goal's mix is solved for itself: it need not lie on the curve.
OTHER = SimpleNamespace(micro_share=0.9, reach=4e6, engagements=5e5)


def make_points(reach=(3e6, 4.7e6, 4.2e6), engagements=(2e5, 4e5, 5e5)):
    shares = [i / (len(reach) - 1) for i in range(len(reach))]
    return [
        SimpleNamespace(micro_share=share, reach=r, engagements=e)
        for share, r, e in zip(shares, reach, engagements, strict=True)
    ]


def render(points, arguments: str) -> ElementTree.Element:
    template = Template("{% load frontier %}<div>{% frontier points " + arguments + " %}</div>")
    html = template.render(
        Context({"points": points, "equal": (0.4, 0.6), "label": '"><b>Goal', "other": OTHER})
    )
    assert "style=" not in html
    return ElementTree.fromstring(html)


def test_it_draws_two_panels_on_one_axis_with_a_sentence_each():
    page = render(make_points(), "0.5 playbook=0.3 opposite=other opposite_label='Engagement' equal=equal")
    panels = [svg for svg in page.iter("svg") if svg.get("role") == "img" and "plot" in svg.get("class")]
    assert [panel.get("aria-label").split(" by ")[0] for panel in panels] == [
        "Unique reach",
        "Relevant engagements",
    ]
    assert "4.7\u00a0mn at the recommended 50\u00a0%" in panels[0].get("aria-label")
    for panel in panels:
        assert {line.get("class") for line in panel.iter("line")} == {
            "gridline",
            "chosen-line",
            "playbook-line",
            "opposite-line",
        }


def test_its_numbers_are_in_a_table():
    page = render(make_points(), "0.5")
    cells = [cell.text for row in page.find(".//tbody") for cell in row]
    assert cells[:3] == ["0.0\u00a0%", "3,000,000", "200,000"]
    assert page.find(".//tr[@class='selected']/th").text == "50.0\u00a0%"


def test_it_says_what_the_opposite_goal_would_change():
    page = render(make_points(), "0.5 opposite=other opposite_label=label")
    words = [text.text for text in page.iter("text") if text.text]
    assert "4\u00a0mn, 15\u00a0% fewer" in words
    assert "500k, 25\u00a0% more" in words
    assert any(word.startswith('"><b>Goal') for word in words)


def test_points_between_are_interpolated():
    context = frontier(make_points(), 0.25)
    assert context["panels"][0].chosen["value"] == "3.85\u00a0mn"


@pytest.mark.parametrize("points", [[], make_points()[:1]])
def test_it_shows_nothing_for_fewer_than_two_points(points):
    assert not list(render(points, "0.5").iter("svg"))


@pytest.mark.parametrize("reach", [(0, 0), (5, 5), (1e-3, 9e9), (-1, 1)])
def test_it_survives_odd_values(reach):
    with override("id"):
        render(make_points(reach, (0, 0)), "0.5 playbook=0 opposite=other equal=equal")
