import os
import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Quick passwords and solving, background work in the caller.
QUICK = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "BACKGROUND_INLINE": True,
    "STRATEGY_SECONDS": {"solve": 0.3, "frontier": 0.3, "other_goal": 0.1},
}


def pytest_collection_modifyitems(items):
    """Without a browser the tests that drive one are skipped, but never in CI."""
    for item in items:
        if "playwright" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="no Chromium found"))


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path):
    """Quick work, and uploads in a folder of the test's own."""
    for name, value in QUICK.items():
        setattr(settings, name, value)
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # Playwright keeps an event loop in the test's thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": flags}
