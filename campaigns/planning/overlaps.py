"""Audited overlaps between the candidates: rows to the core, and what became of them back to the answer."""

from datetime import date
from typing import Any

from campaigns.models import Campaign
from campaigns.planning.candidates import pool_of
from campaigns.planning.origins import SOURCE, origin_of
from campaigns.strategy.facts import KnownOverlap
from campaigns.strategy.forecasting.audience import Universe
from campaigns.strategy.reach.band import Reached
from influencers.models import AudienceOverlap
from influencers.models.overlap import people_in_both

COLUMNS = (
    "first_id",
    "second_id",
    "people",
    "share",
    "base",
    "first__followers",
    "second__followers",
    *SOURCE,
    "observed_on",
)


def overlaps_of(campaign: Campaign, *, as_of: date) -> tuple[KnownOverlap, ...]:
    """The newest audit of every two candidates until that day, as followers of both; one query.

    A share becomes people with the profiles' followers of today, and needs both.
    """
    pool = pool_of(campaign).values("pk")
    rows = AudienceOverlap.objects.filter(first__in=pool, second__in=pool, observed_on__lte=as_of)
    found: dict[tuple[int, int], KnownOverlap] = {}
    for a, b, people, share, base, of_a, of_b, name, kind, day in rows.order_by(
        "observed_on", "pk"
    ).values_list(*COLUMNS):
        both = people_in_both(people=people, share=share, base=base, first=of_a, second=of_b)
        if both is not None:
            found[a, b] = KnownOverlap(str(a), str(b), both, origin_of(name, kind, day))
    return tuple(found.values())


def overlap_figures(universe: Universe, counted: Reached | None) -> dict[str, Any]:
    """What the reach counted once rests on: level, audited pairs, kappas and the 80 % range in people."""
    segment = next(iter(universe.segments.values()))
    figures: dict[str, Any] = {
        "kappa": segment.kappa,
        "kappa_niche": segment.kappa_niche,
        "pairs": len(universe.pairs),
    }
    if counted:
        figures |= {"level": counted.level, "low": counted.low, "high": counted.high}
    return figures
