"""Where each campaign stands, and what comes next for it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace

from django.db.models import Max, QuerySet, TextChoices, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Plan, Recommendation, RecommendationState
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
class Outcome:
    """What the newest plan comes to, or the newest recommendation where no plan is saved.

    `micro` is a share of the spend, `playbook` what the playbook made it; `reach` people, each counted once;
    `discs` those of the wide spend field.
    """

    is_plan: bool
    spend: int
    people: int
    micro: float
    playbook: float
    reach: float
    discs: list[SimpleNamespace]


@dataclass(frozen=True, slots=True)
class Standing:
    campaign: Campaign
    step: Step
    outcome: Outcome | None = None

    def needs_somebody(self, today: dt.date) -> bool:
        return self.step not in (Step.PLANNED, Step.COMPUTING) and self.campaign.ends_on >= today


def standings(campaigns: Iterable[Campaign]) -> list[Standing]:
    """The standing of every campaign fetched `with_standing`; four queries more."""
    campaigns = list(campaigns)
    prefetch_related_objects(campaigns, "niches", "pins")
    outcomes = _recommended(campaigns) | _planned(campaigns)
    return [Standing(campaign, step_of(campaign), outcomes.get(campaign.pk)) for campaign in campaigns]


def at_step(campaigns: QuerySet[Campaign], step: str) -> list[Campaign]:
    """Those of the campaigns fetched `with_standing` that wait for this step; two queries more."""
    found = list(campaigns.prefetch_related("niches", "pins"))
    return [campaign for campaign in found if step_of(campaign) == step]


def step_of(campaign: Campaign) -> Step:
    """The step of a campaign fetched `with_standing`."""
    if campaign.recommendation_state in UNFINISHED:
        return Step.COMPUTING
    newest = max(filter(None, (campaign.recommendation_asked_at, campaign.plan_saved_at)), default=None)
    if newest is None:
        return Step.ASK
    # A new name changes no answer; for dates see `fingerprint`.
    if campaign.updated_at > newest and campaign.recommendation_fingerprint != fingerprint(campaign):
        return Step.OUTDATED
    if campaign.plan_pk:
        return Step.PLANNED
    return Step.FAILED if campaign.recommendation_state == RecommendationState.FAILED else Step.SAVE


def _planned(campaigns: list[Campaign]) -> dict[int, Outcome]:
    newest = Plan.objects.filter(pk__in=[campaign.plan_pk for campaign in campaigns])
    return outcomes(newest, key="campaign", is_plan=True)


def _recommended(campaigns: list[Campaign]) -> dict[int, Outcome]:
    unplanned = [campaign.pk for campaign in campaigns if not campaign.plan_pk]
    done = Recommendation.objects.done().filter(campaign__in=unplanned).order_by()
    newest = done.values("campaign").annotate(newest=Max("pk")).values("newest")
    return outcomes(Recommendation.objects.filter(pk__in=newest), key="campaign", is_plan=False)


def outcomes(rows: QuerySet, *, key: str, is_plan: bool) -> dict[int, Outcome]:
    """What plans or recommendations come to, by `key`; what is no shortlist is left out. One query, without
    the long part of the answers."""
    parts = (key, "answer__mix", "answer__totals", "answer__pictures__wide", "answer__playbook__micro")
    return {
        found: Outcome(
            is_plan=is_plan,
            spend=totals["cost"],
            people=totals["people"],
            micro=mix[Tier.MICRO]["share"],
            playbook=playbook,
            reach=totals["reach"],
            discs=[SimpleNamespace(**disc) for disc in discs],
        )
        for found, mix, totals, discs, playbook in rows.values_list(*parts)
        if mix and totals and discs is not None
    }
