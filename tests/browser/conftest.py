"""A real Chromium against a live server, with the demo's small cast."""

import pytest

from influencers import reference
from influencers.models import Benchmark, Niche, NicheSynonym, TaxRate


@pytest.fixture
def site(live_server, transactional_db, settings):
    """The live server with the reference data, which a transactional test before may have flushed."""
    reference.load(benchmark=Benchmark, niche=Niche, synonym=NicheSynonym)
    reference.load_tax_rates(TaxRate)
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


@pytest.fixture
def session_of(client, site):
    """The cookies with which a browser is signed in as a person."""

    def cookies(person):
        client.force_login(person)
        return [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}]

    return cookies
