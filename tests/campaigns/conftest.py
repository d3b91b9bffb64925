"""The cast of most tests here: a brand, and its planner, signed in."""

import pytest

from campaigns.models import Role
from tests import factories


@pytest.fixture
def brand():
    return factories.brand()


@pytest.fixture
def planner(brand, client):
    person = factories.member(brand=brand, role=Role.PLANNER)
    client.force_login(person)
    return person
