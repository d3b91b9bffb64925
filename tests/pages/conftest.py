"""The pages of the registry, over rows that are written once: its tests read them alone."""

import pytest
from axes.utils import reset
from django.test import override_settings

from tests.conftest import QUICK
from tests.database import leave_as_migrated
from tests.pages.cast import assemble


@pytest.fixture(scope="package")
def _assembled(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(**QUICK, MEDIA_ROOT=media, ROOT_URLCONF="tests.pages.broken"),
    ):
        yield assemble(), media
        leave_as_migrated()


@pytest.fixture
def transactional_db(_assembled):
    """In place of pytest-django's, which would flush the rows after every test."""


@pytest.fixture
def cast(transactional_db, _assembled, settings):
    """Who and what the pages show; a refused sign-in does not count for the next visit."""
    cast, settings.MEDIA_ROOT = _assembled
    yield cast
    reset(username="dewi")
