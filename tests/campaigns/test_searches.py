"""Saved searches: named filters of a brand."""

import pytest

from campaigns.models import Role, SavedSearch
from tests import factories as make

pytestmark = pytest.mark.django_db
SAVE = "/searches/save/"


@pytest.fixture
def micro(brand):
    return SavedSearch.objects.create(brand=brand, name="Micro", query="tier=micro")


def test_filters_are_kept_by_name_and_opened_again(client, planner, brand):
    make.profile(followers=5_000)
    values = {"name": "Micro", "brand": brand.pk, "query": "page=3&tier=micro&nonsense=1&niche=no-such"}
    for _time in range(2):
        answer = client.post(SAVE, values)
    saved = SavedSearch.objects.get()
    assert (saved.brand, saved.name, saved.query) == (brand, "Micro", "tier=micro")
    assert answer.url == "/influencers/?tier=micro"
    assert client.get(f"/searches/{saved.pk}/").url == answer.url
    assert '<a href="/influencers/?tier=micro">Micro' in client.get("/influencers/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"brand": ""}, "brand"),
        ({"brand": "99999"}, "brand"),
    ],
)
def test_bad_input_is_named_and_writes_nothing(client, planner, brand, changes, field):
    response = client.post(SAVE, {"name": "Micro", "brand": brand.pk, "query": ""} | changes)
    assert list(response.context["form"].errors) == [field]
    assert not SavedSearch.objects.exists()


def test_a_search_says_what_it_asks_for_and_how_many_match_now(client, planner, micro):
    make.profile(followers=5_000)
    make.profile(followers=500_000)
    html = client.get(f"/searches/{micro.pk}/count/").content.decode()
    assert "1 now" in html
    assert "Tier: Micro" in html


def test_a_search_is_renamed_and_deleted(client, planner, brand, micro):
    SavedSearch.objects.create(brand=brand, name="Taken")
    path = f"/searches/{micro.pk}/"
    html = client.post(path, {"rename": "Taken"}, follow=True).content.decode()
    assert "The brand has a search of that name already." in html
    client.post(path, {"rename": "Small ones"})
    micro.refresh_from_db()
    assert micro.name == "Small ones"
    client.post(path, {"rename": ""})
    assert SavedSearch.objects.filter(name="Small ones").exists()
    client.post(path, {"delete": "yes"})
    assert not SavedSearch.objects.filter(pk=micro.pk).exists()


def test_members_open_and_strangers_find_nothing(client, brand, micro):
    make.profile()
    client.force_login(make.member(brand=brand, role=Role.VIEWER))
    html = client.get("/searches/").content.decode()
    assert "Micro" in html
    assert 'name="rename"' not in html
    assert SAVE not in client.get("/influencers/").content.decode()
    client.force_login(make.member(brand=make.brand()))
    assert "No saved search yet" in client.get("/searches/").content.decode()
    assert client.get(f"/searches/{micro.pk}/").status_code == 404


def test_the_page_takes_a_constant_number_of_queries(client, planner, brand, django_assert_max_num_queries):
    for number in range(8):
        SavedSearch.objects.create(brand=brand, name=f"Search {number}")
    with django_assert_max_num_queries(7):
        client.get("/searches/")
