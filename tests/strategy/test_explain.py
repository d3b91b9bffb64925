from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest

from campaigns.strategy.facts import Provenance
from campaigns.strategy.forecasting.forecast import forecast_offers, to_offer
from campaigns.strategy.objective import evaluate, marginal_reach
from campaigns.strategy.reasons.explain import Context, peers_of, reasons_for
from campaigns.strategy.reasons.peers import Peers, cost_per_engagement
from campaigns.strategy.reasons.swaps import Swap, best_swaps
from campaigns.strategy.records import BestAlone, Problem, Rules, Segment
from tests.strategy.facts_factory import DAY, make_brief, make_profile, price, seen, share, shares

SEGMENTS = {"ID": Segment(400_000, 1.5)}
BEST = BestAlone(200_000.0, 20_000.0)


def offers_of(pool, **brief):
    return forecast_offers(pool, make_brief(size=400_000, **brief)).offers


def pool(count=30, seed=3):
    rng = np.random.default_rng(seed)
    return [
        make_profile(
            id=f"p{index}",
            person=f"p{index // 2}",
            followers=int(np.exp(rng.uniform(7.5, 13.5))),
            engagements=seen(float(rng.uniform(200, 4_000)), int(rng.integers(3, 40))),
            prices={"instagram_post": price(int(rng.uniform(1e6, 2e7)))},
        )
        for index in range(count)
    ]


def problem_of(offers, budget=30_000_000, **rules):
    return Problem(budget, 0.5, SEGMENTS, tuple(map(to_offer, offers)), Rules(**rules))


def explain(offer, all_offers, chosen=(), swap=None, as_of=DAY, niches=False):
    chosen = chosen or [offer.id]
    context = Context(
        peers=peers_of(all_offers),
        marginal=marginal_reach(problem_of(all_offers), chosen),
        swaps={offer.id: swap} if swap else {},
        names={other.id: other.facts.name for other in all_offers},
        as_of=as_of,
        niches_asked=niches,
        included=frozenset(),
    )
    return {reason.code: reason for reason in reasons_for(offer, context)}


def test_every_offer_has_at_least_one_reason_against():
    offers = offers_of(pool())
    for offer in offers:
        found = explain(offer, offers, [other.id for other in offers])
        assert any(reason.kind == "against" for reason in found.values())


def test_the_best_of_offers_is_held_back_by_its_range_alone():
    spotless = make_profile(
        id="best",
        followers=50_000,
        engagements=seen(60_000, 40),
        reach=seen(30_000, 40),
        credibility=share(0.95),
        audience_countries=shares(ID=0.95),
        prices={"instagram_post": price(100_000)},
    )
    offers = offers_of([*pool(), spotless])
    found = explain(offers[-1], offers)
    assert [code for code, reason in found.items() if reason.kind == "against"] == ["wide_range"]
    assert found["wide_range"].values["factor"] > 3
    assert {
        "new_people",
        "low_cost_per_engagement",
        "high_engagement_rate",
        "audience_fit",
        "credible",
    } <= set(found)


def test_overlap_counts_against_and_names_its_numbers():
    twins = [make_profile(id=str(i), followers=400_000, reach=seen(200_000, 30)) for i in range(4)]
    offers = offers_of(twins)
    found = explain(offers[0], offers, [offer.id for offer in offers])
    assert found["overlap"].values["share"] < 0.6
    assert found["overlap"].values["reach"] == pytest.approx(offers[0].on_target["ID"])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"engagements": None}, "engagement_estimated"),
        ({"engagements": seen(500, 3)}, "few_posts"),
        ({"prices": {}}, "price_estimated"),
        ({"audience_countries": shares(ID=0.1, MY=0.9)}, "audience_elsewhere"),
        ({}, "audience_unknown"),
        ({"credibility": share(0.3)}, "doubtful_audience"),
        ({"reach": seen(900_000, 30)}, "reach_cut_to_audience"),
        (
            {"engagements": seen(500, 30, Provenance("measured", "old list", DAY - timedelta(days=800)))},
            "old_data",
        ),
        ({"country": "AR"}, "audience_unknown"),
    ],
)
def test_what_is_weak_or_unknown_is_said(fields, code):
    plain = {"engagements": seen(500, 30), "prices": {"instagram_post": price(1_000_000)}}
    offers = offers_of([make_profile(**plain | fields), *pool()])
    assert explain(offers[0], offers)[code].kind == "against"


def test_the_niche_is_a_reason_only_where_one_was_asked():
    profile = make_profile(niches={"skincare": 0.9, "comedy": 0.1})
    offers = offers_of([profile, *pool()], niches=("beauty",))
    assert explain(offers[0], offers, niches=True)["niche_fit"].values["relevance"] == pytest.approx(0.9)
    assert "niche_fit" not in explain(offers[0], offers)


def test_what_would_have_been_taken_instead_is_named():
    offers = offers_of(pool())
    found = explain(offers[0], offers, swap=Swap(offers[0].id, offers[5].id, 0.02))
    assert found["alternative"].values == {"id": offers[5].id, "name": offers[5].facts.name, "loss": 0.02}
    assert explain(offers[0], offers, swap=Swap(offers[0].id, "", 0.1))["no_alternative"].values == {
        "loss": 0.1
    }


def test_percentiles_agree_with_counting():
    offers = offers_of(pool(60))
    peers = Peers(offers, cost_per_engagement)
    for offer in offers:
        others = [o for o in offers if o.tier == offer.tier and o.id != offer.id]
        lower = sum(cost_per_engagement(o) < cost_per_engagement(offer) for o in others)
        standing = peers.standing(offer)
        assert standing.percentile == pytest.approx(lower / len(others))
        assert standing.peers == len(others)


def test_few_peers_make_no_percentile():
    offers = offers_of(pool(4))
    assert Peers(offers, cost_per_engagement).standing(offers[0]) is None


@pytest.mark.parametrize("seed", range(5))
def test_swaps_agree_with_trying_everything(seed):
    offers = offers_of(pool(14, seed))
    problem = problem_of(offers, influencers=(2, 4), max_share_per_influencer=0.7)
    ids = [offer.id for offer in offers]
    chosen = max(
        (
            set_
            for size in (2, 3)
            for set_ in combinations(ids, size)
            if not evaluate(problem, set_, BEST).violated
        ),
        key=lambda set_: evaluate(problem, set_, BEST).objective,
    )
    total = evaluate(problem, chosen, BEST).objective
    for leaves, swap in best_swaps(problem, chosen, BEST, {name: name for name in ids}).items():
        rest = [name for name in chosen if name != leaves]
        tiers = {offer.id: offer.tier for offer in offers}
        options = {
            name: judged.objective
            for name in ids
            if name not in chosen
            and tiers[name] == tiers[leaves]
            and not (judged := evaluate(problem, [*rest, name], BEST)).violated
        }
        best = max(options.values(), default=evaluate(problem, rest, BEST).objective)
        assert swap.loss == pytest.approx(1 - best / total)
        assert swap.enters == (max(options, key=options.get) if options else "")


def test_another_package_of_the_same_profile_is_nobody_instead():
    offers = offers_of(pool(8))
    problem = problem_of(offers)
    mine = problem.offers[0]
    bundle = replace(mine, id=f"{mine.id}:1", engagements=mine.engagements * 1.01)
    wider = replace(problem, offers=(*problem.offers, bundle))
    profile_of = {offer.id: offer.id.partition(":")[0] for offer in wider.offers}
    swap = best_swaps(wider, [mine.id], BEST, profile_of)[mine.id]
    assert swap.enters not in ("", bundle.id)


def test_reasons_read_the_brief_of_the_day():
    offers = offers_of([make_profile(engagements=seen(500, 30)), *pool()])
    assert "fresh_data" in explain(offers[0], offers)
    assert "fresh_data" not in explain(offers[0], offers, as_of=DAY + timedelta(days=100))
