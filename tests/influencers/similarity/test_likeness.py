"""How alike two profiles are: against a second reckoning, and what must hold whatever they are."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from influencers.similarity.likeness import WEIGHTS, Seeds, Traits

SKINCARE = {("beauty", "skincare"): 1.0}
SLUGS = [("beauty", "skincare"), ("beauty", "makeup"), ("sports", "football"), ("", "beauty"), ("", "food")]
TRAITS = st.builds(
    Traits,
    niches=st.dictionaries(st.sampled_from(SLUGS), st.floats(0.01, 1), max_size=4),
    country=st.sampled_from(["", "ID", "MY"]),
    followers=st.none() | st.integers(1, 10**8),
    place=st.none() | st.floats(0, 1),
    platform=st.sampled_from(["instagram", "tiktok", "youtube"]),
)


def traits(**changes):
    given = {"niches": SKINCARE, "country": "ID", "followers": 10_000, "place": 0.6, "platform": "tiktok"}
    return Traits(**(given | changes))


def test_the_weights_are_a_whole():
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_a_likeness_as_reckoned_by_hand():
    """Niches: skincare (1, beauty ½) against make-up (1, beauty ½): ¼ / 1¼. Size: a tenth is half-way."""
    other = traits(niches={("beauty", "makeup"): 1.0}, country="MY", followers=1_000, place=0.1)
    found = Seeds([traits()]).likeness(other)
    parts = {"niche": 0.25 / 1.25, "country": 0.0, "engagement": 0.5, "size": 0.5, "platform": 1.0}
    assert found.parts == pytest.approx(parts)
    assert found.score == pytest.approx(0.45 * 0.2 + 0.15 * 0.5 + 0.1 * 0.5 + 0.1)


def test_three_count_as_one():
    seeds = Seeds([traits(), traits(platform="youtube"), traits(country="MY", followers=1_000_000)])
    found = seeds.likeness(traits()).parts
    assert (found["platform"], found["country"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert found["size"] == pytest.approx(1 - math.log(100) / 3 / math.log(100))


def test_what_is_filtered_by_does_not_count():
    seeds, small = Seeds([traits(followers=5_000_000)]), traits(followers=2_000)
    assert seeds.likeness(small, leaving_out={"size"}).score == pytest.approx(1)
    assert seeds.likeness(small).score < 1


@given(TRAITS, TRAITS)
def test_a_likeness_is_a_share_and_nobody_is_more_alike_than_oneself(one, other):
    seeds = Seeds([one])
    found, itself = seeds.likeness(other).score, seeds.likeness(one).score
    assert 0 <= found <= 1
    known = one.niches and one.country and one.followers and one.place is not None
    if known:
        assert itself == pytest.approx(1)
        assert found <= itself + 1e-9


@given(TRAITS, TRAITS)
def test_of_two_neither_is_first(one, other):
    assert Seeds([one]).likeness(other).score == pytest.approx(Seeds([other]).likeness(one).score)


@given(st.lists(TRAITS, min_size=2, max_size=6), TRAITS)
def test_the_order_of_the_seeds_does_not_matter(seeds, other):
    assert Seeds(seeds).likeness(other).score == pytest.approx(Seeds(seeds[::-1]).likeness(other).score)
