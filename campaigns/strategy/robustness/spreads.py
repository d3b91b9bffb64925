"""Ranges of a shortlist's totals: P10, P50 and P90 of joint draws around the totals that are shown."""

from collections.abc import Mapping, Sequence

import numpy as np

from campaigns.strategy.forecasting.ranges import Range
from campaigns.strategy.reach.flat import Floats
from campaigns.strategy.robustness.drawn import ReachEntries
from campaigns.strategy.robustness.draws import Law, Uncertainty, draw
from campaigns.strategy.totals import Totals

Ranges = Mapping[str, Range | None]


def ranges(
    reached: ReachEntries, relevant: Floats, laws: Sequence[Law], shown: Totals, chance: Uncertainty
) -> Ranges:
    """P10, P50 and P90 of the totals over the joint draws of the chosen offers.

    `mean` is the total as shown, from expected values. For sums of measured offers it is the mean of the
    draws; the expected value of an unmeasured one is taken with less spread (`unmeasured_sigma_cap`). Reach
    counted once saturates and a cost per result divides by chance, so their draws lie on average a little
    beside it. The cost is fixed. Reach counted once stays between the largest single offer and the plain sum,
    and never is more than the people that there are.
    """
    found = draw(laws, chance, chance.draws)
    gross = found.reach @ np.array([law.reach.mean for law in laws])
    engagements = found.engagements @ np.array([law.engagements.mean for law in laws])
    single = reached.singly(found.reach)
    counted = reached.together(found.reach) * found.overlap
    most = np.minimum(single.sum(axis=1), reached.model.population.sum())
    reach = np.clip(counted, single.max(axis=1, initial=0.0), most)
    return {
        "reach": _range(shown.reach, reach),
        "engagements": _range(shown.engagements, engagements),
        "relevant": _range(shown.relevant, found.engagements @ relevant),
        "gross_reach": _range(shown.gross_reach, gross),
        "cpm": _price(shown.cpm, 1000 * shown.cost, gross),
        "cpm_unique": _price(shown.cpm_unique, 1000 * shown.cost, reach),
        "cpe": _price(shown.cpe, shown.cost, engagements),
    }


def _range(mean: float, drawn: Floats) -> Range:
    return Range(mean, *np.quantile(drawn, [0.1, 0.5, 0.9]).tolist())


def _price(mean: float | None, cost: int, drawn: Floats) -> Range | None:
    """What a result costs; None where a tenth of the draws or more have no result to divide by."""
    if mean is None or np.quantile(drawn, 0.1) <= 0:
        return None
    return _range(mean, cost / np.maximum(drawn, 1e-9))
