"""What a page says of two shortlists: who came, who went, and by how much the totals differ."""

from campaigns.reporting.changes import changes


def answer(*profiles, cost=100, reach=1_000.4, relevant=50.0, micro=0.5, currency="IDR"):
    return {
        "lines": [{"profile": profile, "name": f"Name {profile}"} for profile in profiles],
        "currency": currency,
        "totals": {"cost": cost, "reach": reach, "relevant": relevant},
        "mix": {"micro": {"share": micro}},
    }


def test_it_names_who_came_and_went_and_the_differences():
    found = changes(answer(1, 2), answer(2, 3, cost=90, reach=1_200, relevant=40, micro=0.7))
    assert [line["profile"] for line in found.joined] == [3]
    assert [line["profile"] for line in found.left] == [1]
    assert (found.cost, found.reach, found.relevant) == (-10, 200, -10)
    assert round(found.micro, 6) == 0.2
    assert not found.nothing


def test_the_same_people_at_another_price_are_a_change():
    assert changes(answer(1), answer(1)).nothing
    assert not changes(answer(1), answer(1, cost=101)).nothing


def test_what_is_no_shortlist_is_not_compared():
    assert changes({"lines": []}, answer(1)) is None
    assert changes(answer(1), {"status": "missing_benchmark"}) is None
    assert changes(answer(1), answer(1, currency="USD")) is None
