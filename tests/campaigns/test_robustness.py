"""What is said in defence of an answer: never surer than it is, and nothing where nothing was computed."""

import pytest
from django.utils.translation import override

from campaigns.reporting.robustness.budgets import budgets_in_words, changed, nearest_in_words
from campaigns.reporting.robustness.flips import flips_in_words
from campaigns.reporting.robustness.flips import nearest_in_words as nearest_flip
from campaigns.reporting.robustness.ranges import totals_in_ranges
from campaigns.reporting.robustness.rule_prices import dearest_in_words, rule_prices
from campaigns.reporting.robustness.sureness import out_of_hundred, sureness_in_words
from tests.campaigns.robust import robust, rule_price

TOTALS = {"reach": 1_000, "relevant": 90, "engagements": 100, "cost": 95, "cpm_unique": 95.0, "cpe": 0.95}
BARE = {
    "leaning": "macro-heavy",
    "awareness_weight": 0.85,
    "budget": 100_000_000,
    "currency": "IDR",
    "names": {},
    "asked": {"max_share_per_influencer": 0.25},
    "lines": [{"profile": number} for number in range(4)],
    "totals": TOTALS,
    "proof": {"objective": 0.5},
    "audience": {},
}


@pytest.fixture
def answer():
    return robust(BARE)


def test_an_answer_of_old_says_nothing_of_it():
    assert totals_in_ranges(BARE) == {}
    assert sureness_in_words(BARE) is None
    assert (flips_in_words(BARE), rule_prices(BARE), budgets_in_words(BARE)) == ([], [], None)


def test_the_bars_of_all_ranges_lie_on_one_relative_scale(answer):
    ranges = totals_in_ranges(answer)
    assert set(ranges) == {"reach", "engagements", "cpm_unique", "cpe"}
    assert len({each.scale for each in ranges.values()}) == 1
    for each in ranges.values():
        assert each.low < each.mean < each.high
        assert each.scale.low < each.from_mean < 1 < each.to_mean < each.scale.high


def test_a_range_without_figures_is_left_out(answer):
    answer["ranges"]["cpe"] = None
    assert "cpe" not in totals_in_ranges(answer)


@pytest.mark.parametrize(("share", "times"), [(0, 0), (0.001, 1), (0.834, 83), (0.999, 99), (1, 100)])
def test_nearly_always_is_not_always(share, times):
    assert out_of_hundred(share) == times


def test_sureness_is_said_against_the_opposite_leaning(answer):
    said = sureness_in_words(answer)
    assert (
        said["answer"] == "In 83 of 100 draws the best macro-heavy shortlist beats the best micro-heavy one."
    )
    assert any("at least 160 of 200 re-solves" in sentence for sentence in said["says"])
    assert any("1.2\u00a0% short on average" in sentence for sentence in said["says"])


def test_without_an_opposite_there_is_no_contest(answer):
    answer["sureness"] |= {"leaning_wins": None, "opposite": None}
    assert "no shortlist of the opposite leaning" in sureness_in_words(answer)["answer"]


def test_less_awareness_is_said_as_more_engagement(answer):
    weight = flips_in_words(answer)[0]
    assert weight.says == ("It turns micro-heavy if engagement counts 58\u00a0% or more.",)
    assert (weight.picture.lower, weight.picture.higher.at) == (None, pytest.approx(0.58))
    assert weight.picture.now.at == pytest.approx(0.15)


def test_what_turns_nothing_says_what_was_searched(answer):
    budget = flips_in_words(answer)[1]
    assert budget.says == ("Nothing between Rp\u00a050\u00a0mn and Rp\u00a0200\u00a0mn turns it.",)
    assert budget.distance is None


def test_the_nearest_turn_is_the_short_answer(answer):
    flips = flips_in_words(answer)
    assert nearest_flip(flips) == "It turns micro-heavy if macro prices rise by 18\u00a0% or more."
    assert nearest_flip([flips[1]]) == "Nothing that was searched turns it."


def test_the_dearest_rule_comes_first(answer):
    prices = rule_prices(answer)
    assert [price.words for price in prices] == ["3.1\u00a0%", "0.4\u00a0%", "0.0\u00a0%"]
    assert [price.turned for price in prices] == ["micro-heavy", "", ""]
    assert "the most for one influencer: 25\u00a0%" in dearest_in_words(prices)
    assert "3.1\u00a0% better" in dearest_in_words(prices)


def test_a_solver_that_did_no_better_makes_no_rule_a_gift(answer):
    answer["rule_prices"] = [rule_price("budget", -0.002, "macro-heavy")]
    assert dearest_in_words(rule_prices(answer)).endswith("costs nothing here.")


def test_neighbouring_budgets_are_held_against_todays(answer):
    chart = budgets_in_words(answer)
    assert chart.points[chart.now].value == 0
    assert [point.setting for point in chart.points] == sorted(point.setting for point in chart.points)
    assert [is_marked for _cells, is_marked in chart.numbers.table].count(True) == 1
    assert (
        nearest_in_words(answer)
        == "+10\u00a0% budget: +6\u00a0% result; −10\u00a0% budget: −6\u00a0% result."
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.061, "+6\u00a0%"), (-0.07, "−7\u00a0%"), (0.001, "±0\u00a0%"), (-0.001, "±0\u00a0%")],
)
def test_a_change_has_its_sign(share, words):
    assert changed(share) == words


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield
