"""The nested duplication model: its limits, a count of simulated people, and what any model must hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.strategy.objective import evaluate, marginal_reach
from campaigns.strategy.reach import flat, nested
from campaigns.strategy.reach.duplication import duplication_of, unique_reach
from campaigns.strategy.records import BestAlone, Offer, Problem, Segment

KAPPAS = [(0.5, 0.02), (1.5, 0.6), (0.7, 5.0), (1e9, 0.6), (30.0, 1e9), (1e9, 1e9)]
EXPOSURES = st.lists(st.floats(0, 20), min_size=3, max_size=3).map(np.array)
few = settings(deadline=None, max_examples=40)


def an_offer(name, niche, **reach):
    return Offer(name, name, "micro", "instagram", niche, 10, reach, 5.0)


@pytest.mark.parametrize("between", [0.5, 1.5, 40.0, 1e9])
def test_the_nodes_have_the_moments_of_the_gamma_distribution(between):
    theta, weights = nested.nodes(between)
    assert (theta > 0).all()
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1, abs=1e-12)
    assert weights @ theta == pytest.approx(1, abs=1e-12)
    assert weights @ (theta - 1) ** 2 == pytest.approx(1 / between, rel=1e-9, abs=1e-15)


def test_without_overdispersion_it_is_random_duplication():
    x = np.array([[0.1, 0.4, 0.0], [2.0, 0.5, 1.0]])
    assert nested.covered(x, 1e8, 1e8) == pytest.approx(-np.expm1(-x.sum(axis=1)), rel=1e-6)


def test_one_niche_whose_people_differ_in_it_alone_is_the_flat_model():
    x = np.geomspace(1e-6, 1e3, 40)
    kappa = np.array(0.6)
    assert nested.covered(x[:, None], 1e9, 0.6) == pytest.approx(flat.covered(x, kappa), rel=1e-6)
    assert nested.exposure(flat.covered(x, kappa), 1e9, 0.6) == pytest.approx(x, rel=1e-5)


def test_it_counts_what_a_simulated_crowd_counts():
    """Everyone draws a propensity, one for each niche on top, and then meets the offers at random."""
    rng = np.random.default_rng(3)
    crowd, between, within = 400_000, 1.5, 0.6
    x = np.array([0.5, 0.15, 0.9])
    theta = rng.gamma(between, 1 / between, crowd)
    taste = rng.gamma(within, 1 / within, (crowd, 3))
    meetings = rng.poisson(theta[:, None] * taste * x)
    counted = (meetings.sum(axis=1) > 0).mean()
    assert nested.covered(x, between, within) == pytest.approx(counted, abs=4 * 0.5 / np.sqrt(crowd))


@pytest.mark.parametrize(("between", "within"), KAPPAS)
def test_a_single_reach_is_reproduced(between, within):
    fraction = np.concatenate(([0.0], 10.0 ** np.arange(-15, 0, 0.5), [0.3, 0.5, 0.6]))
    t = nested.exposure(fraction, between, within)
    assert t[0] == 0
    assert nested.covered(t[:, None], between, within) == pytest.approx(fraction, rel=1e-13, abs=0)


@few
@given(x=EXPOSURES, y=EXPOSURES, share=st.floats(0, 1), kappas=st.sampled_from(KAPPAS))
def test_it_rises_and_is_concave(x, y, share, kappas):
    low, high, between = nested.covered(np.stack([x, y, share * x + (1 - share) * y]), *kappas)
    assert between >= share * low + (1 - share) * high - 1e-12
    assert nested.covered(x + y, *kappas) >= max(low, high) - 1e-12
    assert high <= low + nested.gradient(x, *kappas) @ (y - x) + 1e-9


@few
@given(x=EXPOSURES, kappas=st.sampled_from(KAPPAS[1:]))
def test_the_gradient_is_the_slope(x, kappas):
    step = 1e-5 * np.eye(3)
    seen = (nested.covered(x + 2e-5 + step, *kappas) - nested.covered(x + 2e-5 - step, *kappas)) / 2e-5
    assert nested.gradient(x + 2e-5, *kappas) == pytest.approx(seen, rel=1e-3, abs=1e-7)


def test_rows_in_chunks_are_rows_one_by_one():
    x = np.random.default_rng(0).uniform(0, 2, (7, 900, 3))
    whole = nested.covered(x, 1.5, 0.6)
    assert whole.shape == (7, 900)
    assert whole[6, 899] == pytest.approx(float(nested.covered(x[6, 899], 1.5, 0.6)), rel=1e-14)


def test_offers_of_one_niche_share_more_people_than_offers_of_two():
    segments = {"ID": Segment(1_000, 1.5, 0.6)}
    a = an_offer("a", "food", ID=300)
    same, other = an_offer("b", "food", ID=300), an_offer("b", "beauty", ID=300)
    assert unique_reach(segments, [a]) == pytest.approx(300)
    assert unique_reach(segments, [a, same]) < unique_reach(segments, [a, other]) < 1_000 * (1 - 0.7**2)


def test_flat_and_nested_segments_stand_beside_each_other():
    segments = {"ID": Segment(1_000, 1.5, 0.6), "MY": Segment(500), "TH": Segment(100, 1.5, 0.6)}
    offers = (
        an_offer("a", "food", ID=300, MY=100),
        an_offer("b", "beauty", ID=200),
        an_offer("c", "food", MY=50),
    )
    model = duplication_of(segments, offers)
    assert list(model.names) == [("ID", "beauty"), ("ID", "food"), ("MY", "")]
    at_random = 500 * (1 - 0.8 * 0.9)
    in_id = unique_reach(
        {"ID": segments["ID"]}, [an_offer("a", "food", ID=300), an_offer("b", "beauty", ID=200)]
    )
    assert unique_reach(segments, offers) == pytest.approx(in_id + at_random)
    problem = Problem(100, 0.5, segments, offers)
    assert evaluate(problem, ["a", "b", "c"], BestAlone(1, 1)).reach == pytest.approx(in_id + at_random)
    added = marginal_reach(problem, ["a", "b", "c"])
    assert added["c"] == pytest.approx(at_random - 100)


@few
@given(seed=st.integers(0, 1_000), kappas=st.sampled_from(KAPPAS))
def test_one_more_offer_at_many_shortlists_is_each_by_itself(seed, kappas):
    rng = np.random.default_rng(seed)
    segments = {"ID": Segment(1_000, *kappas), "MY": Segment(500, 1.5), "TH": Segment(900, *kappas)}
    niches = ["food", "beauty", "travel"]
    offers = [
        an_offer(f"{i}", niches[rng.integers(3)], **{s: 200 * float(rng.random()) for s in segments})
        for i in range(9)
    ]
    model = duplication_of(segments | {"SG": Segment(70, *kappas)}, offers)
    table = model.table(offers)
    without = np.maximum(
        table[:5].sum(axis=0) - np.concatenate((np.zeros((1, table.shape[1])), table[:3])), 0
    )
    found = model.covered_with(without, table[5:])
    assert found == pytest.approx(model.covered(without[:, None] + table[5:]), rel=1e-12)
