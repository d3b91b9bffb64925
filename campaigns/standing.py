"""Where each campaign stands, and what comes next for it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum, TextChoices, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, PlanLine, RecommendationState
from campaigns.models.recommendation import UNFINISHED
from campaigns.planning.work import fingerprint
from influencers.models import Tier


class Step(TextChoices):
    """What the campaign waits for; the label says where it stands."""

    ASK = "ask", _("No recommendation yet")
    COMPUTING = "computing", _("Being computed")
    FAILED = "failed", _("The computation failed")
    OUTDATED = "outdated", _("The brief changed since the recommendation")
    SAVE = "save", _("Recommended, no plan saved")
    PLANNED = "planned", _("Plan saved")


@dataclass(frozen=True, slots=True)
class Standing:
    """`spend`, `people` and `micro` (share of the spend) are those of the newest plan; None without one."""

    campaign: Campaign
    step: Step
    spend: int | None = None
    people: int | None = None
    micro: float | None = None

    def needs_somebody(self, today: dt.date) -> bool:
        return self.step not in (Step.PLANNED, Step.COMPUTING) and self.campaign.ends_on >= today


def standings(campaigns: Iterable[Campaign]) -> list[Standing]:
    """The standing of every campaign fetched `with_standing`; three queries more."""
    campaigns = list(campaigns)
    prefetch_related_objects(campaigns, "niches", "pins")
    spends = _spends([campaign.plan_pk for campaign in campaigns if campaign.plan_pk])
    return [
        Standing(campaign, step_of(campaign), **spends.get(campaign.plan_pk, {})) for campaign in campaigns
    ]


def step_of(campaign: Campaign) -> Step:
    """The step of a campaign fetched `with_standing`."""
    if campaign.recommendation_state in UNFINISHED:
        return Step.COMPUTING
    newest = max(filter(None, (campaign.recommendation_asked_at, campaign.plan_saved_at)), default=None)
    if newest is None:
        return Step.ASK
    # A new name or other dates change no answer.
    if campaign.updated_at > newest and campaign.recommendation_fingerprint != fingerprint(campaign):
        return Step.OUTDATED
    if campaign.plan_pk:
        return Step.PLANNED
    return Step.FAILED if campaign.recommendation_state == RecommendationState.FAILED else Step.SAVE


def _spends(plans: list[int]) -> dict[int, dict[str, float]]:
    rows = PlanLine.objects.filter(plan__in=plans).values("plan", "tier").order_by()
    tiers: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in rows.annotate(cost=Sum("cost"), people=Count("pk")) if plans else ():
        tiers[row["plan"]][row["tier"]] = (row["cost"], row["people"])
    return {plan: _summary(by_tier) for plan, by_tier in tiers.items()}


def _summary(by_tier: dict[str, tuple[int, int]]) -> dict[str, float]:
    spend = sum(cost for cost, people in by_tier.values())
    micro = by_tier.get(Tier.MICRO, (0, 0))[0]
    return {
        "spend": spend,
        "people": sum(people for cost, people in by_tier.values()),
        "micro": micro / spend if spend else None,
    }
