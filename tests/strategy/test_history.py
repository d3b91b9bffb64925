"""What single posts say about today, against the Gaussian process that it stands for."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.strategy.forecasting.history import Dynamics, Post, evidence

TODAY = date(2026, 7, 1)
MOVES = Dynamics(drift=0.15, lasting=0.5, memory=1.5, sponsored=0.88)
BETWEEN, WITHIN = 0.9, 0.45

posts = st.lists(
    st.builds(
        Post,
        day=st.integers(0, 2_000).map(lambda days: TODAY - timedelta(days=days)),
        engagements=st.floats(1, 1e6),
        sponsored=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


def told(some):
    return evidence(some, TODAY, MOVES, between=BETWEEN, within=WITHIN)


def process(some, usual):
    """Mean and variance of today's level by the textbook, given the usual level today."""
    ages = np.array([(TODAY - post.day).days / 365.25 for post in some])
    seen = [np.log(post.engagements / (0.88 if post.sponsored else 1)) for post in some]
    carry = 0.5 + 0.5 * np.exp(-np.abs(ages[:, None] - ages) / 1.5)
    gram = BETWEEN**2 * carry + WITHIN**2 * np.eye(len(some))
    cross = BETWEEN**2 * (0.5 + 0.5 * np.exp(-ages / 1.5))
    mean = usual + cross @ np.linalg.inv(gram) @ (np.array(seen) - (usual - 0.15 * ages))
    return mean, BETWEEN**2 - cross @ np.linalg.inv(gram) @ cross


@given(posts, st.floats(0, 12))
def test_one_observation_stands_for_all_posts(some, usual):
    found = told(some)
    weight = found.carry * BETWEEN**2 / (BETWEEN**2 + found.variance)
    mean, variance = process(some, usual)
    assert usual + weight * (found.centre - usual) == pytest.approx(mean, abs=1e-6)
    assert BETWEEN**2 * (1 - found.carry * weight) == pytest.approx(variance, abs=1e-6)


@given(posts, posts)
def test_what_was_published_later_is_not_used(some, later):
    future = [Post(TODAY + (TODAY - post.day) + timedelta(days=1), post.engagements) for post in later]
    assert told([*future, *some]) == told(some)
    assert told(future) is None


@given(posts)
def test_a_moment_ago_tells_more_than_a_year_ago(some):
    older = [Post(post.day - timedelta(days=365), post.engagements, post.sponsored) for post in some]
    assert told(older).carry < told(some).carry


def test_without_interactions_nothing_is_said():
    assert told([]) is None
    assert told([Post(TODAY, 0)]) is None


def test_a_sponsored_post_counts_as_the_ordinary_one_it_would_have_been():
    assert told([Post(TODAY, 880, sponsored=True)]).centre == pytest.approx(np.log(1_000))
