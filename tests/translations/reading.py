"""How the tests read catalogues, templates and pages."""

import re
from html.parser import HTMLParser

from babel.messages.mofile import write_mo

from config import messages
from influencers.models import Platform

CATALOGUES = messages.catalogues()
READ_BY_PEOPLE = {
    "title",
    "alt",
    "aria-label",
    "placeholder",
    "label",
    "data-confirm",
    "data-tip",
    "data-label",
}
UNREAD = ("script", "style", "code")  # no prose, the same in every language
ALIKE = {"Tiermix", "CPM", "CPE", "CPV", "XLSX", "CSV", "IDR", "Rp", "Esc", *Platform.labels}
ALIKE |= {"Ana", "ana", "Budi", "budi"}  # whom the style guide shows
WORD = re.compile(r"[^\W\d_]{2,}")


def forms(text):
    """A text or its plural forms, as a list."""
    return [text] if isinstance(text, str) else list(text)


def compile_into(folder, change=lambda _entry: None):
    """Every .po file as a .mo file below the folder, each entry changed first."""
    for path in CATALOGUES:
        catalogue = messages.read(path)
        for entry in catalogue:
            if entry.id:
                change(entry)
        target = folder / path.relative_to(messages.ROOT / "locale").with_suffix(".mo")
        target.parent.mkdir(parents=True)
        with target.open("wb") as file:
            write_mo(file, catalogue)
    return folder


def mark(entry):
    """Our English in brackets for a translation: what stands outside them on a page was never marked."""
    text = f"⟦{forms(entry.id)[-1]}⟧"
    entry.string = (text,) if entry.pluralizable else text


def unmarked(text):
    """The words of a page outside all brackets."""
    while (shorter := re.sub("⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return words_in([text])


def words_in(texts):
    return set(WORD.findall(" ".join(texts).casefold()))


class Shown(HTMLParser):
    """Every text of a page that people see or hear, one piece a line; not what says that it is English."""

    def __init__(self, page):
        super().__init__()
        self.silent = False
        self.english = []  # the open tags of one kind, from the one that says so
        self.pieces = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.silent = tag in UNREAD
        if tag in self.english or (tag != "html" and ("lang", "en") in attrs and not self.english):
            self.english.append(tag)
        elif not self.english:
            self.pieces += [value for name, value in attrs if name in READ_BY_PEOPLE]

    def handle_endtag(self, tag):
        self.silent = False
        if tag in self.english:
            self.english.pop()

    def handle_data(self, data):
        if not self.silent and not self.english:
            self.pieces.append(" ".join(data.split()))


def shown(response):
    return "\n".join(filter(None, Shown(response.content.decode()).pieces))
