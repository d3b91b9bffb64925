"""The recommendation: ask for it, watch it being computed, read it, change it, take it along."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns import briefs
from campaigns.access import campaign_for_member, campaign_for_planner, plans_for
from campaigns.forms.recommendation import AskForm, PinForm, PlanForm
from campaigns.models import Campaign, PinKind, Recommendation
from campaigns.planning import work
from campaigns.planning.candidates import pool_of
from campaigns.planning.costs import taxes_changed
from campaigns.playbook import split_at
from campaigns.reporting.changes import changes
from campaigns.reporting.download import download
from campaigns.reporting.names import STEP
from campaigns.reporting.order import Order, known_order
from campaigns.reporting.presentation import present
from influencers.models import Profile


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
        "may_plan": plans_for(request.user, campaign.brand),
        **(_found(request, campaign, shown) if shown else _invitation(campaign)),
    }
    return render(request, "campaigns/recommendation/page.html", context)


def _invitation(campaign: Campaign) -> dict[str, Any]:
    """From how many profiles a recommendation would choose, and where the playbook would start."""
    return {"pool": pool_of(campaign).count(), "split": split_at(campaign.awareness_weight)}


def _found(request: HttpRequest, campaign: Campaign, shown: Recommendation) -> dict[str, Any]:
    """What the page says of an answer: the answer, what changed since the one before, who is ruled out."""
    pins = list(campaign.pins.select_related("profile__influencer"))
    order = known_order(request.GET.get("order", ""))
    before = campaign.recommendations.done().filter(pk__lt=shown.pk).newest()
    other_taxes = taxes_changed(shown.answer.get("tax"), campaign.starts_on)
    return {
        "page": present(shown.answer, pins=pins, order=order),
        "order": order,
        "orders": Order,
        "changes": changes(before.answer, shown.answer) if before else None,
        "ruled_out": [pin for pin in pins if pin.kind == PinKind.EXCLUDE],
        "is_outdated": other_taxes or shown.fingerprint != work.fingerprint(campaign),
        "other_taxes": other_taxes,
        "saved_as": campaign.plans.filter(recommendation=shown).defer("answer").first(),
        "plan_form": PlanForm(initial={"recommendation": shown.pk}),
    }


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the computation is; tells the page to reload when it has ended."""
    campaign = campaign_for_member(request.user, pk)
    newest = campaign.recommendations.newest()
    if not (newest and newest.is_unfinished):
        return HttpResponse(headers={"HX-Refresh": "true"})
    work.resume(newest)
    context = {"campaign": campaign, "newest": newest, "step": STEP.get(newest.step)}
    return render(request, "campaigns/recommendation/_step.html", context)


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
    return _asked(request, campaign)


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock an influencer in, rule it out, or lift either; then compute again."""
    campaign = campaign_for_planner(request.user, pk)
    form = PinForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This influencer is no longer in the catalogue. Nothing was changed."))
        return redirect("campaigns:recommendation", pk)
    briefs.pin(campaign=campaign, **form.cleaned_data)
    return _asked(request, campaign, place=f"#{_place(campaign, form.cleaned_data['profile'])}")


def _place(campaign: Campaign, profile: Profile) -> str:
    """Where on the page the profile stands: its line, or the shortlist that it is not on."""
    shown = campaign.recommendations.done().newest()
    lines = shown.answer.get("lines", ()) if shown else ()
    return f"line-{profile.pk}" if any(line["profile"] == profile.pk for line in lines) else "h-list"


def _asked(request: HttpRequest, campaign: Campaign, *, place: str = "") -> HttpResponse:
    """Compute, and go back to the page in the order in which it was read, to whom one changed."""
    work.ask(campaign=campaign)
    address = reverse("campaigns:recommendation", args=[campaign.pk])
    order = known_order(request.GET.get("order", ""))
    query = "" if order == Order.SPEND else f"?order={order}"
    return redirect(f"{address}{query}{place}")


@require_safe
def shortlist(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The newest shortlist as a file."""
    campaign = campaign_for_member(request.user, pk)
    shown = campaign.recommendations.done().newest()
    if shown is None or not shown.answer.get("lines"):
        raise Http404
    return download(shown.answer, format, name=f"campaign-{campaign.pk}-shortlist", title=campaign.name)
