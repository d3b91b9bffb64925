"""What a first visit loads, packed as production serves it: sign-in, home, the list, a recommendation."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

MOST = 225_000  # bytes, the four pages themselves included
PAGES = ("/accounts/login/", "/", "/influencers/", "/campaigns/{campaign}/recommendation/")
LOADED = re.compile(rb'(?:src|rel="(?:stylesheet|preload|icon)" href)="/static/([^"]+)"')


@pytest.fixture
def collected(settings, tmp_path):
    """Files collected, hashed and packed; returns the folder."""
    settings.STATIC_ROOT = tmp_path
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_a_first_visit_is_light(collected, cast):
    client = Client(headers={"accept-encoding": "gzip"})
    weights, files = {}, set()
    for path in PAGES:
        page = client.get(path.format(**cast.keys))
        weights[path] = len(page.content)
        files |= set(LOADED.findall(gzip.decompress(page.content)))
        client.force_login(cast.people["planner"])  # the first page is the sign-in
    weights |= {name: packed(collected / name.decode()) for name in files}
    assert sum(weights.values()) < MOST, sorted(weights.items(), key=lambda each: -each[1])


def packed(file: Path) -> int:
    """Browsers take brotli where the packed file is the smaller one."""
    smaller = file.with_name(f"{file.name}.br")
    return (smaller if smaller.exists() else file).stat().st_size
