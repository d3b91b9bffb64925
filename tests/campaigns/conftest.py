"""The cast of most tests here: a brand, and its planner, signed in."""

import pytest

from campaigns.models import Campaign, Role
from campaigns.planning import work
from tests import factories
from tests.campaigns import pools
from tests.conftest import QUICK
from tests.database import rows_of_a_module


@pytest.fixture
def brand():
    return factories.brand()


@pytest.fixture
def planner(brand, client):
    person = factories.member(brand=brand, role=Role.PLANNER)
    client.force_login(person)
    return person


@pytest.fixture(scope="module")
def _answered(django_db_setup, django_db_blocker):
    """A campaign with its recommendation, computed once for the module; returns its key."""
    with rows_of_a_module(django_db_blocker, **QUICK):
        niche = factories.niche(slug="skincare")
        pools.as_the_playbook_says(niche)
        campaign = factories.campaign(
            niches=[niche], budget=100_000_000, audience_size=3_000_000, share_cap=0.5
        )
        factories.member(brand=campaign.brand, role=Role.PLANNER)
        work.ask(campaign=campaign)
        yield campaign.pk


@pytest.fixture
def answered_campaign(_answered, client, db):
    """The module's campaign as it was computed, its planner signed in."""
    campaign = Campaign.objects.get(pk=_answered)
    client.force_login(campaign.brand.memberships.get().user)
    return campaign
