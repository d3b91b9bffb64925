"""Every page speaks Indonesian to the last word: in brackets stands what our catalogue translates."""

import re
from functools import cache
from pathlib import Path

import axes
import django
import pytest
from babel import Locale
from babel.core import get_global
from babel.messages.pofile import read_po
from django.contrib.auth import get_user_model
from django.db.models import CharField, JSONField, TextField

from campaigns.models import Brand, Campaign, Plan, SavedList
from guide.example.shown import LIST_FILE
from influencers.models import Benchmark, Import, Influencer, Niche, NicheSynonym, Profile, Source
from tests.pages.cast import HEADER, ROWS
from tests.pages.registry import PAGES
from tests.pages.test_markup import opened
from tests.translations.reading import ALIKE, forms, shown, unmarked, words_in

INDONESIA = Locale("id")
CUT_SHORT = re.compile(r"\w+…")  # a name, where a picture has no room for all of it
FIELDS_OF_SETS = "memberships TOTAL_FORMS INITIAL_FORMS"  # Django names them where they are missing
WRITTEN_BY_PEOPLE = (Brand, Campaign, Import, Influencer, Plan, Profile, SavedList, Source, get_user_model())


@cache
def words_of_the_libraries():
    """What Django and the throttle translate themselves, and what Babel writes."""
    texts = []
    for library in (django, axes):
        for path in Path(library.__file__).parent.rglob("locale/id/LC_MESSAGES/django.po"):
            with path.open("rb") as file:
                texts += [text for entry in read_po(file) if entry.id for text in forms(entry.string)]
    texts += [*INDONESIA.territories.values(), *INDONESIA.languages.values(), *INDONESIA.currencies.values()]
    texts += get_global("all_currencies")
    for width in ("abbreviated", "wide"):
        texts += [*INDONESIA.months["format"][width].values(), *INDONESIA.days["format"][width].values()]
    return words_in([*texts, "rb jt Rp", "English en", *ALIKE])


def written(model):
    """What rows hold in fields of free text."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, (CharField, TextField))]
    names = [field.attname for field in fields if not field.choices and not isinstance(field, JSONField)]
    return [text for row in model.objects.values_list(*names) for text in row if text]


def words_of_rows():
    texts = [text for model in WRITTEN_BY_PEOPLE for text in written(model)]
    texts += [
        *Niche.objects.values_list("name_id", flat=True),
        *Benchmark.objects.values_list("source", flat=True),
    ]
    return words_in([*texts, *HEADER, *(cell for row in ROWS for cell in row)])


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_word_stays_english(page, cast, marked, settings):
    settings.LANGUAGE_CODE = "id"
    known = words_of_the_libraries() | words_of_rows() | words_in([page.path, *(page.sends or {})])
    if page.name == "tour":
        known |= words_in([LIST_FILE.read_text("utf-8"), "daftar-influencer.csv"])
    if page.path.startswith("/admin/"):
        known |= words_in([*written(Benchmark), *written(Niche), *written(NicheSynonym), FIELDS_OF_SETS])
    bare = unmarked(CUT_SHORT.sub("", shown(opened(page, cast)))) - known
    assert not sorted(bare)
