"""How often the answer is right, against every shortlist tried on every draw."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from campaigns.strategy.measuring.synthetic import problem as synthetic
from campaigns.strategy.records import BestAlone, Rules
from campaigns.strategy.robustness.contest import Booked, drawn_values
from campaigns.strategy.robustness.draws import Uncertainty, draw
from campaigns.strategy.robustness.flips import own_units
from campaigns.strategy.robustness.leanings import leaning_of
from campaigns.strategy.robustness.sureness import likeliest, sureness
from campaigns.strategy.selection import solve
from tests.strategy.robustness.brute import best_by_force, laws_of, tiny

CHANCE = Uncertainty(shock=0.18, overlap=(0.85, 1.1), clip=0.3, seed=5)


def booked(problem, chosen, units):
    return Booked(problem, chosen, leaning_of(problem, chosen), units, laws_of(problem))


def solved(problem):
    found = solve(problem)
    return booked(problem, found.chosen, found.best_alone)


def by_force(problem, units, found, number):
    """The best of all shortlists if one draw were true."""
    offers = tuple(
        replace(
            offer,
            reach={s: people * found.reach[number, i] for s, people in offer.reach.items()},
            engagements=offer.engagements * found.engagements[number, i],
        )
        for i, offer in enumerate(problem.offers)
    )
    by_reach = BestAlone(units.reach / found.overlap[number], units.engagements)
    return best_by_force(replace(problem, offers=offers), by_reach)


def test_frequencies_and_regret_are_those_of_trying_every_shortlist_on_every_draw():
    problem = tiny(2, count=7, rules=Rules(max_share_per_influencer=0.6))
    case = solved(problem)
    result = sureness(case, CHANCE, resolves=25)
    found = draw([case.laws[o.id] for o in problem.offers], CHANCE, 25, level=True)
    best = [by_force(problem, case.best_alone, found, number) for number in range(25)]
    times = Counter(name for _value, chosen in best for name in chosen)
    for offer in problem.offers:
        assert result.selected.get(offer.id, 0.0) == pytest.approx(times[offer.id] / 25, abs=0.09)
    own = drawn_values(case, case.chosen, CHANCE, 25)
    regret = 1 - own / np.array([value for value, _chosen in best])
    assert result.regret_mean == pytest.approx(regret.mean(), abs=0.01)


def test_the_same_seed_says_the_same_in_any_order_of_the_offers():
    case = solved(tiny(3))
    turned = replace(case, problem=replace(case.problem, offers=case.problem.offers[::-1]))
    first, again, other = (sureness(each, CHANCE, resolves=20) for each in (case, case, turned))
    assert first == again
    assert other.leaning_wins == pytest.approx(first.leaning_wins, abs=1e-3)
    assert other.selected == pytest.approx(first.selected, abs=0.11)


def test_without_luck_the_answer_is_always_right():
    problem = tiny(1)
    case = replace(solved(problem), laws=laws_of(problem, sigma=1e-6))
    result = sureness(case, Uncertainty(0.18, (1.0, 1.0), seed=2), resolves=10)
    assert all(result.selected[name] == 1.0 for name in case.chosen)
    assert result.regret_p90 == pytest.approx(0.0, abs=1e-4)
    assert result.leaning_wins in (0.0, 1.0, None)


def test_a_restricted_pool_agrees_with_the_whole_one():
    case = solved(synthetic("broad", 240, 1))
    whole, part = (sureness(case, CHANCE, resolves=20, pool=size) for size in (240, 120))
    off = [abs(whole.selected.get(name, 0) - part.selected.get(name, 0)) for name in case.chosen]
    assert np.mean(off) < 0.03
    assert part.regret_mean == pytest.approx(whole.regret_mean, abs=0.01)


def test_the_pool_keeps_what_it_is_told_and_the_musts():
    problem = tiny(rules=Rules(include=("o7",)))
    pool = likeliest(problem, own_units(problem), laws_of(problem), 3, frozenset({"o0"}))
    names = {offer.id for offer in pool.offers}
    assert {"o0", "o7"} <= names
    assert 3 <= len(names) <= 4
