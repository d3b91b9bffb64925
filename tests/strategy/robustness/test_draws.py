"""Drawn outcomes and the ranges of totals, against what is known in closed form."""

from math import exp, log

import numpy as np
import pytest

from campaigns.strategy.forecasting.ranges import LogNormal
from campaigns.strategy.objective import evaluate
from campaigns.strategy.records import BestAlone, Offer, Segment
from campaigns.strategy.robustness.drawn import reached_by
from campaigns.strategy.robustness.draws import Law, Uncertainty, draw
from campaigns.strategy.robustness.spreads import ranges
from campaigns.strategy.totals import Totals
from tests.strategy.robustness.brute import laws_of, tiny

SURE = Uncertainty(overlap=(1.0, 1.0), clip=1.0 - 1e-9, seed=3)
SEGMENTS = {"ID": Segment(1e9)}


def offers(count, reach=10_000.0):
    return [
        Offer(f"o{i}", f"p{i}", "micro", "instagram", "food", 10, {"ID": reach}, 50.0) for i in range(count)
    ]


def laws(count, sigma=0.6, reach=10_000.0):
    figure = LogNormal(log(reach) - sigma**2 / 2, sigma, reach)
    return [Law(f"o{i}", figure, LogNormal.of(log(100.0), sigma), 0.4) for i in range(count)]


def ranges_of(count, chance, **kwargs):
    shown = Totals(10 * count, 0, count, 1.0, 0, 0, 0, 2.0, 3.0, 4.0, 5.0, 6.0, None)
    made = offers(count)
    relevant = np.array([offer.engagements for offer in made])
    return ranges(reached_by(SEGMENTS, made, chance.clip), relevant, laws(count, **kwargs), shown, chance)


def test_one_offer_without_shock_has_its_own_quantiles():
    found, law = ranges_of(1, SURE), laws(1)[0]
    for name, figure in (("gross_reach", law.reach), ("reach", law.reach), ("engagements", law.engagements)):
        assert [found[name].p10, found[name].p50, found[name].p90] == pytest.approx(
            [figure.p10, figure.p50, figure.p90], rel=0.05
        )


def test_the_mean_is_the_total_that_is_shown_and_a_missing_price_stays_missing():
    found = ranges_of(2, SURE)
    assert (found["reach"].mean, found["gross_reach"].mean, found["cpm"].mean) == (1.0, 2.0, 5.0)
    assert found["cpe"] is None


def test_a_common_shock_does_not_average_out():
    """Of many offers only the shock is left: its quantiles are the total's."""
    alone, shocked = (ranges_of(400, Uncertainty(shock, (1.0, 1.0), seed=3)) for shock in (0.0, 0.3))
    spread = {
        name: found["gross_reach"].p90 / found["gross_reach"].p10
        for name, found in (("alone", alone), ("shocked", shocked))
    }
    assert spread["alone"] < 1.15
    assert spread["shocked"] == pytest.approx(exp(2 * 1.2816 * 0.3), rel=0.08)


def test_unknown_overlaps_widen_reach_counted_once_alone():
    known, unknown = (ranges_of(30, Uncertainty(0.0, band, seed=3)) for band in ((1.0, 1.0), (0.8, 1.1)))
    assert known["gross_reach"] == unknown["gross_reach"]
    assert unknown["reach"].p10 < 0.93 * known["reach"].p10


def test_reach_stays_between_the_largest_single_and_the_plain_sum():
    found = ranges_of(1, Uncertainty(0.0, (0.5, 2.0), seed=3))
    assert found["reach"].p90 == pytest.approx(found["gross_reach"].p90)


def test_nobody_is_reached_who_is_not_there():
    few = {"ID": Segment(20_000.0)}
    chance = Uncertainty(0.0, (0.5, 2.0), clip=0.4, seed=3)
    shown = Totals(10, 0, 8, 1.0, 0, 0, 0, 2.0, 3.0, 4.0, 5.0, 6.0, None)
    found = ranges(reached_by(few, offers(8), chance.clip), np.ones(8), laws(8), shown, chance)
    assert 19_000 < found["reach"].p90 <= 20_000


def test_multiples_are_one_on_average_whatever_is_unknown():
    """An unmeasured offer: wide range, but the mean was taken with a capped spread."""
    law = Law("a", LogNormal(0.0, 1.4, exp(0.5)), LogNormal.of(0.0, 0.3), 0.2)
    found = draw([law], Uncertainty(0.2, seed=1), 200_000, level=True)
    assert found.reach.mean() == pytest.approx(1.0, abs=0.02)
    assert np.log(found.reach).std() == pytest.approx((1.0 + 0.04) ** 0.5, rel=0.02)


def test_reach_and_engagements_of_an_offer_correlate_as_said():
    law = laws(1)[0]
    found = draw([law], Uncertainty(0.0, seed=1), 50_000)
    both = np.corrcoef(np.log(found.reach[:, 0]), np.log(found.engagements[:, 0]))[0, 1]
    assert both == pytest.approx(law.correlation, abs=0.02)


def test_an_offers_luck_does_not_depend_on_its_company_or_on_the_number_of_draws():
    few, many = laws(2), laws(5)
    short, long = draw(few, SURE, 10), draw(many[::-1], SURE, 40)
    assert np.allclose(short.reach[:, 0], long.reach[:10, 4])
    assert np.allclose(short.overlap, long.overlap[:10])


def test_reach_under_no_luck_is_the_reach_that_is_shown():
    problem = tiny()
    plain = reached_by(problem.segments, problem.offers, 0.3).together(np.ones((1, 8)))
    shown = evaluate(problem, laws_of(problem), BestAlone(1, 1)).reach
    assert plain == pytest.approx(shown)
