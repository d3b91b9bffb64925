"""The saved plans of a campaign side by side: what each comes to, and how it differs from the one before."""

from dataclasses import dataclass
from itertools import zip_longest

from campaigns.models import Campaign, Plan
from campaigns.reporting.changes import Changes, changes
from campaigns.standing import Outcome, outcomes


@dataclass(frozen=True, slots=True)
class Version:
    """`changes` is what differs from the version before; None for the first."""

    plan: Plan
    outcome: Outcome | None
    changes: Changes | None


def versions(campaign: Campaign) -> list[Version]:
    """Newest first; two queries."""
    plans = list(campaign.plans.select_related("created_by"))
    found = outcomes(campaign.plans.all(), key="pk", is_plan=True)
    return [
        Version(plan, found.get(plan.pk), changes(older.answer, plan.answer) if older else None)
        for plan, older in zip_longest(plans, plans[1:])
    ]
