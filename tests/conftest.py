import os
import shutil
from itertools import count
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation

from tests.translations.reading import compile_into, mark

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Quick passwords and solving, background work in the caller.
QUICK = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "BACKGROUND_INLINE": True,
    "STRATEGY_SECONDS": {"solve": 0.3, "frontier": 0.1, "other_goal": 0.1},
    "STRATEGY_DEPTH": {"draws": 100, "resolves": 2, "scan": 0, "nodes": 2},
}


def pytest_collection_modifyitems(items):
    """Without a browser the tests that drive one are skipped, but never in CI."""
    for item in items:
        if "playwright" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="no Chromium found"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """What is thrown away after the run need not outlive a power cut: nobody waits for the disk."""
    options = connection.settings_dict.setdefault("OPTIONS", {})
    if connection.vendor == "postgresql":
        options["options"] = "-c synchronous_commit=off"
    else:
        options["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A thread of the live server may outlive its page; PostgreSQL drops no database that somebody is in."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(scope="session")
def _uploads(tmp_path_factory):
    """Names of folders, which the first upload makes."""
    folder = tmp_path_factory.mktemp("uploads")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _plain_settings(settings, _uploads):
    """Quick work, files in folders of the test's own, and not the language of the last test's request."""
    translation.activate(settings.LANGUAGE_CODE)
    for name, value in QUICK.items():
        setattr(settings, name, value)
    settings.MEDIA_ROOT = next(_uploads)
    settings.CACHE_DIR = Path(next(_uploads))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # Playwright keeps an event loop in the test's thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session")
def _compiled(tmp_path_factory):
    return compile_into(tmp_path_factory.mktemp("translated"))


@pytest.fixture(scope="session")
def _marked(tmp_path_factory):
    return compile_into(tmp_path_factory.mktemp("marked"), mark)


@pytest.fixture
def translated(_compiled, settings):
    """The catalogues as they are now, whatever was compiled before."""
    settings.LOCALE_PATHS = [_compiled]


@pytest.fixture
def marked(_marked, settings):
    """A translation that is our English in brackets."""
    settings.LOCALE_PATHS = [_marked]
