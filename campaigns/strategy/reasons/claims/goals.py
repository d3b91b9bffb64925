"""Claims about goals: what the whole budget brings on macro alone and on micro alone, from the frontier."""

from collections.abc import Callable, Mapping, Sequence

from campaigns.strategy.forecasting.forecast import OfferForecast
from campaigns.strategy.reasons.claims.claim import Claim, Verdict, share_measured
from campaigns.strategy.reasons.explain import Value
from campaigns.strategy.records import FrontierPoint

ALONE = 0.05  # what a must-have of the other tier may take of the spend
CLOSE = 0.05  # results this near, as a share, do not tell the tiers apart (assumed)


def macro_best_for_awareness(pool: Sequence[OfferForecast], points: Sequence[FrontierPoint]) -> Claim:
    """Whether macro alone reaches more people of the target, each counted once, than micro alone."""
    return _judged(
        "macro_best_for_awareness", "macro", lambda point: point.reach, points, _known(pool, "reach")
    )


def micro_best_for_engagement(pool: Sequence[OfferForecast], points: Sequence[FrontierPoint]) -> Claim:
    """Whether micro alone brings more relevant engagements than macro alone."""
    known = _known(pool, "engagements")
    return _judged("micro_best_for_engagement", "micro", lambda point: point.engagements, points, known)


def _known(pool: Sequence[OfferForecast], figure: str) -> dict[str, float]:
    """Shares of the pool whose result and whose price somebody knows."""
    return {"measured": share_measured(pool, figure), "priced": share_measured(pool, "fee")}


def _judged(
    code: str,
    claimed: str,
    figure: Callable[[FrontierPoint], float],
    points: Sequence[FrontierPoint],
    known: Mapping[str, float],
) -> Claim:
    """The ends of the frontier against each other; `best` at `best_share` on micro is the highest of all.

    The points were solved for the brief's own weight, so that another weight might squeeze out a little more.
    """
    ends = _ends(points)
    values: dict[str, Value] = {**known, **{tier: figure(point) for tier, point in ends.items()}}
    if len(ends) < 2 or not any(known.values()) or not any(map(figure, ends.values())):
        return Claim(code, "no_data", values)
    best = max(points, key=figure)
    values |= {"best": figure(best), "best_share": best.micro_share}
    micro, macro = figure(ends["micro"]), figure(ends["macro"])
    ahead = (macro - micro if claimed == "macro" else micro - macro) / max(micro, macro)
    return Claim(code, _verdict(ahead), values)


def _verdict(ahead: float) -> Verdict:
    if abs(ahead) <= CLOSE:
        return "too_close"
    return "holds" if ahead > 0 else "does_not_hold"


def _ends(points: Sequence[FrontierPoint]) -> dict[str, FrontierPoint]:
    """The point of micro alone and that of macro alone, where there is such a shortlist."""
    booked = [point for point in points if point.chosen]
    ends = {
        "micro": max(booked, key=lambda point: point.micro_share, default=None),
        "macro": min(booked, key=lambda point: point.micro_share, default=None),
    }
    return {
        tier: point
        for tier, point in ends.items()
        if point and (point.micro_share if tier == "macro" else 1 - point.micro_share) <= ALONE
    }
