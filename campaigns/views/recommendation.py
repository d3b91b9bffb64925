"""The recommendation: ask for it, watch it being computed, read it, change it, take it along."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns import briefs
from campaigns.access import campaign_for_member, campaign_for_planner, plans_for
from campaigns.forms.recommendation import AskForm, PinForm, PlanForm
from campaigns.models import Campaign
from campaigns.planning import work
from campaigns.reporting.download import download
from campaigns.reporting.names import STEP
from campaigns.reporting.presentation import present


@require_safe
def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest answer, how far a computation is, or the invitation to ask for one."""
    campaign = campaign_for_member(request.user, pk)
    newest = campaign.recommendations.newest()
    if newest and newest.is_unfinished:
        work.resume(newest)
        newest.refresh_from_db()
    # After the look at the newest, so that one that ends just now is the one that is shown.
    shown = newest if newest and newest.is_done else campaign.recommendations.done().newest()
    context = {
        "campaign": campaign,
        "newest": newest,
        "shown": shown,
        "step": STEP.get(newest.step) if newest else None,
        "page": present(shown.answer, pins=campaign.pins.all()) if shown else None,
        "is_outdated": bool(shown) and shown.fingerprint != work.fingerprint(campaign),
        "may_plan": plans_for(request.user, campaign.brand),
        "plan_form": PlanForm(initial={"recommendation": shown.pk}) if shown else None,
    }
    return render(request, "campaigns/recommendation/page.html", context)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the computation is; tells the page to reload when it has ended."""
    campaign = campaign_for_member(request.user, pk)
    newest = campaign.recommendations.newest()
    if not (newest and newest.is_unfinished):
        return HttpResponse(headers={"HX-Refresh": "true"})
    work.resume(newest)
    context = {"campaign": campaign, "newest": newest, "step": STEP.get(newest.step)}
    return render(request, "campaigns/recommendation/_progress.html", context)


@require_POST
def compute(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the recommendation, with the slider where it was moved to."""
    campaign = campaign_for_planner(request.user, pk)
    form = AskForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The weight is a whole number from 0 to 100."))
        return redirect("campaigns:recommendation", pk)
    if form.cleaned_data["engagement_weight"] is not None:
        briefs.weigh(campaign=campaign, engagement_percent=form.cleaned_data["engagement_weight"])
    return _asked(campaign)


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock an influencer in, rule it out, or lift either; then compute again."""
    campaign = campaign_for_planner(request.user, pk)
    form = PinForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This influencer is no longer in the catalogue. Nothing was changed."))
        return redirect("campaigns:recommendation", pk)
    briefs.pin(campaign=campaign, **form.cleaned_data)
    return _asked(campaign)


def _asked(campaign: Campaign) -> HttpResponse:
    work.ask(campaign=campaign)
    return redirect("campaigns:recommendation", campaign.pk)


@require_safe
def shortlist(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The newest shortlist as a file."""
    campaign = campaign_for_member(request.user, pk)
    shown = campaign.recommendations.done().newest()
    if shown is None or not shown.answer.get("lines"):
        raise Http404
    return download(shown.answer, format, name=f"campaign-{campaign.pk}-shortlist", title=campaign.name)
