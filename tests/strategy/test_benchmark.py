from campaigns.strategy.measuring import benchmark, comparisons, niches, synthetic


def test_the_figures_are_measured():
    figures = (
        benchmark.size_figures(60, 2) | benchmark.brute_force_figures(8) | comparisons.peer_figures(120, 1)
    )
    assert figures["solved"] > 0
    assert 0 <= figures["gap_median"] <= figures["gap_max"] < 0.05
    assert figures["certified_gap_max"] == figures["gap_max"]
    assert 0 <= figures["big_offers_gap_max"] < 0.2
    assert figures["gap_max"] == max(figures[f"{family}_gap_max"] for family in synthetic.FAMILIES)
    assert figures["density_run"] == figures["celf_run"] == 3
    assert figures["density_infeasible"] + figures["celf_infeasible"] > 0
    assert 0 < figures["peak_memory_mb"] < 300
    assert figures["brute_force_agree"] == figures["brute_force_instances"] == 8
    assert figures["brute_force_bounds_violated"] == figures["brute_force_check_refused"] == 0


def test_the_whole_program_is_measured_beside_the_plan():
    figures = comparisons.monolith_figures(60, 5.0, 1)
    assert figures["monolith_run"] == 3 > figures["monolith_infeasible"]
    assert -0.001 <= figures["monolith_short_least"] <= figures["monolith_short_median"] < 0.01
    assert figures["monolith_seconds_limit"] == 5.0


def test_the_frontier_is_measured_with_the_plan():
    figures = comparisons.frontier_figures(60, 1)
    assert 0 < figures["frontier_seconds_max"] < 20
    # The limits are wall-clock: how good it gets on a quiet machine is for `make bench` to say.
    assert 0 <= figures["frontier_broad_gap_max"] <= figures["frontier_gap_max"] < 0.2


def test_niches_are_measured_beside_the_flat_model():
    figures = niches.figures(60)
    assert figures["nested_c3_refused"] == figures["flat_c3_refused"] == 0
    assert 0 <= figures["nested_c1_gap_median"] <= figures["nested_c1_gap_max"] < 0.05


def test_problems_are_the_same_every_time():
    for family in synthetic.FAMILIES:
        assert synthetic.problem(family, 40, 1) == synthetic.problem(family, 40, 1)
    assert synthetic.small_problem(5) == synthetic.small_problem(5)
