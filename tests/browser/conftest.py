"""A real Chromium against a live server, with the demo's small cast."""

import pytest

from tests.database import leave_as_migrated

FORGET = "location.origin === 'null' || (localStorage.clear(), sessionStorage.clear())"


@pytest.fixture
def transactional_db(django_db_setup, django_db_blocker):
    """In place of pytest-django's, whose flush takes a second on PostgreSQL."""
    with django_db_blocker.unblock():
        yield
        leave_as_migrated()


@pytest.fixture
def site(live_server, transactional_db, settings):
    """The live server, whose background work is done in the background."""
    settings.BACKGROUND_INLINE = False
    return live_server


@pytest.fixture(scope="session")
def _window(browser):
    """One window for all: what a page loaded is there for the next test, and starting one takes a second."""
    window = browser.new_context()
    yield window
    window.close()


@pytest.fixture
def context(_window):
    yield _window
    _window.clear_cookies()


@pytest.fixture
def page(context):
    """A page whose console must stay silent; it leaves the window without memories."""
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults = []
    page.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.evaluate(FORGET)
    page.close()
    assert not faults, faults


@pytest.fixture
def sign_in(client, site):
    """Signs a browser's window in as a person; the pages for it are the story's."""

    def sign_in(context, person):
        client.force_login(person)
        value = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "url": site.url}])

    return sign_in
