"""The founding text's claims against pools where they hold, fail, cannot be told or cannot be known."""

from itertools import product

import numpy as np
import pytest

from campaigns.strategy.benchmarks import default_benchmarks
from campaigns.strategy.forecasting.forecast import forecast_offers
from campaigns.strategy.reasons.claims.claim import compare
from campaigns.strategy.reasons.claims.why import why_mix
from campaigns.strategy.reasons.peers import engagement_rate
from campaigns.strategy.records import FrontierPoint
from tests.strategy.facts_factory import make_brief, make_profile, price, seen, share, shares


def offers_of(pool):
    return forecast_offers(pool, make_brief(size=400_000)).offers


def ends(*, micro, macro):
    """A frontier of two points; each tier alone yields (reach, engagements)."""
    return [
        FrontierPoint(part, part, reach, engagements, 1.0, 1.0, 0.0, 1, ("a",))
        for part, (reach, engagements) in ((0.0, macro), (1.0, micro))
    ]


def claims(offers, points=()):
    return {claim.code: claim for claim in why_mix(offers, points, default_benchmarks(), "ID")}


def tiers(*, rate, cost, reach=None, platform="instagram", count=10, **fields):
    """Ten measured profiles of each tier; every argument maps a tier to its own figure."""
    return [
        make_profile(
            id=f"{platform} {tier}{index}",
            platform=platform,
            followers=size + index,
            engagements=seen(size * rate[tier] * (0.8 + 0.04 * index), 30),
            prices={"instagram_post": price(int(cost[tier]))} if cost else {},
            **{name: value[tier] for name, value in fields.items()},
            **({"reach": seen(reach[tier], 30)} if reach else {}),
        )
        for tier, size in (("micro", 40_000), ("macro", 400_000))
        for index in range(count)
    ]


def of(micro, macro):
    return {"micro": micro, "macro": macro}


AS_FOUNDED = tiers(
    rate=of(0.05, 0.01),
    cost=of(2e6, 5e6),
    reach=of(8_000, 90_000),
    niches=of({"skincare": 0.8, "comedy": 0.2}, {"skincare": 0.4, "comedy": 0.3}),
    credibility=of(share(0.9), share(0.6)),
    audience_countries=of(shares(ID=0.9), shares(ID=0.5)),
)
CONTRARY = tiers(
    rate=of(0.01, 0.05),
    cost=of(2e6, 1e7),
    reach=of(90_000, 8_000),
    niches=of({"skincare": 0.4, "comedy": 0.3}, {"skincare": 0.8, "comedy": 0.2}),
    credibility=of(share(0.6), share(0.9)),
    audience_countries=of(shares(ID=0.5), shares(ID=0.9)),
)


def test_all_claims_hold_in_a_pool_like_the_founding_text():
    found = claims(offers_of(AS_FOUNDED), ends(micro=(100.0, 90.0), macro=(300.0, 40.0)))
    assert {claim.verdict for claim in found.values()} == {"holds"}
    assert len(found) == 9
    engage = found["micro_engage_more"].values
    assert (engage["probability"], engage["micro_accounts"], engage["macro_accounts"]) == (1.0, 10, 10)
    assert found["micro_more_focused"].values["micro"] == pytest.approx(0.8)
    assert found["macro_best_for_awareness"].values["best_share"] == 0.0


def test_the_same_claims_fail_in_the_opposite_pool():
    found = claims(offers_of(CONTRARY), ends(micro=(300.0, 40.0), macro=(100.0, 90.0)))
    assert {claim.verdict for claim in found.values()} == {"does_not_hold"}
    assert found["micro_engage_more"].values["probability"] == 0.0


def test_a_difference_within_chance_is_not_called_one():
    same = tiers(rate=of(0.03, 0.03), cost=of(2e6, 2e6), credibility=of(share(0.8), share(0.8)))
    found = claims(offers_of(same), ends(micro=(100.0, 50.0), macro=(103.0, 51.0)))
    for code in ("micro_engage_more", "micro_more_trusted", "macro_best_for_awareness"):
        assert found[code].verdict == "too_close"
    assert found["micro_more_trusted"].values["probability"] == 0.5


