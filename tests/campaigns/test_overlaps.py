"""From audited pairs in the catalogue to the words beside the reach."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaigns.planning.answer import answer_for
from campaigns.planning.overlaps import overlaps_of
from campaigns.reporting.presentation import present
from campaigns.reporting.reach import reach_level
from influencers.models import Profile
from tests import factories as make
from tests.campaigns import pools

TODAY = date(2026, 7, 1)


@pytest.fixture
def niche(db):
    return make.niche(slug="skincare")


def pair(**fields):
    first, second = make.profile(followers=10_000), make.profile(followers=200_000)
    return make.overlap(first=first, second=second, **fields)


@pytest.mark.django_db
def test_shares_become_followers_of_both():
    pair(share=0.05, base="second")
    pair(people=700)
    campaign = make.campaign()
    found = overlaps_of(campaign, as_of=TODAY)
    assert [overlap.followers for overlap in found] == [10_000, 700]
    assert (found[0].origin.source, found[0].origin.as_of) == ("A list", make.A_DAY)


@pytest.mark.django_db
def test_the_newest_audit_counts_and_none_from_after_the_day():
    row = pair(people=700)
    for day, people in ((date(2026, 6, 15), 800), (date(2026, 8, 1), 900)):
        make.overlap(first=row.first, second=row.second, people=people, observed_on=day)
    [found] = overlaps_of(make.campaign(), as_of=TODAY)
    assert found.followers == 800


@pytest.mark.django_db
def test_only_pairs_of_candidates_with_known_followers_count():
    row = pair(people=700)
    make.overlap(first=row.first, second=make.profile(followers=3_000_000, platform="youtube"), people=5)
    make.overlap(first=row.first, second=make.profile(), people=5)
    assert len(overlaps_of(make.campaign(platforms=["instagram"]), as_of=TODAY)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 8])
def test_reading_overlaps_takes_one_query(size, django_assert_num_queries):
    for _ in range(size):
        pair(people=700)
    campaign = make.campaign()
    with django_assert_num_queries(1):
        assert len(overlaps_of(campaign, as_of=TODAY)) == size


def answer(niche, *, audited):
    """The answer with every pair of the first so many micro profiles audited."""
    pools.as_the_playbook_says(niche)
    some = list(Profile.objects.order_by("followers")[:audited])
    for at, first in enumerate(some):
        for second in some[:at]:
            make.overlap(first=first, second=second, share=0.3, base="smaller", observed_on=a_while_ago())
    campaign = make.campaign(niches=[niche], audience_size=3_000_000)
    return answer_for(campaign, progress=lambda *_step: None)


def a_while_ago():
    return timezone.localdate() - timedelta(days=30)


def test_the_answer_says_what_its_reach_rests_on(niche):
    found = answer(niche, audited=6)["audience"]
    assert (found["level"], found["pairs"]) == ("pairs", 15)
    assert found["kappa"] > 0
    assert found["kappa_niche"] > 0
    assert found["kappa_origin"]["source"] == "A list"
    assert found["kappa_origin"]["as_of"] == a_while_ago().isoformat()


@pytest.mark.parametrize(
    ("audited", "name", "step"),
    [
        (0, "No overlaps known", "Import overlaps of about 30 pairs"),
        (4, "6 audited pairs", "Import overlaps of about 30 pairs"),
        (9, "36 audited pairs", "Import the overlap of every two in this shortlist"),
    ],
)
def test_the_level_is_named_with_its_range_and_the_next_step(niche, audited, name, step):
    found = answer(niche, audited=audited)
    level = present(found)["reach_level"]
    assert level["name"] == name
    assert level["next"].startswith(step)
    assert level["low"] <= found["totals"]["reach"] <= level["high"]
    assert "For the overlaps alone it is" in level["sentence"]
    assert ("A list" in level["sentence"]) == bool(audited)
    assert ("κ 1.5 between niches, 0.6 inside one" in level["sentence"]) == (not audited)


def test_a_full_table_has_no_next_step():
    audience = {"level": "table", "pairs": 3, "kappa": 1.0, "low": 90.0, "high": 105.0}
    audience["kappa_origin"] = {"source": "Audit of July"}
    level = reach_level({"audience": audience, "totals": {"reach": 100.0}})
    assert (level["name"], level["next"]) == ("Every pair of the shortlist audited", "")
    assert "within 10\xa0% of the figure" in level["sentence"]


def test_answers_from_before_there_were_levels_have_none():
    assert reach_level({"audience": {"kappa": 1.5}, "totals": {"reach": 1.0}}) is None
