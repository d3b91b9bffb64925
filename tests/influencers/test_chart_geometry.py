import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some

from influencers.charts import labels
from influencers.charts.geometry import Scale, decade_ticks, decades, monotone_path, round_ticks, strips

shares = some.floats(0, 1)
WORDS = ["Recommended 100 %", "Playbook 100 %", "Tujuan lain 100 %"]


def points_of(path):
    """The end points and control points of a path of cubic curves."""
    numbers = [float(number) for number in path.replace("M", "").replace("C", " ").split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@given(some.floats(-1e9, 1e9), some.floats(1e-6, 1e9))
def test_ticks_are_round_ascending_and_inside(low, span):
    high = low + span
    assume((high - low) / max(abs(low), abs(high)) > 1e-6)
    ticks = round_ticks(low, high)
    step = ticks[1] - ticks[0]
    assert 3 <= len(ticks) <= 8
    assert ticks == sorted(ticks)
    assert ticks[0] >= low - step / 1e6
    assert ticks[-1] <= high + step / 1e6
    digits = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert any(digits == pytest.approx(nice, rel=1e-3) for nice in (1, 2, 2.5, 5))


def test_an_axis_without_length_has_one_tick():
    assert round_ticks(5, 5) == [5]


@given(some.floats(0, 1e9), some.floats(0, 1e9))
def test_decades_hold_their_values(low, factor):
    scale = decades(low, low + factor)
    assert 0 <= scale.share_of(max(low, 1)) <= scale.share_of(max(low + factor, 1)) <= 1
    assert decade_ticks(scale)[0] == scale.low
    assert decade_ticks(scale)[-1] == scale.high


@given(some.lists(some.floats(0, 100), min_size=2, max_size=20))
def test_the_curve_overshoots_no_value(values):
    path = points_of(monotone_path([(10.0 * i, value) for i, value in enumerate(values)]))
    for i in range(len(values) - 1):
        low, high = sorted(values[i : i + 2])
        assert all(low - 0.1 <= y <= high + 0.1 for _x, y in path[3 * i : 3 * i + 4])


@given(some.lists(shares, min_size=1, max_size=20, unique=True).map(sorted))
def test_every_place_has_the_strip_around_it(places):
    found = strips(places)
    assert found[0][0] == 0
    assert found[-1][1] == 1
    assert all(left <= place <= right for place, (left, right) in zip(places, found, strict=True))


def test_a_scale_without_length_puts_everything_in_the_middle():
    assert Scale(3, 3).share_of(3) == 0.5


@given(some.lists(shares, min_size=3, max_size=3))
@example([0.46, 0.54, 0.5])
@example([0.3, 0.3, 0.31])
def test_labels_of_lines_never_meet_a_line_and_stay_in_the_picture(lines):
    wanted = [(share, labels.width_of(words)) for share, words in zip(lines, WORDS, strict=True)]
    placed = labels.place(wanted)
    assert sorted(each.row for each in placed) == [0, 1, 2]
    for (share, width), each in zip(wanted, placed, strict=True):
        left, right = labels.span_of(share, width, each.side)
        above = [line for line, other in zip(lines, placed, strict=True) if other.row < each.row]
        assert not labels.crossings((left, right), above)
        assert left >= -labels.LEFT_OF_PICTURE - 1e-9
        assert right <= 1 + labels.RIGHT_OF_PICTURE + 1e-9


@given(shares)
def test_words_beside_a_line_stay_in_the_picture(share):
    width = labels.width_of("100 % sampai 100 % mikro: setara")
    left, right = labels.span_of(share, width, labels.side_for(share, width))
    assert left >= -labels.LEFT_OF_PICTURE - 0.1
    assert right <= 1 + labels.RIGHT_OF_PICTURE + 0.1
