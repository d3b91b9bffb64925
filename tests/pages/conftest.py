"""The pages of the registry, over rows that are written once for a module: its tests read them alone."""

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.conftest import QUICK
from tests.pages.cast import assemble, load_reference_data


@pytest.fixture(scope="module")
def _assembled(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(**QUICK, MEDIA_ROOT=media, ROOT_URLCONF="tests.pages.broken"),
    ):
        yield assemble(), media
        call_command("flush", interactive=False, verbosity=0)
        load_reference_data()


@pytest.fixture
def transactional_db(_assembled):
    """In place of pytest-django's, which would flush the rows after every test."""


@pytest.fixture
def cast(transactional_db, _assembled, settings):
    """Who and what the pages show."""
    cast, settings.MEDIA_ROOT = _assembled
    return cast
