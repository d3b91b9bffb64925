"""The playbook's default split for each goal, as the installation's benchmarks have it."""

from dataclasses import dataclass

from campaigns.models import Goal
from influencers.models import Benchmark

METRICS = {"playbook_micro_share": "micro", "playbook_micro_low": "low", "playbook_micro_high": "high"}


@dataclass(frozen=True, slots=True)
class Split:
    """Micro's share of the spend, and the range that the playbook offers."""

    goal: Goal
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
    return {
        goal: Split(Goal(goal), **figures) for goal, figures in found.items() if len(figures) == len(METRICS)
    }
