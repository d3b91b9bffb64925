"""Charts as elements for the tests: parsed strictly, and never with a style attribute."""

import math
from xml.etree import ElementTree

import html5lib
from django.template import Context, Template


def parse(markup: str) -> ElementTree.Element:
    """A root that holds the markup; a fault in it fails the test."""
    assert "style=" not in markup
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parseFragment(markup)
    assert not [code for _place, code, _details in parser.errors]
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def draw(tag: str, *, library: str, **context: object) -> ElementTree.Element:
    """What the template tag draws."""
    return parse(Template(f"{{% load {library} %}}{{% {tag} %}}").render(Context(context)))


def spots(chart: ElementTree.Element) -> list[str]:
    """What the points of a chart tell; each can be focused, and shows what it says."""
    found = [group for group in chart.iter("g") if group.get("class") == "spot"]
    assert all(group.get("tabindex") == "0" and group.get("role") == "img" for group in found)
    assert all(group.find("text").text == group.get("aria-label") for group in found)
    return [group.get("aria-label") for group in found]


def are_numbers(chart: ElementTree.Element) -> bool:
    """Whether everything drawn has a place and a size: nothing divided by zero, nothing endless."""
    names = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "dx", "dy", "width", "height")
    lengths = [element.get(name) for element in chart.iter() for name in names if element.get(name)]
    curves = "".join(path.get("d") for path in chart.iter("path"))
    finite = [math.isfinite(float(length.removesuffix("%"))) for length in lengths]
    return bool(finite) and all(finite) and "nan" not in curves and "inf" not in curves


def cells(chart: ElementTree.Element) -> list[list[str]]:
    """The rows of the table of numbers."""
    table = chart.find(".//details//table/tbody")
    return [[cell.text for cell in row] for row in table]
