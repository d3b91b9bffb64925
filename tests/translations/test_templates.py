"""No template holds a word that no translation reaches."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

from tests.translations.reading import ALIKE, READ_BY_PEOPLE, UNREAD, WORD

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
CONSTANT = re.compile(r"""(?<!_\()(["'])([A-Z][a-z]+(?: [^"']*)?)\1""")


class BareText(HTMLParser):
    """Collects the words that a page shows or reads aloud."""

    def __init__(self):
        super().__init__()
        self.silent = False
        self.words = []

    def handle_starttag(self, tag, attrs):
        self.silent = tag in UNREAD
        described = ("name", "description") in attrs
        for name, value in attrs:
            if value and (name in READ_BY_PEOPLE or (described and name == "content")):
                self.handle_data(value)

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.words += [word for word in WORD.findall(data) if word not in ALIKE]


def without_tags(source):
    """The template's own text: tags, variables and everything inside blocktranslate and comment gone."""
    kept, inside = [], None
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name, *arguments = token.contents.split()
            if name in ("blocktranslate", "comment") or arguments == ["bodyclass"]:
                inside = name
            elif name == f"end{inside}":
                inside = None
        elif token.token_type == TokenType.TEXT and not inside:
            kept.append(token.contents)
    return "".join(kept)


def bare_words(source):
    """Words of a template that no translation reaches: between tags, in attributes, as arguments."""
    reader = BareText()
    reader.feed(without_tags(source))
    arguments = [
        constant
        for token in Lexer(source).tokenize()
        if token.token_type in (TokenType.BLOCK, TokenType.VAR)
        and token.contents.split()[0] not in ("translate", "blocktranslate")
        for _quote, constant in CONSTANT.findall(token.contents)
    ]
    return reader.words + arguments


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<p title="Two words">{% translate "Hello" %}</p>', ["Two", "words"]),
        ("{% blocktranslate %}Hello{% endblocktranslate %}<b> CPM</b> 3 %", []),
        ('{% include "a.html" with heading="Nothing here" css="btn btn-sm" %}', ["Nothing here"]),
        ('{% include "a.html" with heading=_("Nothing here") %}', []),
        ("{{ name|default:'Nobody' }}{# a Comment #}{% comment %}More{% endcomment %}", ["Nobody"]),
    ],
)
def test_the_scanner_finds_bare_text(template, found):
    assert bare_words(template) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_holds_text_outside_translation(path):
    assert not bare_words(path.read_text())
