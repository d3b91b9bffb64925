"""A real Chromium against a live server, with the demo's small cast."""

import os
import shutil

import pytest

from influencers import reference
from influencers.models import Benchmark, Niche, NicheSynonym

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items):
    """Without a browser the tests are skipped, but never in CI."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="no Chromium found"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session", autouse=True)
def _playwright_runs_a_loop():
    """Playwright keeps an event loop in the test's thread; Django would refuse the database there."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def site(live_server, transactional_db, settings):
    """The live server with the reference data, which a transactional test before may have flushed."""
    reference.load(benchmark=Benchmark, niche=Niche, synonym=NicheSynonym)
    settings.BACKGROUND_INLINE = False
    return live_server


@pytest.fixture
def page(page):
    """A page whose console must stay silent."""
    page.set_default_timeout(15_000)
    faults = []
    page.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert not faults, faults
