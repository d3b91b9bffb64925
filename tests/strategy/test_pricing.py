from math import exp

import pytest

from campaigns.strategy.benchmarks import default_benchmarks
from campaigns.strategy.costs.pricing import Pricing
from tests.strategy.facts_factory import make_brief, make_profile, price

B = default_benchmarks()


def cost(profile=None, brief=None):
    return Pricing(make_brief(**(brief or {})), B).of(make_profile(**(profile or {})))


def test_a_known_price_is_the_fee_and_handling_comes_on_top():
    found = cost({"prices": {"instagram_post": price(3_000_000)}})
    assert (found.fee, found.bill.amount("handling"), found.total) == (3_000_000, 500_000, 3_500_000)
    assert found.is_known


def test_a_nett_price_is_grossed_up():
    assert cost({"prices": {"instagram_post": price(19_500_000, "nett")}}).fee == 20_000_000


def test_another_deliverables_price_is_converted_and_marked():
    found = cost({"prices": {"instagram_reel": price(2_600_000)}})
    assert found.fee == 2_000_000
    assert not found.is_known
    assert found.provenance.source == "list of July, instagram_reel"


def test_a_deliverable_without_a_multiplier_does_not_stand_in():
    assert cost({"prices": {"instagram_live": price(1)}}).fee == cost().fee


def test_a_missing_price_is_the_benchmarks_mean():
    assert cost({"followers": 31_600}).fee == round(2_000_000 * exp(0.5))
    assert cost({"followers": 31_600}).provenance.kind == "estimated"


def test_known_prices_only_leaves_estimates_out():
    assert cost(brief={"known_prices_only": True}) is None
    assert cost({"prices": {"instagram_reel": price(1)}}, {"known_prices_only": True}) is None


@pytest.mark.parametrize(("platform", "times"), [("tiktok", 0.8), ("youtube", 2.5)])
def test_a_platform_has_its_default_deliverable(platform, times):
    assert cost({"platform": platform}).fee == pytest.approx(cost().fee * times, abs=2)


def test_estimates_are_converted_to_the_campaigns_currency():
    found = cost({"followers": 31_600}, {"rupiah_per_unit": 16_000.0})
    assert found.fee == round(2_000_000 * exp(0.5) / 16_000)
    assert found.bill.amount("handling") == 31
