"""Saving what the page shows as a version of the plan."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from campaigns.models import Campaign, Plan, PlanLine, Recommendation


@transaction.atomic
def save_plan(*, campaign: Campaign, recommendation: Recommendation, user: User, note: str) -> Plan:
    """The next version, frozen as computed; saving the same recommendation twice gives the same version."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    if saved := campaign.plans.filter(recommendation=recommendation).first():
        return saved
    newest = campaign.plans.aggregate(newest=Max("version"))["newest"] or 0
    plan = campaign.plans.create(
        version=newest + 1,
        note=note,
        recommendation=recommendation,
        answer=recommendation.answer,
        created_by=user,
    )
    PlanLine.objects.bulk_create([_line(plan, line) for line in plan.answer["lines"]])
    return plan


def _line(plan: Plan, line: dict[str, Any]) -> PlanLine:
    return PlanLine(
        plan=plan,
        profile_id=line["profile"],
        position=line["position"],
        tier=line["tier"],
        cost=line["cost"]["amount"],
        reach=line["reach"]["mean"],
        engagements=line["engagements"]["mean"],
    )
