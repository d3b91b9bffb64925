import math
import random
import time
from itertools import combinations

import pytest

from campaigns.strategy.spend_field import LIMIT, Spend, pack

SIZES = [(1000, 200), (420, 250), (320, 54)]


def make_spends(micro=(), macro=()):
    return [
        Spend(f"{tier}{i}", tier, cost)
        for tier, costs in (("micro", micro), ("macro", macro))
        for i, cost in enumerate(costs)
    ]


MIXES = {
    "a usual mix": make_spends([14, 12, 11, 10, 9, 8] + [6] * 18, [112, 84, 52, 38, 29]),
    "one macro dwarfs all": make_spends([1] * 30, [300, 280]),
    "a thin macro strip": make_spends([10] * 50, [10]),
    "micro alone": make_spends([3 + i % 7 for i in range(120)]),
    "one person": make_spends([], [9]),
    "random": make_spends(
        random.Random(1).choices(range(1, 90), k=60), random.Random(2).choices(range(90, 900), k=12)
    ),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MIXES)
def test_discs_stay_inside_apart_and_true_to_the_spend(name, size):
    (width, height), spends = size, MIXES[name]
    discs = pack(spends, width=width, height=height)
    assert len(discs) == len(spends)
    per_cost = [disc.r**2 / disc.cost for disc in discs]
    largest = max(disc.r for disc in discs)
    for disc in discs:
        assert disc.x - disc.r >= -0.1
        assert disc.x + disc.r <= width + 0.1
        assert disc.y - disc.r >= -0.1
        assert disc.y + disc.r <= height + 0.1
    for a, b in combinations(discs, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.r + b.r - 0.02 * largest - 0.2
    assert max(per_cost) <= min(per_cost) * 1.3 or largest < 10  # radii are rounded to a tenth


def test_micro_is_left_of_macro_and_the_cut_is_the_share():
    discs = pack(make_spends([1] * 36, [16] * 4))
    micro, macro = ([d for d in discs if d.tier == tier] for tier in ("micro", "macro"))
    assert max(d.x + d.r for d in micro) <= 360 <= min(d.x - d.r for d in macro)


def test_the_same_input_gives_the_same_picture():
    spends = MIXES["random"]
    assert pack(spends) == pack(spends)
    assert pack(spends, seed=4) != pack(spends)


def test_the_smallest_are_pooled_above_the_limit():
    spends = make_spends([1] * 500, [200, 300])
    discs = pack(spends)
    assert len(discs) == LIMIT
    assert sorted(id for disc in discs for id in disc.ids) == sorted(spend.id for spend in spends)
    assert sum(disc.cost for disc in discs) == sum(spend.cost for spend in spends)
    assert all(len({id.rstrip("0123456789") for id in disc.ids}) == 1 for disc in discs)


@pytest.mark.parametrize("spends", [[], make_spends([0, 0]), make_spends([-5])])
def test_nothing_to_draw(spends):
    assert pack(spends) == ()


def test_unknown_tiers_go_left():
    discs = pack([*make_spends([1], [1]), Spend("x", "unheard-of", 1)])
    assert [disc.tier for disc in sorted(discs, key=lambda d: d.x)] == ["unheard-of", "micro", "macro"]


def test_forty_discs_take_less_than_half_a_second():
    start = time.process_time()
    pack(make_spends(range(5, 40), [100, 200, 300, 80, 90]))
    assert time.process_time() - start < 0.5
