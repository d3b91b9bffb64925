"""The markup of every page: it parses strictly, names every element once and refers to what is there.

With PAGES_FOLDER the pages are kept there, for the validator of `make audit`.
"""

import os
import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from django.test import Client
from django.urls import resolve

from tests.pages.registry import NO_PAGES, PAGES
from tests.test_permissions import TABLE

# Attributes that name the id of another element of the page.
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form")

# Django describes the fields of a tabular inline by a help text that it shows in the column's head instead.
OF_INLINES = re.compile(r"id_\w+-(\d+|__prefix__)-\w+_helptext")


def test_no_page_is_forgotten(settings):
    settings.ROOT_URLCONF = "tests.pages.broken"
    shown = {
        resolve(page.path.split("?")[0].format_map(Anything())).route for page in PAGES if page.status == 200
    }
    seen_by_somebody = {address for address, (got, _posted) in TABLE.items() if "200" in got}
    assert seen_by_somebody - NO_PAGES <= shown


class Anything(dict):
    def __missing__(self, key):
        return 1


def opened(shown, cast):
    """What the server answers to the person who opens the page."""
    checks = "csrfmiddlewaretoken" in (shown.sends or {})
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    if shown.who:
        client.force_login(cast.people[shown.who])
    if shown.sends is None:
        return client.get(shown.address(cast))
    return client.post(shown.address(cast), shown.form(cast))


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_the_markup_is_sound(shown, cast):
    response = opened(shown, cast)
    assert response.status_code == shown.status
    if "PAGES_FOLDER" in os.environ:
        Path(os.environ["PAGES_FOLDER"], f"{shown}.html").write_bytes(response.content)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(response.content.decode())
    assert not [(place, fault) for place, fault, _details in parser.errors]
    assert root.find("head/title").text.strip()
    elements = list(root.iter())
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    assert not [each for each, times in ids.items() if times > 1]
    assert not dangling(elements, ids)


def dangling(elements, ids):
    """References to elements that are not there."""
    return [
        (element.tag, attribute, name)
        for element in elements
        for attribute in REFERENCES
        for name in (element.get(attribute) or "").split()
        if name not in ids and not OF_INLINES.fullmatch(name)
    ]
