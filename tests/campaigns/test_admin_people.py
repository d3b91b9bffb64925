"""The list of people: what an administrator sees of them, whom the filters leave, what the file says."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.auth import get_user_model
from django.utils.html import strip_tags

from accounts.models import Preference
from campaigns.models import Membership
from tests import factories
from tests.admin_pages import LIST_QUERIES, address, queries

pytestmark = pytest.mark.django_db
User = get_user_model()


@pytest.fixture
def staff(client):
    client.force_login(factories.user(username="chief", is_staff=True, is_superuser=True))
    return client


def shown(client, **said):
    """User names that the list shows."""
    found = client.get(address(User, "changelist"), said)
    assert found.status_code == 200
    return {row.username for row in found.context["cl"].result_list}


@pytest.fixture
def ana():
    """Planner of Kopi Senja, viewer of Embun."""
    person = factories.member(
        brand=factories.brand(name="Kopi Senja"), username="ana", first_name="Ana", email="ana@example.com"
    )
    Membership.objects.create(brand=factories.brand(name="Embun"), user=person, role="viewer")
    Preference.objects.create(user=person, language="id")
    User.objects.filter(pk=person.pk).update(last_login=dt.datetime(2026, 10, 19, 20, 30, tzinfo=dt.UTC))
    return person


def test_a_person_is_shown_with_brands_language_and_last_sign_in(staff, ana):
    page = staff.get(address(User, "changelist"), {"q": "ana@example"}).content.decode()
    text = " ".join(strip_tags(page.replace("<", " <")).split())
    assert "ana Ana · ana@example.com Embun (Viewer) Kopi Senja (Planner) Bahasa Indonesia yes no" in text
    assert "20 Oct 2026, 03:30" in text
    assert "icon-no" not in page


def test_brand_and_role_speak_of_one_membership(staff, ana):
    senja, embun = (row.brand_id for row in ana.memberships.order_by("-brand__name"))
    assert shown(staff, brand=senja) == shown(staff, role="viewer") == {"ana"}
    assert shown(staff, brand=senja, role="planner") == {"ana"}
    assert shown(staff, brand=embun, role="planner") == set()
    assert shown(staff, is_staff__exact="1") == {"chief"}


@pytest.mark.parametrize("brand", ["x", "9" * 30, "\0"])
def test_a_brand_that_cannot_be_is_no_error(staff, ana, brand):
    assert staff.get(address(User, "changelist"), {"brand": brand}, follow=True).status_code == 200


def test_the_list_costs_the_same_with_many_people(staff, ana):
    few = queries(staff, address(User, "changelist"))
    for _number in range(9):
        factories.member(brand=ana.memberships.first().brand)
    assert queries(staff, address(User, "changelist")) == few <= LIST_QUERIES


def test_people_are_exported_with_bare_moments(staff, ana):
    response = staff.get(address(User, "export"), {"q": "ana"})
    text = b"".join(response.streaming_content).decode().lstrip("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Last sign-in"] == "2026-10-20 03:30+07:00"
    assert row["Brands and roles"] == "Embun (Viewer), Kopi Senja (Planner)"
    assert row["Staff status"] == "no"
