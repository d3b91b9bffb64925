"""Models, their fields and their administration are named in the reader's language."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin import site
from django.utils.functional import Promise
from django.utils.translation import override

from influencers.models import Platform

MODELS = [
    model for model in apps.get_models() if Path(model._meta.app_config.path).parent == settings.BASE_DIR
]


def in_words(text):
    """Whether a text follows the reader's language; an empty one says nothing in any."""
    return isinstance(text, Promise) or text == ""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_named_in_the_readers_language(model):
    fields = [field for field in (*model._meta.fields, *model._meta.many_to_many) if field.name != "id"]
    assert not [field.name for field in fields if not isinstance(field.verbose_name, Promise)]
    assert not [field.name for field in fields if not in_words(field.help_text)]
    choices = [(field.name, label) for field in fields for _value, label in field.choices or ()]
    assert not [pair for pair in choices if not in_words(pair[1]) and pair[1] not in Platform.labels]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_and_its_app_is_named_in_the_readers_language(model):
    names = (model._meta.verbose_name, model._meta.verbose_name_plural, model._meta.app_config.verbose_name)
    assert all(isinstance(name, Promise) for name in names)


def columns_of(model_admin):
    """The callables that make columns or read-only fields of an admin page."""
    names = {*model_admin.list_display, *model_admin.readonly_fields}
    found = (name if callable(name) else getattr(type(model_admin), name, None) for name in names)
    return [column for column in found if callable(column)]


@pytest.mark.parametrize("model", [model for model in MODELS if model in site._registry], ids=str)
def test_every_column_of_the_administration_is_named_in_the_readers_language(model):
    columns = columns_of(site._registry[model])
    assert not [each for each in columns if not isinstance(getattr(each, "short_description", None), Promise)]


THROTTLE = apps.get_app_config("axes")
STAY = {"HTTP Accept", "Path", "User Agent", "Username"}  # technical words that Indonesian keeps


@pytest.mark.parametrize("model", list(THROTTLE.get_models()), ids=lambda model: model.__name__)
def test_the_throttles_models_are_named_in_indonesian(model, translated):
    named = [field for field in model._meta.fields if field.name != "id"]
    texts = [model._meta.verbose_name, model._meta.verbose_name_plural, THROTTLE.verbose_name]
    texts += [text for field in named for text in (field.verbose_name, field.help_text) if text]
    with override("en"):
        english = [str(text) for text in texts]
    with override("id"):
        assert not [text for text in texts if str(text) in english and str(text) not in STAY]
