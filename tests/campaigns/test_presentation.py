"""What the page makes of an answer's numbers: never better than they are."""

import pytest

from campaigns.reporting.presentation import most_better, rounded_up


@pytest.mark.parametrize(
    ("share", "shown"), [(0, 0), (1e-12, 0), (0.00001, 0.001), (0.001, 0.001), (0.0049, 0.005), (-1e-9, 0)]
)
def test_a_bound_is_rounded_up_to_a_tenth_of_a_percent(share, shown):
    assert rounded_up(share) == pytest.approx(shown)


@pytest.mark.parametrize("gap", [0, 0.0004, 0.002, 0.03])
@pytest.mark.parametrize("given_up", [0, 0.0031, 0.009])
def test_the_claim_is_the_sum_of_its_parts_and_never_too_small(gap, given_up):
    best = 0.9
    bound, objective = best / (1 - gap), best * (1 - given_up)
    claim = most_better({"gap": gap, "given_up": given_up, "bound": bound, "objective": objective})
    assert objective * (1 + claim) >= bound - 1e-12
    assert claim >= rounded_up(gap) + rounded_up(given_up) - 1e-12


def test_nothing_to_gain_is_proved_to_the_end():
    assert most_better({"gap": 0.0, "given_up": 0.0, "bound": 0.0, "objective": 0.0}) == 0