def test_what_nobody_measured_is_no_data_and_says_how_many_there_were():
    unmeasured = [
        make_profile(id=f"{size}-{index}", followers=size)
        for size in (40_000, 400_000)
        for index in range(10)
    ]
    points = ends(micro=(100.0, 90.0), macro=(300.0, 40.0))
    assert {claim.verdict for claim in claims(offers_of(unmeasured), points).values()} == {"no_data"}
    assert {claim.verdict for claim in claims(()).values()} == {"no_data"}
    few = claims(offers_of([*unmeasured, *AS_FOUNDED[:3]]))["micro_engage_more"]
    assert (few.verdict, few.values) == ("no_data", {"micro_accounts": 3, "macro_accounts": 0})


def test_estimated_prices_never_say_which_tier_is_cheaper():
    unpriced = claims(offers_of(tiers(rate=of(0.05, 0.01), cost=None, reach=of(8_000, 90_000))))
    assert unpriced["macro_reach_is_cheaper"].verdict == "no_data"
    assert unpriced["micro_engagement_is_cheaper"].verdict == "no_data"
    assert unpriced["micro_engage_more"].verdict == "holds"


def test_a_tier_that_cannot_be_booked_alone_leaves_the_goals_untold():
    found = claims(offers_of(AS_FOUNDED), ends(micro=(100.0, 90.0), macro=(300.0, 40.0))[1:])
    assert found["macro_best_for_awareness"].verdict == "no_data"
    assert "macro" not in found["micro_best_for_engagement"].values


def test_the_published_figure_of_each_platform_of_the_pool_stands_beside():
    pool = [*AS_FOUNDED, *tiers(rate=of(0.02, 0.02), cost=None, platform="tiktok")]
    published = claims(offers_of(pool))["micro_engage_more"].published
    assert [(each.platform, each.value) for each in published] == [("instagram", 0.61), ("tiktok", 0.74)]
    assert all(each.source for each in published)


@pytest.mark.parametrize("seed", range(5))
def test_probability_and_its_error_agree_with_trying_all_pairs_and_all_orders(seed):
    """The twin: pairs of one platform counted one by one; the error of random labels."""
    rng = np.random.default_rng(seed)
    sizes = {"instagram": int(rng.integers(5, 12)), "tiktok": int(rng.integers(5, 12))}
    pool = [
        each
        for platform, count in sizes.items()
        for each in tiers(rate=of(*rng.uniform(0.01, 0.05, 2)), cost=None, platform=platform, count=count)
    ]
    offers = offers_of(pool)
    found = compare("code", offers, engagement_rate, claimed="micro")
    by_tier = [[offer for offer in offers if offer.tier == tier] for tier in ("micro", "macro")]
    pairs = [
        np.sign(engagement_rate(a) - engagement_rate(b)) / 2 + 0.5
        for a, b in product(*by_tier)
        if a.platform == b.platform
    ]
    assert found.values["probability"] == pytest.approx(np.mean(pairs))
    turned = compare("code", offers, engagement_rate, claimed="macro")
    lower = compare("code", offers, engagement_rate, claimed="macro", lower=True)
    assert turned.values["probability"] == pytest.approx(1 - found.values["probability"])
    assert lower.values == found.values


def test_four_of_five_pools_without_a_difference_are_called_too_close():
    rng, calls = np.random.default_rng(1), []
    base = offers_of(tiers(rate=of(0.03, 0.03), cost=None, count=12))
    for _ in range(300):
        drawn = dict(zip((offer.id for offer in base), rng.random(len(base)), strict=True))
        calls.append(compare("code", base, lambda o, drawn=drawn: drawn[o.id], claimed="micro").verdict)
    assert 0.74 < calls.count("too_close") / len(calls) < 0.87
