"""The playbook: a default split of spend by goal, to start from and to hold the computed mix against.

No source gives a rule from goal to split; the numbers are marked as assumptions in the benchmarks.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.goals import AWARENESS_WEIGHT, at_weight
from campaigns.strategy.benchmarks import Benchmarks
from campaigns.strategy.costs.pricing import Pricing
from campaigns.strategy.facts import Brief, Provenance
from campaigns.strategy.forecasting.audience import ALL_PLATFORMS

# Sizes in the middle of each tier, in logs, at which the playbook prices a person when there are no
# candidates.
TYPICAL_FOLLOWERS = {"micro": 10_000, "macro": 316_000}
SMALLEST_MACRO = 100_001


@dataclass(frozen=True, slots=True)
class Playbook:
    """The default micro share of the spend for a goal, and the range that is offered around it."""

    micro: float
    low: float
    high: float
    provenance: Provenance

    @property
    def shares(self) -> Mapping[str, float]:
        return {"micro": self.micro, "macro": 1.0 - self.micro}


@dataclass(frozen=True, slots=True)
class PlaybookTier:
    """What the playbook puts into a tier: money, and about how many people it pays for at a typical fee.

    Without an exchange rate to the campaign's currency nobody knows the fee: people and typical cost are 0.
    """

    cost: int
    people: int
    typical_cost: int


@dataclass(frozen=True, slots=True)
class PlaybookMix:
    """The playbook's answer for a budget. `macro_too_dear`: the macro share bought less than one macro fee,
    so
    everything goes to micro; `smallest_macro` is that fee, handling included."""

    playbook: Playbook
    tiers: Mapping[str, PlaybookTier]
    macro_too_dear: bool
    smallest_macro: int

    @property
    def micro(self) -> float:
        """The micro share that the playbook comes to for this budget."""
        return 1.0 if self.macro_too_dear else self.playbook.micro


def default_split(awareness_weight: float, benchmarks: Benchmarks) -> Playbook:
    """The default for a goal's weight (0.85 awareness, 0.5 balanced, 0.15 engagement), linear between, flat
    beyond."""

    def at(metric: str) -> float:
        values = {goal: benchmarks.value(metric, group=goal) for goal in AWARENESS_WEIGHT}
        return at_weight(awareness_weight, values)

    nearest = min(AWARENESS_WEIGHT, key=lambda goal: abs(AWARENESS_WEIGHT[goal] - awareness_weight))
    origin = benchmarks.row("playbook_micro_share", group=nearest).provenance
    return Playbook(at("playbook_micro_share"), at("playbook_micro_low"), at("playbook_micro_high"), origin)


def playbook_mix(
    awareness_weight: float,
    budget: int,
    brief: Brief,
    benchmarks: Benchmarks,
    cheapest_macro: int | None = None,
) -> PlaybookMix:
    """The playbook's split of a budget. `cheapest_macro` is the all-in cost of the cheapest macro
    candidate; without candidates the fee benchmark of the smallest macro profile stands in. All-micro where
    the macro share does not buy even that one.
    """
    playbook = default_split(awareness_weight, benchmarks)
    smallest = cheapest_macro or _typical_cost(SMALLEST_MACRO, brief, benchmarks)
    too_dear = budget * (1.0 - playbook.micro) < smallest
    share = 1.0 if too_dear else playbook.micro
    costs = {"micro": round(budget * share), "macro": budget - round(budget * share)}
    tiers = {tier: _tier(tier, cost, brief, benchmarks) for tier, cost in costs.items()}
    return PlaybookMix(playbook, tiers, too_dear, smallest)


def _tier(tier: str, cost: int, brief: Brief, benchmarks: Benchmarks) -> PlaybookTier:
    typical = _typical_cost(TYPICAL_FOLLOWERS[tier], brief, benchmarks)
    return PlaybookTier(cost, cost // typical if typical else 0, typical)


def _typical_cost(followers: int, brief: Brief, benchmarks: Benchmarks) -> int:
    """All-in cost of a mean fee on the cheapest chosen platform; 0 without exchange rate."""
    pricing = Pricing(brief, benchmarks)
    found = [pricing.typical(platform, followers) for platform in brief.platforms or ALL_PLATFORMS]
    return min((cost.total for cost in found if cost), default=0)
