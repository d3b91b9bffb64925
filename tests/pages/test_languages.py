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
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import CharField, JSONField, TextField

from campaigns.models import Brand, Campaign, Plan, SavedList
from campaigns.reporting import literature
from guide.example.shown import LIST_FILE
from influencers.models import Benchmark, Import, Influencer, Niche, NicheSynonym, Package, Profile, Source
from tests import admin_pages
from tests.pages.cast import HEADER, NOBODY, PAIR, ROWS
from tests.pages.registry import PAGES
from tests.pages.test_markup import opened
from tests.translations.reading import ALIKE, forms, shown, unmarked, words_in

INDONESIA = Locale("id")
CUT_SHORT = re.compile(r"\w+[…*]")  # a name in a picture that has no room for it, a password's first letters
FIELDS_OF_SETS = "memberships TOTAL_FORMS INITIAL_FORMS"  # Django names them where they are missing
WRITTEN_BY_PEOPLE = (
    Brand,
    Campaign,
    Import,
    Influencer,
    Package,
    Plan,
    Profile,
    SavedList,
    Source,
    get_user_model(),
)


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
    rows = model.objects.values_list(*names) if names else []
    return [text for row in rows for text in row if text]


def words_of_rows():
    texts = [text for model in WRITTEN_BY_PEOPLE for text in written(model)]
    texts += [
        *Niche.objects.values_list("name_id", flat=True),
        *Benchmark.objects.values_list("source", flat=True),
    ]
    texts += [
        source["name"] for read in literature.READ.values() for each in read for source in each["sources"]
    ]
    return words_in([*texts, *HEADER, *PAIR, NOBODY, *(cell for row in ROWS for cell in row)])


def words_of_reference_data():
    """What the administration shows as it stands in the rows: metrics, units, niches in English."""
    return words_in([*written(Benchmark), *written(Niche), *written(NicheSynonym), FIELDS_OF_SETS])


def english(response):
    """Words of the page that neither our catalogue nor a library's translates and that no row holds."""
    text = CUT_SHORT.sub("", shown(response))
    return sorted(unmarked(text) - words_of_the_libraries() - words_of_rows())


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_word_stays_english(page, cast, marked, settings):
    settings.LANGUAGE_CODE = "id"
    data = words_in([page.path, *(page.sends or {})])
    if page.name == "tour":
        data |= words_in([LIST_FILE.read_text("utf-8"), "daftar-influencer.csv"])
    if page.path.startswith("/admin/"):
        data |= words_of_reference_data()
    assert not set(english(opened(page, cast))) - data


def pages_of(model):
    """The list of a model in the administration, the form for a new row, the page of the first one."""
    found = [admin_pages.address(model, "changelist"), admin_pages.address(model, "add")]
    first = model.objects.order_by("pk").first()
    return [*found, admin_pages.address(model, "change", first.pk)] if first else found


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_no_word_of_the_administration_stays_english(model, cast, marked, settings, client):
    settings.LANGUAGE_CODE = "id"
    client.force_login(cast.people["admin"])
    data = words_of_reference_data() | words_in(written(model))
    for url in pages_of(model):
        response = client.get(url)
        assert response.status_code == 403 or not set(english(response)) - data, url
