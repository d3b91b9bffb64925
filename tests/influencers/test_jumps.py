from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from influencers.jumps import Seen, jumps

START = date(2026, 1, 1)


def months(*followers, engagements=None, every=30):
    engagements = engagements or [None] * len(followers)
    return [
        Seen(START + timedelta(days=every * at), count, engaged)
        for at, (count, engaged) in enumerate(zip(followers, engagements, strict=True))
    ]


@pytest.mark.parametrize(
    ("history", "found"),
    [
        pytest.param(months(10_000, 10_200, 10_400, 10_600), [], id="steady"),
        pytest.param(months(10_000, 15_000), [], id="two measurements are no history"),
        pytest.param(months(10_000, 10_100, 16_000, 16_200), [2], id="half as many more at once"),
        pytest.param(months(10_000, 10_100, 11_500, 11_600), [], id="a good month of a small one"),
        pytest.param(months(900_000, 905_000, 1_040_000, 1_045_000), [2], id="the same of a large one"),
        pytest.param(months(20_000, 20_100, 14_000, 14_100), [2], id="a sweep takes a third away"),
        pytest.param(months(1_000, 1_500, 2_300, 3_400), [], id="one that always grows fast"),
        pytest.param(months(10_000, 10_100, 14_000, 14_100, every=365), [], id="slowly, over a year"),
    ],
)
def test_a_jump_is_large_and_fast_beside_peers_and_its_own_past(history, found):
    assert [history.index(jump.after) for jump in jumps(history)] == found


@pytest.mark.parametrize(
    ("engagements", "shared", "sign"),
    [
        ([300, 310, 480, 485], True, False),
        ([300, 310, 305, 300], False, True),
        ([300, None, 480, 485], None, True),
    ],
)
def test_growth_that_engagements_share_is_no_sign(engagements, shared, sign):
    (jump,) = jumps(months(10_000, 10_100, 16_000, 16_200, engagements=engagements))
    assert (jump.shared, jump.is_sign, jump.days) == (shared, sign, 30)
    assert jump.change == pytest.approx(0.584, abs=0.001)


@given(st.lists(st.integers(0, 10**9), max_size=12), st.integers(1, 400))
def test_any_history_is_judged_whatever_its_order(followers, every):
    history = months(*followers, every=every)
    assert jumps(history) == jumps(history[::-1])


@given(st.integers(1_000, 10**8), st.integers(3, 12))
def test_nobody_who_stands_still_jumps(followers, length):
    assert jumps(months(*[followers] * length)) == []
