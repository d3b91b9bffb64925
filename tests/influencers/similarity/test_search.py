"""Profiles like others, of the catalogue and on the page."""

import pytest

from influencers.search import Filters
from influencers.similarity import search
from influencers.similarity.search import evenly, like
from tests import factories as make

pytestmark = pytest.mark.django_db
URL = "/influencers/similar/"


@pytest.fixture
def skincare():
    return make.niche(slug="skincare")


def test_the_nearest_come_first_with_their_reasons(skincare):
    seed = make.profile(followers=200_000, niches=[skincare], audience_country="ID")
    makeup = make.profile(followers=200_000, niches=[make.niche(slug="makeup")], audience_country="ID")
    same = make.profile(followers=180_000, niches=[skincare], audience_country="ID")
    abroad = make.profile(followers=180_000, niches=[skincare], influencer=make.influencer(country="MY"))
    make.profile(followers=200_000, niches=[make.niche(slug="football")])
    found = like([seed.pk], Filters())
    assert [match.row.profile for match in found.matches] == [same, abroad, makeup]
    reasons = found.matches[0].reasons
    assert "same niches: Beauty › Skincare" in reasons
    assert "audience in Indonesia" in reasons
    assert "about as many followers" in reasons
    assert (found.matching, found.compared) == (3, 3)


def test_like_these_but_micro(skincare):
    person = make.influencer()
    seeds = [make.profile(followers=2_000_000, niches=[skincare], influencer=person) for _number in range(3)]
    make.profile(platform="tiktok", followers=50_000, niches=[skincare], influencer=person)
    small, large = (make.profile(followers=number, niches=[skincare]) for number in (5_000, 900_000))
    found = like([seed.pk for seed in seeds], Filters(tier=("micro",)))
    assert [match.row.profile for match in found.matches] == [small], "nobody is like themselves"
    assert large not in {match.row.profile for match in found.matches}


def test_many_are_compared_in_part_and_always_the_same_part():
    assert evenly([5, 6, 7], 3) == [5, 6, 7]
    assert evenly(range(10), 4) == [0, 2, 5, 7]
    assert len(set(evenly(range(1_000_000), 2_000))) == 2_000


def test_the_work_is_bounded(skincare, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(search, "COMPARED", 4)
    rows = [make.profile(followers=5_000 + number, niches=[skincare]) for number in range(12)]
    for many in (1, 3):
        with django_assert_num_queries(20):
            found = like([row.pk for row in rows[:many]], Filters())
    assert (found.matching, found.compared) == (9, 4)


def test_the_page_says_what_was_asked_and_what_is_wrong(client, skincare):
    client.force_login(make.user())
    seed = make.profile(followers=5_000, niches=[skincare])
    other = make.profile(followers=6_000, niches=[skincare], price=2_000_000)
    html = client.get(URL, {"profile": seed.pk, "tier": "micro", "price_max": "3jt"}).content.decode()
    assert str(other) in html
    html = client.get(URL, {"profile": seed.pk, "price_max": "a lot"}).content.decode()
    assert "is not a whole number" in html
    assert "Nobody like that" in client.get(URL, {"profile": seed.pk, "tier": "macro"}).content.decode()
    assert "Like whom?" in client.get(URL).content.decode()
