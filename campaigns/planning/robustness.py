"""How sure an answer is, as plain JSON beside the answer itself."""

from dataclasses import asdict
from typing import Any

from campaigns.strategy.recommendation import Recommendation
from campaigns.strategy.robustness.sureness import Sureness

Part = dict[str, Any]


def robustness(found: Recommendation) -> Part:
    """Ranges of the totals, sureness, flips, what each rule costs and what other budgets bring; nothing
    without a shortlist. Shares are 0 to 1, money in whole units of the currency.
    """
    known = found.robustness
    if known is None:
        return {}
    return {
        "ranges": {name: asdict(figure) if figure else None for name, figure in known.ranges.items()},
        "sureness": _sureness(known.sureness),
        "flips": asdict(known.flips),
        "rule_prices": [asdict(price) for price in known.rule_prices],
        "budgets": [asdict(point) for point in known.budgets],
    }


def _sureness(known: Sureness) -> Part:
    kept = ("draws", "resolves", "seed", "leaning_wins", "opposite")
    regret = {"mean": known.regret_mean, "p90": known.regret_p90}
    return {name: getattr(known, name) for name in kept} | {"regret": regret}
