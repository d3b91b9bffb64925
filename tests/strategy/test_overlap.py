"""Overlaps: the fit finds what made the audience, ranges hold, tables are reproduced."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.strategy.measuring.audiences import audience
from campaigns.strategy.measuring.reach import figures
from campaigns.strategy.reach.band import assumed_reach, fitted_reach, level_of, plain_sum, tabled_reach
from campaigns.strategy.reach.duplication import unique_reach
from campaigns.strategy.reach.kappa_grid import KappaGrid
from campaigns.strategy.reach.overlap import Pair, fit_kappas, log_reach, with_kappas
from campaigns.strategy.records import Offer, Segment

PEOPLE = 1e6


def offers(*reaches, niches="ab"):
    return [
        Offer(str(at), str(at), "micro", "instagram", niches[at % len(niches)], 1, {"ID": float(reach)}, 0.0)
        for at, reach in enumerate(reaches)
    ]


def made_pairs(chosen, kappa, kappa_niche):
    """Every pair, with exactly the overlap that the nested model has."""
    known = {"ID": Segment(PEOPLE, kappa, kappa_niche)}
    return [
        Pair(a.id, b.id, plain_sum([a, b]) - unique_reach(known, [a, b])) for a, b in combinations(chosen, 2)
    ]


SOME = offers(*np.geomspace(3_000, 200_000, 10))
BY_ID = {offer.id: offer for offer in SOME}
ASKED = {"ID": Segment(PEOPLE)}


@pytest.mark.parametrize("kappas", [(2.0, 0.5), (0.8, 0.2), (5.0, 3.0)])
def test_the_fit_finds_the_kappas_that_made_the_overlaps(kappas):
    fit = fit_kappas(ASKED, BY_ID, made_pairs(SOME, *kappas))
    assert (fit.kappa, fit.kappa_niche) == pytest.approx(kappas, rel=0.2)
    truth = unique_reach({"ID": Segment(PEOPLE, *kappas)}, SOME)
    found = fitted_reach(fit, ASKED, SOME)
    assert found.people == pytest.approx(truth, rel=0.01)
    assert found.low < truth < found.high


def test_more_pairs_leave_a_narrower_range():
    pairs = made_pairs(SOME, 2.0, 0.5)
    ranges = [fitted_reach(fit_kappas(ASKED, BY_ID, pairs[:n]), ASKED, SOME) for n in (2, 10, 45)]
    widths = [(found.high - found.low) / found.people for found in ranges]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.8 * widths[0]


def test_the_grid_agrees_with_the_model_that_is_shown():
    grid = KappaGrid.over(np.array([0.7, 4.0]), np.array([0.1, 1.0, 20.0]))
    shares = np.array([offer.reach["ID"] / PEOPLE for offer in SOME])
    exposures = grid.exposures(shares)
    found = PEOPLE * grid.reached(exposures, [offer.niche for offer in SOME])
    first, second = exposures[:, :-1], exposures[:, 1:]
    alike = np.array([a.niche == b.niche for a, b in pairwise(SOME)])
    overlaps = PEOPLE * grid.overlaps(first, second, alike)
    for point, kappas in enumerate(zip(grid.kappa, grid.kappa_niche, strict=True)):
        known = {"ID": Segment(PEOPLE, *map(float, kappas))}
        assert found[point] == pytest.approx(unique_reach(known, SOME), rel=1e-3)
        exact = [plain_sum([a, b]) - unique_reach(known, [a, b]) for a, b in pairwise(SOME)]
        assert overlaps[point] == pytest.approx(exact, rel=5e-3)


def test_the_weights_are_a_distribution_and_reach_is_one_number_a_point():
    fit = fit_kappas(ASKED, BY_ID, made_pairs(SOME, 1.0, 0.5))
    assert fit.weight.sum() == pytest.approx(1)
    assert log_reach(fit, ASKED, SOME).shape == fit.weight.shape


def test_segments_with_their_own_kappa_keep_it():
    kept = with_kappas({"ID": Segment(5.0, 1.0), "MY": Segment(6.0)}, 2.0, 3.0)
    assert kept == {"ID": Segment(5.0, 1.0), "MY": Segment(6.0, 2.0, 3.0)}


def test_a_segment_with_its_own_kappa_takes_its_part_of_a_pair():
    """What the known segment explains is not explained again by the one that is fitted."""
    both = [Offer(i, i, "micro", "tiktok", "a", 1, {"ID": 5e4, "MY": 5e4}, 0.0) for i in "ab"]
    known = {"ID": Segment(PEOPLE, 1.0, 0.3), "MY": Segment(PEOPLE, 0.6)}
    people = plain_sum(both) - unique_reach(known, both)
    asked = {"ID": Segment(PEOPLE), "MY": known["MY"]}
    fit = fit_kappas(asked, {offer.id: offer for offer in both}, [Pair("a", "b", people)])
    assert fitted_reach(fit, asked, both).people == pytest.approx(unique_reach(known, both), rel=0.02)


@settings(deadline=None, max_examples=25)
@given(
    reaches=st.lists(st.floats(1.0, 3e5), min_size=1, max_size=6),
    shares=st.lists(st.floats(0.0, 1.0), min_size=15, max_size=15),
)
def test_every_range_stays_between_the_largest_single_and_the_plain_sum(reaches, shares):
    chosen = offers(*reaches)
    pairs = [
        Pair(a.id, b.id, share * min(a.reach["ID"], b.reach["ID"]))
        for (a, b), share in zip(combinations(chosen, 2), shares, strict=False)
    ]
    found = [assumed_reach({"ID": Segment(PEOPLE, 1.5, 0.6)}, chosen), tabled_reach(ASKED, chosen, pairs)]
    if pairs:
        found.append(fitted_reach(fit_kappas(ASKED, {o.id: o for o in chosen}, pairs), ASKED, chosen))
    for each in found:
        assert max(reaches) * (1 - 1e-6) <= each.low <= each.people * (1 + 1e-6)
        assert each.people <= each.high * (1 + 1e-6) <= sum(reaches) * (1 + 2e-6)


def test_a_table_of_pairs_is_reproduced():
    pairs = made_pairs(SOME[:2], 1.0, 0.2)
    assert tabled_reach(ASKED, SOME[:2], pairs).people == pytest.approx(
        plain_sum(SOME[:2]) - pairs[0].people, rel=1e-6
    )


def test_less_overlap_than_at_random_counts_too():
    apart = [Pair(a.id, b.id, 0.0) for a, b in combinations(SOME, 2)]
    assert tabled_reach(ASKED, SOME, apart).people == pytest.approx(plain_sum(SOME))


def test_the_level_says_what_is_known():
    pairs = [Pair("a", "b", 1.0), Pair("c", "b", 1.0)]
    assert [level_of(ids, pairs) for ids in (("a", "b"), ("b", "a", "c"), ("d",))] == [
        "table",
        "pairs",
        "pairs",
    ]
    assert level_of(("a", "b"), []) == "none"


@pytest.fixture(scope="module")
def measured():
    return figures(1)


@pytest.mark.parametrize(("family", "largest"), [("gamma", 0.02), ("classes", 0.04), ("factor", 0.04)])
def test_thirty_pairs_are_enough_on_simulated_audiences(measured, family, largest):
    assert measured[f"reach_pairs_{family}_error"] < largest
    assert measured[f"reach_pairs_{family}_holds"] >= 0.6


def test_more_knowledge_makes_smaller_errors(measured):
    assert measured["reach_matched_error"] < measured["reach_pairs_error"] < measured["reach_random_error"]
    assert measured["reach_table_error"] < 0.03
    assert 0.7 <= measured["reach_pairs_holds"] <= 0.95


def test_audiences_are_the_same_for_the_same_seed():
    one, again = audience("power", 3), audience("power", 3)
    assert (one.reached == again.reached).all()
    assert one.once(np.array([0, 1])) == one.single(0) + one.single(1) - one.both(0, 1)
