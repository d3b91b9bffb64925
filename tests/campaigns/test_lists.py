"""Saved lists: kept by a brand, filled from the catalogue, chosen from in a brief."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from campaigns.models import Pool, Role, SavedList
from campaigns.saved_lists import add_to_list
from tests import factories as make

pytestmark = pytest.mark.django_db
ADD = "/lists/add/"


def url_of(saved_list):
    return reverse("lists:detail", args=[saved_list.pk])


def test_ticked_profiles_make_a_new_list(client, planner, brand):
    rows = [make.profile(followers=5_000) for _number in range(3)]
    values = {"profile": [row.pk for row in rows], "name": "Skincare", "brand": brand.pk}
    for _time in range(2):  # sent twice: the same list, nobody in it twice
        response = client.post(ADD, values)
    saved_list = SavedList.objects.get()
    assert response.url == url_of(saved_list)
    assert (saved_list.brand, saved_list.name) == (brand, "Skincare")
    assert set(saved_list.profiles.all()) == set(rows)


def test_ticked_profiles_join_a_list(client, planner, brand):
    first, second = make.profile(followers=5_000), make.profile(followers=5_000)
    saved_list = make.saved_list(brand=brand, profiles=[first])
    response = client.post(ADD, {"profile": [first.pk, second.pk], "saved_list": saved_list.pk}, follow=True)
    assert set(saved_list.profiles.all()) == {first, second}
    assert "1 profile added" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"profile": []}, "profile"),
        ({"profile": ["999999"]}, "profile"),
        ({"profile": ["x\x00"]}, "profile"),
        ({"profile": ["9" * 30]}, "profile"),
        ({"name": ""}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"name": "x\x00"}, "name"),
        ({"brand": ""}, "brand"),
        ({"brand": "999999"}, "brand"),
        ({"saved_list": "999999"}, "saved_list"),
        ({"saved_list": "x\x00"}, "saved_list"),
    ],
)
def test_bad_input_is_named_and_writes_nothing(client, planner, brand, changes, field):
    values = {"profile": [make.profile().pk], "name": "Skincare", "brand": brand.pk, **changes}
    response = client.post(ADD, values)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not SavedList.objects.exists()


def test_the_lists_of_other_brands_do_not_exist(client, planner, brand):
    foreign = make.saved_list()
    row = make.profile()
    for values in ({"saved_list": foreign.pk}, {"brand": foreign.brand.pk, "name": "Mine"}):
        assert client.post(ADD, {"profile": [row.pk], **values}).status_code == 200
    assert not foreign.profiles.exists()
    assert SavedList.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", "no-address"]
)
def test_nobody_is_sent_to_another_site(client, planner, brand, address):
    values = {"profile": [make.profile().pk], "name": "Skincare", "brand": brand.pk, "next": address}
    assert client.post(ADD, values).url == url_of(SavedList.objects.get())


def test_all_that_match_join_a_list(client, planner, brand):
    micro = [make.profile(followers=5_000 + number) for number in range(30)]
    make.profile(followers=500_000)
    values = {"all": "tier=micro&sort=name&page=2", "expected": "30", "name": "Micro", "brand": brand.pk}
    client.post(ADD, values)
    assert set(SavedList.objects.get().profiles.all()) == set(micro)


def test_another_number_than_promised_is_asked_again(client, planner, brand):
    for _number in range(3):
        make.profile(followers=5_000)
    values = {"all": "", "expected": "2", "name": "Everybody", "brand": brand.pk}
    html = client.post(ADD, values).content.decode()
    assert "2 profiles matched when the list was shown; 3 match now." in html
    assert 'name="expected" value="3"' in html
    assert not SavedList.objects.exists()
    client.post(ADD, values | {"expected": "3"})
    assert SavedList.objects.get().profiles.count() == 3


def test_adding_takes_as_many_queries_for_three_as_for_sixty(planner, brand, django_assert_num_queries):
    for size in (3, 60):
        rows = [make.profile().pk for _number in range(size)]
        saved_list = make.saved_list(brand=brand)
        with django_assert_num_queries(4):
            assert add_to_list(saved_list=saved_list, profile_ids=[*rows, 999_999]) == size


def test_a_mistake_keeps_what_was_ticked(client, planner, brand):
    row = make.profile()
    html = client.post(ADD, {"profile": [row.pk], "brand": brand.pk}).content.decode()
    assert f'<input type="hidden" name="profile" value="{row.pk}"' in html


def test_one_profile_is_taken_off(client, planner, brand):
    rows = [make.profile(followers=5_000), make.profile(followers=5_000)]
    saved_list = make.saved_list(brand=brand, profiles=rows)
    client.post(url_of(saved_list), {"remove": rows[0].pk})
    assert list(saved_list.profiles.all()) == rows[1:]


@pytest.mark.parametrize("value", ["", "999999", "x", "9" * 30, "9" * 10_000, "-1", "\x00"])
def test_taking_off_who_is_not_there_is_not_found(client, planner, brand, value):
    saved_list = make.saved_list(brand=brand, profiles=[make.profile()])
    assert client.post(url_of(saved_list), {"remove": value}).status_code == 404
    assert saved_list.profiles.count() == 1


def test_a_list_is_deleted(client, planner, brand):
    saved_list = make.saved_list(brand=brand, profiles=[make.profile()])
    assert client.post(url_of(saved_list), {"delete": "yes"}).url == reverse("lists:list")
    assert not SavedList.objects.exists()


def test_a_list_that_a_campaign_chooses_from_stays(client, planner, brand):
    saved_list = make.saved_list(brand=brand)
    make.campaign(brand=brand, name="Serum launch", pool=Pool.LIST, pool_list=saved_list)
    response = client.post(url_of(saved_list), {"delete": "yes"}, follow=True)
    assert "Serum launch" in response.content.decode()
    assert SavedList.objects.exists()


def test_a_list_is_renamed(client, planner, brand):
    saved_list = make.saved_list(brand=brand, name="Serum")
    response = client.post(url_of(saved_list), {"rename": "  Serum, micro "}, follow=True)
    saved_list.refresh_from_db()
    assert saved_list.name == "Serum, micro"
    assert "The list is called “Serum, micro” now." in response.content.decode()


@pytest.mark.parametrize("name", ["", "   ", "Taken", "x" * 121, "x\x00"])
def test_a_name_that_cannot_be_is_refused_at_its_field(client, planner, brand, name):
    make.saved_list(brand=brand, name="Taken")
    saved_list = make.saved_list(brand=brand, name="Serum")
    response = client.post(url_of(saved_list), {"rename": name})
    assert list(response.context["form"].errors) == ["rename"]
    assert "<h1>Serum</h1>" in response.content.decode()
    saved_list.refresh_from_db()
    assert saved_list.name == "Serum"


def test_a_list_says_what_is_in_it_and_what_it_costs(client, planner, brand):
    rows = [make.profile(followers=5_000, price=2_000_000), make.profile(followers=500_000, price=9_500_000)]
    rows += [make.profile(followers=200_000)]
    saved_list = make.saved_list(brand=brand, profiles=rows)
    (listed,) = client.get("/lists/").context["page"]
    assert (listed.size, listed.micro, listed.macro) == (3, 1, 2)
    html = client.get(url_of(saved_list)).content.decode().replace("\xa0", " ")
    assert "2 have a list price: Rp 11.5 mn together" in html


def test_a_list_leads_to_a_brief_that_chooses_from_it(client, planner, brand):
    saved_list = make.saved_list(brand=brand, profiles=[make.profile(followers=5_000)])
    address = f"/campaigns/new/?list={saved_list.pk}"
    assert address in client.get(url_of(saved_list)).content.decode()
    form = client.get(address).context["form"]
    assert (form["pool"].value(), form["pool_list"].value(), form["brand"].value()) == (
        Pool.LIST,
        saved_list.pk,
        brand.pk,
    )
    for nonsense in (make.saved_list().pk, "x", "9" * 30, "\x00"):
        assert (
            client.get("/campaigns/new/", {"list": nonsense}).context["form"]["pool"].value()
            == Pool.CATALOGUE
        )


def test_viewers_see_lists_and_no_buttons(client, brand):
    client.force_login(make.member(brand=brand, role=Role.VIEWER))
    saved_list = make.saved_list(brand=brand, profiles=[make.profile()])
    html = client.get(url_of(saved_list)).content.decode()
    assert 'name="remove"' not in html
    assert 'name="delete"' not in html
    assert 'name="rename"' not in html


def actions(rf, user):
    request = rf.get("/influencers/")
    request.user = user
    return Template("{% load brand_actions %}{% brand_actions %}").render(Context({"request": request}))


def test_the_catalogue_offers_planners_their_lists(rf, planner, brand, django_assert_num_queries):
    mine, foreign = make.saved_list(brand=brand, name="Mine"), make.saved_list(name="Foreign")
    with django_assert_num_queries(2):
        html = actions(rf, planner)
    assert mine.name in html
    assert foreign.name not in html


def test_the_catalogue_offers_others_nothing(rf, brand):
    assert not actions(rf, make.member(brand=brand, role=Role.VIEWER)).strip()


def test_the_pages_take_a_constant_number_of_queries(client, planner, brand, django_assert_max_num_queries):
    for _number in range(3):
        saved_list = make.saved_list(brand=brand, profiles=[make.profile() for _each in range(4)])
    with django_assert_max_num_queries(5):
        client.get("/lists/")
    with django_assert_max_num_queries(14):
        client.get(url_of(saved_list))
