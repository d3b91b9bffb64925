"""Asking for a recommendation and computing it outside the request; its row tells how far it is."""

import hashlib
import json
from time import monotonic

from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign, Recommendation, RecommendationState
from campaigns.planning.candidates import blocked_by
from campaigns.planning.costs import overheads_of
from campaigns.strategy.costs.bill import NO_OVERHEADS
from config import background

BRIEF_FIELDS = (
    "goal",
    "awareness_weight",
    "budget",
    "currency",
    "platforms",
    "countries",
    "ages",
    "gender",
    "audience_size",
    "pool",
    "pool_import_id",
    "pool_list_id",
    "people_min",
    "people_max",
    "share_cap",
    "micro_share_min",
    "micro_share_max",
    "platform_shares",
    "credibility_min",
    "known_prices_only",
)


def fingerprint(campaign: Campaign) -> str:
    """Equal for two briefs that ask for the same: a name does not change the answer, nor do dates.

    (Those choose the rates of tax, which `costs.taxes_changed` holds against the ones that an answer keeps.)
    Overheads and the blocklist count where there are some, so that briefs without them keep the answers
    they have.
    """
    facts = {
        **{field: getattr(campaign, field) for field in BRIEF_FIELDS},
        "niches": sorted(niche.slug for niche in campaign.niches.all()),
        "pins": sorted((pin.profile_id, pin.kind) for pin in campaign.pins.all()),
    }
    if (overheads := overheads_of(campaign)) != NO_OVERHEADS:
        facts["overheads"] = str(overheads)
    if blocked := blocked_by(campaign):
        facts["blocked"] = sorted(blocked)
    facts |= _terms(campaign)
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _terms(campaign: Campaign) -> dict[str, object]:
    """Where there are any, so that briefs without them keep the answers they have."""
    asked: dict[str, object] = {
        "usage_rights_days": campaign.usage_rights_days,
        "exclusivity_days": campaign.exclusivity_days,
    }
    if campaign.rival_weeks is not None:
        weeks, (first, last) = campaign.rival_weeks, (campaign.starts_on, campaign.ends_on)
        asked["rivals"] = [weeks, first.isoformat(), last.isoformat()]
    return {name: value for name, value in asked.items() if value}


def ask(*, campaign: Campaign) -> Recommendation:
    """Queue a computation, or join the one that is under way: a double click asks once."""
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        unfinished = campaign.recommendations.unfinished().first()
        found = unfinished or campaign.recommendations.create(fingerprint=fingerprint(campaign))
        background.submit(compute, found.pk)
    return found


def resume(recommendation: Recommendation) -> None:
    """Take up again what a process that ended left behind; harmless while it is being computed."""
    if Recommendation.objects.claimable().filter(pk=recommendation.pk).exists():
        background.submit(compute, recommendation.pk)


def compute(pk: int) -> None:
    """Claim the row, compute, and store the answer or the failure."""
    claimed = (
        Recommendation.objects.claimable()
        .filter(pk=pk)
        .update(state=RecommendationState.RUNNING, touched_at=timezone.now(), progress=0)
    )
    if not claimed:
        return
    from campaigns.planning.answer import answer_for  # loads the solver, which pages do without

    try:
        campaign = Campaign.objects.with_brief().get(recommendations=pk)
        answer = answer_for(campaign, progress=_Progress(pk))
        _finish(pk, state=RecommendationState.DONE, answer=answer, fingerprint=fingerprint(campaign))
    except Exception:
        _finish(pk, state=RecommendationState.FAILED)
        raise


def _finish(pk: int, **fields: object) -> None:
    """An answer that is there stays, should a computation that was given up for dead end after all."""
    unanswered = Recommendation.objects.exclude(state=RecommendationState.DONE)
    unanswered.filter(pk=pk).update(progress=100, touched_at=timezone.now(), **fields)


class _Progress:
    """Writes how far a computation is, at most four times a second."""

    def __init__(self, pk: int) -> None:
        self._pk, self._written = pk, 0.0

    def __call__(self, percent: int, step: str) -> None:
        if monotonic() - self._written < 0.25:
            return
        self._written = monotonic()
        Recommendation.objects.unfinished().filter(pk=self._pk).update(
            progress=min(percent, 99), step=step, touched_at=timezone.now()
        )
