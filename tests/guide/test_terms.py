"""The terms: complete, short enough for a tip, in both languages, and as the code has the figures."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

from campaigns.forms.layout import brief_helper
from campaigns.strategy.mix import HEAVY
from config import messages
from guide.sections import ORDER, SECTIONS
from guide.terms import GROUPS, TERMS
from influencers.tiers import MICRO_MAX, MICRO_MIN

ROOT = Path(settings.BASE_DIR)
TAGGED = re.compile(r'{% (term|how) "([\w-]+)"')
LONGEST_TIP = 140


@pytest.fixture(scope="module")
def indonesian():
    """What the Indonesian catalogue has as it is now, by the English text."""
    entries = messages.read(ROOT / "locale/id/LC_MESSAGES/django.po")
    return {entry.id: entry.string for entry in entries if entry.id}


def tagged_in_templates():
    for path in (ROOT / "templates").rglob("*.html"):
        yield from TAGGED.findall(path.read_text())


def test_every_word_and_section_that_a_page_names_exists():
    found = set(tagged_in_templates())
    assert len(found) > 15
    known = {"term": TERMS, "how": SECTIONS}
    assert not [(tag, slug) for tag, slug in found if slug not in known[tag]]


def test_every_word_that_the_brief_names_exists():
    sections = [part for part in brief_helper().layout if hasattr(part, "terms")]
    assert {slug for section in sections for slug in section.terms} <= set(TERMS)


def test_no_word_is_there_twice():
    assert sum(len(group.terms) for group in GROUPS) == len(TERMS)


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_a_word_fits_its_tip_and_goes_on_to_a_section_that_exists(term):
    with override("en"):
        assert len(str(term.short)) <= LONGEST_TIP
    assert not term.how or term.how in SECTIONS


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_a_word_is_explained_in_both_languages(term, indonesian):
    with override("en"):
        texts = [str(text) for text in (term.name, term.short, term.long, term.formula, term.also) if text]
    assert not [text for text in texts if not indonesian.get(text)]


def test_words_say_the_boundaries_that_the_code_has():
    with override("en"):
        micro, macro = str(TERMS["micro"].short), str(TERMS["macro"].short)
        leaning = str(TERMS["leaning"].short)
    assert f"{MICRO_MIN:,} to {MICRO_MAX:,}" in micro
    assert f"{MICRO_MAX:,}" in macro
    assert f"{HEAVY * 100:.0f} percent" in leaning


def test_sections_name_the_headings_of_the_method():
    headings = re.findall(r"^## (.+)$", (ROOT / "docs/method.md").read_text(), re.MULTILINE)
    missing = [each.method for each in ORDER if not any(line.startswith(each.method) for line in headings)]
    assert not missing


def glossary_of_the_translators():
    """English words of docs/glossary.md with their translation, lower case; one entry a word."""
    for line in (ROOT / "docs/glossary.md").read_text().splitlines():
        cells = [cell.strip().lower() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and not cells[0].startswith(("---", "english")):
            pairs = [cell.split(", ") for cell in cells[:2]]
            yield from zip(*pairs, strict=False) if len(pairs[0]) == len(pairs[1]) else []


def test_words_are_translated_as_the_translators_agreed(indonesian):
    agreed = dict(glossary_of_the_translators())
    with override("en"):
        names = [str(term.name) for term in TERMS.values()]
    shared = [name for name in names if name.lower() in agreed]
    assert len(shared) > 20
    assert {name: indonesian[name].lower() for name in shared} == {
        name: agreed[name.lower()] for name in shared
    }


def test_a_tip_is_a_button_described_by_its_explanation():
    html = Template('{% load guide %}{% term "cpm" "Cost" %}').render(Context())
    word = re.search(
        r'<button type="button" class="term-word" popovertarget="([\w-]+)".*aria-describedby="\1"', html
    )
    assert word
    assert f'id="{word[1]}" popover>' in html
    assert 'href="/glossary/#cpm"' in html


def test_the_same_word_twice_has_two_tips():
    html = Template('{% load guide %}{% term "cpm" %}{% term "cpm" %}').render(Context())
    assert len(set(re.findall(r'popovertarget="([\w-]+)"', html))) == 2
