"""Nothing is left untranslated: the catalogues are complete and true to their texts."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, override, pgettext

from campaigns.demo.rows import SOURCE_NAME
from config import messages
from influencers import reference
from influencers.citations import IN_WORDS, cited
from tests.translations.reading import CATALOGUES, forms

PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|%s|\{\w+\}|</?\w+[^>]*>")


@pytest.fixture(scope="module")
def source():
    return messages.extract()


def keys(catalogue):
    return {(entry.id, entry.context) for entry in catalogue if entry.id}


def test_every_language_but_english_has_a_catalogue():
    assert {path.parts[-3] for path in CATALOGUES} == {code for code, _name in settings.LANGUAGES} - {"en"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_catalogue_has_every_text_and_no_other(path, source):
    there, wanted = keys(messages.read(path)), keys(source)
    assert not wanted - there, "run `make messages` and translate"
    assert not there - wanted, "run `make messages`"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_entry_is_translated_and_none_is_fuzzy(path):
    catalogue = messages.read(path)
    assert not [entry.id for entry in catalogue if entry.id and entry.fuzzy]
    assert not [entry.id for entry in catalogue if entry.id and not all(forms(entry.string))]
    assert not [entry.id for entry in catalogue if len(forms(entry.string)) > catalogue.num_plurals]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_keep_placeholders_tags_and_margins(path):
    for entry in messages.read(path):
        plain = forms(entry.id)[-1]  # of a plural the form for many, which every translation has
        for text in forms(entry.string) if entry.id else ():
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(plain)), entry.id
            assert (text[:1].isspace(), text[-1:].isspace()) == (plain[:1].isspace(), plain[-1:].isspace())
            assert plain.endswith(".") == text.endswith("."), entry.id


def looked_up(entry):
    """What the running application answers for an entry."""
    if entry.pluralizable:
        return ngettext(*entry.id, 2)
    return pgettext(entry.context, entry.id) if entry.context else gettext(entry.id)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_django_finds_every_translation(path, translated):
    with override(path.parts[-3]):
        for entry in messages.read(path):
            assert not entry.id or looked_up(entry) == forms(entry.string)[-1]


@pytest.mark.parametrize("source", sorted(IN_WORDS))
def test_a_source_in_words_is_one_that_the_product_names(source):
    files = ("benchmarks.json", "tax_rates.json")
    named = {row["source"] for file in files for row in reference.read(file)} | {SOURCE_NAME}
    core = Path(settings.BASE_DIR, "campaigns", "strategy").rglob("*.py")
    assert source in named or any(f'"{source}"' in path.read_text() for path in core)


def test_a_citation_stays_as_it_is(translated):
    with override("id"):
        assert cited("Leung et al. 2022") == "Leung et al. 2022"
        assert cited("Tiermix assumption") == "asumsi Tiermix"
