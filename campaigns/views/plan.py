"""Plans: a recommendation saved as a version, and read again as it was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.access import campaign_for_member, campaign_for_planner
from campaigns.forms.recommendation import PlanForm
from campaigns.planning.plans import save_plan
from campaigns.reporting.changes import changes
from campaigns.reporting.download import download
from campaigns.reporting.order import Order, known_order
from campaigns.reporting.presentation import present


@require_POST
def plan_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the recommendation that the planner saw; not a newer one that came in meanwhile."""
    campaign = campaign_for_planner(request.user, pk)
    form = PlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The plan was not saved: the note may have up to 200 characters."))
        return redirect("campaigns:recommendation", pk)
    seen = campaign.recommendations.done().filter(pk=form.cleaned_data["recommendation"]).first()
    if seen is None or not seen.answer.get("lines"):
        messages.error(request, _("There is no shortlist to save. Compute the recommendation first."))
        return redirect("campaigns:recommendation", pk)
    plan = save_plan(
        campaign=campaign, recommendation=seen, user=request.user, note=form.cleaned_data["note"]
    )
    messages.success(request, _("Saved as version %(version)s.") % {"version": plan.version})
    return redirect(plan)


@require_safe
def plan_detail(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """One version as it was saved, beside the others and the recommendation as it is now."""
    campaign = campaign_for_member(request.user, pk)
    plan = get_object_or_404(campaign.plans.select_related("created_by"), version=version)
    newest = campaign.recommendations.done().newest()
    order = known_order(request.GET.get("order", ""))
    context = {
        "campaign": campaign,
        "plan": plan,
        "versions": campaign.plans.order_by("version").values_list("version", flat=True),
        "page": present(plan.answer, order=order),
        "order": order,
        "orders": Order,
        "is_current": newest is not None and newest.pk == plan.recommendation_id,
        "now": changes(plan.answer, newest.answer) if newest else None,
    }
    return render(request, "campaigns/plan.html", context)


@require_safe
def plan_shortlist(request: HttpRequest, pk: int, version: int, format: str) -> HttpResponse:
    """The shortlist of one version as a file."""
    campaign = campaign_for_member(request.user, pk)
    plan = get_object_or_404(campaign.plans, version=version)
    return download(plan.answer, format, name=f"campaign-{campaign.pk}-v{version}", title=str(plan))
