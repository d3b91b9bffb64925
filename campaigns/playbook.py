"""The playbook's default split, for a goal and for a brief's own weight, from the benchmarks."""

from dataclasses import dataclass

from campaigns.goals import at_weight
from campaigns.models import Goal
from influencers.models import Benchmark

METRICS = {"playbook_micro_share": "micro", "playbook_micro_low": "low", "playbook_micro_high": "high"}


@dataclass(frozen=True, slots=True)
class Split:
    """Micro's share of the spend, and the range that the playbook offers."""

    micro: float
    low: float
    high: float

    @property
    def macro(self) -> float:
        return 1 - self.micro


def splits() -> dict[str, Split]:
    """The split of every goal that has all three figures; one query."""
    found: dict[str, dict[str, float]] = {goal: {} for goal in Goal.values}
    rows = Benchmark.objects.filter(metric__in=METRICS, group__in=Goal.values)
    for metric, group, value in rows.values_list("metric", "group", "value"):
        found[group][METRICS[metric]] = value
    return {goal: Split(**figures) for goal, figures in found.items() if len(figures) == len(METRICS)}


def split_at(awareness_weight: float) -> Split | None:
    """The split for a weight, as the recommendation takes it; None unless every goal has one. One query."""
    by_goal = splits()
    if len(by_goal) < len(Goal):
        return None

    def at(part: str) -> float:
        return at_weight(awareness_weight, {goal: getattr(split, part) for goal, split in by_goal.items()})

    return Split(at("micro"), at("low"), at("high"))
