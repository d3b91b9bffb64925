"""Benchmarks refitted to a pool, on pools whose truth is known."""

import numpy as np
import pytest

from campaigns.strategy.benchmarks import default_benchmarks
from campaigns.strategy.forecasting.calibrate import calibrate
from campaigns.strategy.forecasting.forecast import forecast_offers
from campaigns.strategy.forecasting.levels import EXPOSURE, RATE
from tests.strategy.facts_factory import make_brief, make_profile, rate, seen

B = default_benchmarks()


def pool(count, *, level=0.0, slope=0.0, sigma=0.95, posts=12, seed=1, platform="instagram"):
    """Accounts whose true rate is the benchmark's, moved by `level` and tilted by `slope`."""
    rng = np.random.default_rng(seed)
    followers = np.exp(rng.uniform(np.log(1_500), np.log(900_000), count)).astype(int)
    centre = np.log(followers).mean()
    made = []
    for index, size in enumerate(followers.tolist()):
        within = B.row("within_account_sigma", platform=platform, followers=size).value
        median = B.engagement_rate(platform, size).median
        own = np.log(median) + level + slope * (np.log(size) - centre) + rng.normal(0, sigma)
        mean = np.exp(rng.normal(own, within, posts)).mean()
        observed = {
            "engagement_rate": rate(float(mean), "followers" if platform == "instagram" else "views", posts)
        }
        made.append(make_profile(id=str(index), platform=platform, followers=size, **observed))
    return made


def test_many_accounts_move_the_benchmark_to_themselves():
    found = calibrate(pool(2_000, level=0.6, slope=0.1, sigma=0.5), make_brief(), B)[RATE, "instagram"]
    assert found.status == "fitted"
    assert found.level == pytest.approx(0.6, abs=0.08)
    assert found.slope == pytest.approx(0.1, abs=0.03)
    assert found.sigma == pytest.approx(0.5, abs=0.06)


def test_a_handful_moves_it_little():
    few = calibrate(pool(3, level=1.0), make_brief(), B)[RATE, "instagram"]
    many = calibrate(pool(400, level=1.0), make_brief(), B)[RATE, "instagram"]
    assert few.status == "shrunk"
    assert abs(few.level) < 0.7 * many.level
    assert few.sigma == pytest.approx(0.95, abs=0.2)


def test_a_pool_like_the_benchmark_leaves_it_alone():
    found = calibrate(pool(1_000), make_brief(), B)[RATE, "instagram"]
    assert found.level == pytest.approx(0.0, abs=0.1)
    assert found.slope == pytest.approx(0.0, abs=0.05)
    assert found.sigma == pytest.approx(0.95, abs=0.08)


def test_a_list_selected_on_engagement_is_refused():
    found = calibrate(pool(1_000, slope=-0.9), make_brief(), B)[RATE, "instagram"]
    assert (found.status, found.level, found.slope, found.sigma) == ("refused", 0.0, 0.0, 0.95)


@pytest.mark.parametrize("platform", ["tiktok", "youtube"])
def test_rates_by_views_are_fitted_on_their_platform(platform):
    found = calibrate(pool(600, level=-0.5, sigma=0.5, platform=platform), make_brief(), B)
    assert found[RATE, platform].level == pytest.approx(-0.5, abs=0.1)
    assert (EXPOSURE, platform) not in found


def test_measured_views_and_engagements_fit_both_levels():
    made = [
        make_profile(
            id=str(size),
            platform="tiktok",
            followers=size,
            views=seen(size * 0.3, 50),
            engagements=seen(size * 0.06, 50),
        )
        for size in range(10_000, 90_000, 400)
    ]
    found = calibrate(made, make_brief(), B)
    assert found[EXPOSURE, "tiktok"].level == pytest.approx(np.log(3) - 0.53**2 / 2, abs=0.15)
    assert found[RATE, "tiktok"].level == pytest.approx(np.log(0.2 / 0.083), abs=0.15)


def test_nothing_measured_refits_nothing():
    assert calibrate([make_profile(), make_profile(followers=None)], make_brief(), B) == {}
    assert calibrate([], make_brief(), B) == {}


def test_an_unmeasured_profile_is_forecast_by_the_refitted_benchmark():
    lively = pool(500, level=0.8, sigma=0.5)
    stranger = make_profile(id="stranger")
    plain = forecast_offers([stranger], make_brief(), B).offers[0]
    moved = forecast_offers([stranger], make_brief(), B, calibrate(lively, make_brief(), B)).offers[0]
    assert moved.engagements.p50 / plain.engagements.p50 == pytest.approx(np.exp(0.8), rel=0.12)
    assert moved.engagements.sigma < plain.engagements.sigma


@pytest.mark.parametrize("tier", ["micro", "macro"])
def test_refitted_ranges_hold_the_share_that_they_claim(tier):
    """80 % ranges of accounts never seen hold 75 to 85 % of their next posts."""
    truth = {"level": 0.3, "slope": -0.1, "sigma": 0.8}
    calibrations = calibrate(pool(1_500, posts=6, **truth), make_brief(), B)
    new = [profile for profile in pool(3_000, posts=1, seed=9, **truth) if profile.tier == tier]
    bare = [make_profile(id=profile.id, followers=profile.followers) for profile in new]
    offers = forecast_offers(bare, make_brief(), B, calibrations).offers
    actual = [0.88 * profile.engagement_rate.value * profile.followers for profile in new]
    inside = [
        o.engagements.p10 <= value <= o.engagements.p90 for o, value in zip(offers, actual, strict=True)
    ]
    assert 0.75 <= np.mean(inside) <= 0.85
