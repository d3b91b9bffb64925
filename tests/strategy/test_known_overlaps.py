"""Overlaps between candidates decide how the recommendation counts reach, and are said with it."""

from datetime import date
from itertools import combinations

import pytest

from campaigns.strategy.check import check
from campaigns.strategy.contract.problem import solution_to_dict
from campaigns.strategy.facts import KnownOverlap, Provenance
from campaigns.strategy.reach.duplication import unique_reach
from tests.strategy.facts_factory import DAY, make_brief, make_profile, price, seen, shares
from tests.strategy.test_recommend import ask

AUDIT = Provenance("measured", "Audit of July", DAY)
SIZE = 2_000_000


def profiles(count=12):
    """Accounts of two niches, each reaching a fifth of its followers."""
    return [
        make_profile(
            id=f"p{at}",
            followers=90_000 + 1_000 * at,
            niches={"skincare" if at % 2 else "football": 1.0},
            reach=seen(18_000 + 200 * at, 300),
            engagements=seen(1_000, 300),
            audience_countries=shares(ID=1.0),
            prices={"instagram_post": price(5_000_000 + 1_000 * at)},
        )
        for at in range(count)
    ]


def overlaps(pool, share, *, origin=AUDIT):
    """Every pair has this share of the smaller one's followers in common."""
    return [
        KnownOverlap(a.id, b.id, share * min(a.followers, b.followers), origin)
        for a, b in combinations(pool, 2)
    ]


def asked(pool, known):
    return ask(pool, brief=make_brief(size=SIZE), budget=40_000_000, overlaps=known)


def test_without_overlaps_the_range_is_fifteen_percent():
    found = asked(profiles(), [])
    assert found.counted.level == "none"
    assert found.counted.people == pytest.approx(found.totals.reach)
    assert found.counted.low == pytest.approx(0.85 * found.totals.reach)


def test_the_optimiser_counts_the_reach_that_is_shown():
    pool = profiles()
    found = asked(pool, overlaps(pool[:6], 0.4))
    assert found.counted.level == "pairs"
    assert len(found.universe.pairs) == 15
    assert found.counted.people == pytest.approx(found.totals.reach)
    assert found.counted.low < found.totals.reach < found.counted.high
    chosen = [offer for offer in found.problem.offers if offer.id in found.tie_break.chosen]
    assert unique_reach(found.problem.segments, chosen) == pytest.approx(found.totals.reach)
    assert check(found.problem, solution_to_dict(found.solution)) is None


def test_audiences_that_share_more_are_counted_for_less():
    pool = profiles()
    reach = [asked(pool, overlaps(pool, share)).totals.reach for share in (0.02, 0.3, 0.9)]
    assert reach == sorted(reach, reverse=True)


def test_a_full_table_of_the_shortlist_leaves_a_narrower_range():
    pool = profiles()
    some, whole = asked(pool, overlaps(pool[:3], 0.4)).counted, asked(pool, overlaps(pool, 0.4)).counted
    assert (some.level, whole.level) == ("pairs", "table")
    assert whole.high - whole.low < some.high - some.low


def test_an_overlap_reaches_as_many_of_the_common_followers_as_of_all():
    """20 % of either reached, so 4 % of those who follow both."""
    pool = profiles(2)
    found = asked(pool, [KnownOverlap("p0", "p1", 30_000.0, AUDIT)])
    on_target = [chosen.forecast.authenticity for chosen in found.chosen]
    reached = [chosen.forecast.reach.mean / chosen.forecast.facts.followers for chosen in found.chosen]
    assert found.universe.pairs[0].people == pytest.approx(
        30_000 * reached[0] * reached[1] * (on_target[0] * on_target[1]) ** 0.5
    )


def test_nobody_shares_more_people_than_the_smaller_reaches():
    pool = profiles(2)
    [pair] = asked(pool, [KnownOverlap("p0", "p1", 1e9, AUDIT)]).universe.pairs
    assert pair.people == pytest.approx(min(map(sum_on_target, asked(pool, []).chosen)))


def sum_on_target(chosen):
    return sum(chosen.forecast.on_target.values())


def test_overlaps_of_profiles_that_make_no_offer_say_nothing():
    pool = [*profiles(), make_profile(id="unknown", followers=None)]
    known = [KnownOverlap("p0", other, 10.0, AUDIT) for other in ("unknown", "elsewhere")]
    found = asked(pool, known)
    assert (found.universe.fit, found.counted.level) == (None, "none")


def test_the_kappas_name_the_audits_and_the_newest_day():
    pool = profiles()
    old = Provenance("measured", "Audit of May", date(2026, 5, 1))
    known = overlaps(pool[:2], 0.3, origin=old) + overlaps(pool[2:4], 0.3)
    origin = asked(pool, known).universe.kappa_provenance
    assert (origin.kind, origin.source, origin.as_of) == ("measured", "Audit of July, Audit of May", DAY)
