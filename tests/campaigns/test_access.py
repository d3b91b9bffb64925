"""The wall: what the fetching functions hand out, and to whom."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from campaigns import access
from campaigns.models import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
FETCHES = [
    (access.campaign_for_member, access.campaign_for_planner, make.campaign),
    (access.list_for_member, access.list_for_planner, make.saved_list),
]


@pytest.mark.parametrize(("read", "write", "row_of"), FETCHES)
@pytest.mark.parametrize("role", Role.values)
def test_members_read_and_planners_write(brand, read, write, row_of, role):
    row, person = row_of(brand=brand), make.member(brand=brand, role=role)
    assert read(person, row.pk) == row
    if role == Role.PLANNER:
        assert write(person, row.pk) == row
    else:
        with pytest.raises(PermissionDenied):
            write(person, row.pk)


@pytest.mark.parametrize(("read", "write", "row_of"), FETCHES)
@pytest.mark.parametrize("is_staff", [False, True])
def test_to_strangers_and_administrators_it_does_not_exist(brand, read, write, row_of, is_staff):
    row = row_of(brand=brand)
    stranger = make.member(brand=make.brand(), is_staff=is_staff, is_superuser=is_staff)
    for fetch in (read, write):
        with pytest.raises(Http404):
            fetch(stranger, row.pk)


def test_planning_for_one_brand_does_not_let_write_in_another(brand):
    person = make.member(brand=make.brand(), role=Role.PLANNER)
    brand.memberships.create(user=person, role=Role.VIEWER)
    campaign = make.campaign(brand=brand)
    assert access.campaign_for_member(person, campaign.pk) == campaign
    with pytest.raises(PermissionDenied):
        access.campaign_for_planner(person, campaign.pk)


@pytest.mark.parametrize("pk", [0, 10**18, 10**30])
def test_unknown_keys_are_not_found(brand, pk):
    with pytest.raises(Http404):
        access.campaign_for_member(make.member(brand=brand), pk)


def test_fetching_a_campaign_brings_its_brief_along(brand, django_assert_num_queries):
    campaign, person = make.campaign(brand=brand), make.member(brand=brand)
    with django_assert_num_queries(3):
        found = access.campaign_for_member(person, campaign.pk)
        assert (found.brand, list(found.niches.all()), list(found.pins.all())) == (brand, [], [])
