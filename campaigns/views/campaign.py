"""Campaigns: the list, the brief, and what became of it."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.access import campaign_for_member, campaign_for_planner, planner_brands, plans_for
from campaigns.briefs import BriefChanged, save_brief
from campaigns.forms import BriefForm
from campaigns.forms.once import made_once
from campaigns.models import Brand, Campaign, Pool, SavedList
from campaigns.planning import work
from campaigns.planning.costs import taxes_changed
from campaigns.planning.work import fingerprint
from campaigns.playbook import split_at, splits
from campaigns.reporting.brief import brief_in_words
from campaigns.reporting.summary import summary_of
from campaigns.reporting.versions import versions
from campaigns.standing import Step, at_step, standings

A_PAGE = 50


@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """The campaigns of the user's brands; of one brand, or at one step, where the address says so."""
    brands = Brand.objects.of_member(request.user).order_by("name")
    brand = next((row for row in brands if str(row.pk) == request.GET.get("brand")), None)
    step = request.GET.get("step", "")
    campaigns = Campaign.objects.of_member(request.user).with_standing()
    if brand:
        campaigns = campaigns.filter(brand=brand)
    found = at_step(campaigns, step) if step in Step.values else campaigns
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "standings": standings(page),
        "brands": brands,
        "brand": brand,
        "steps": Step,
        "step": step if step in Step.values else "",
        "query": urlencode({name: request.GET[name] for name in ("brand", "step") if name in request.GET}),
        "may_plan": planner_brands(request.user).exists(),
    }
    return render(request, "campaigns/list.html", context)


@require_safe
def campaign_detail(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for_member(request.user, pk)
    context = {
        "campaign": campaign,
        "words": brief_in_words(campaign),
        "versions": versions(campaign),
        "standing": standings(Campaign.objects.with_standing().filter(pk=pk))[0],
        "may_plan": plans_for(request.user, campaign.brand),
        "is_outdated": _is_outdated(campaign),
        "playbook": _playbook(campaign),
    }
    return render(request, "campaigns/detail.html", context)


def _is_outdated(campaign: Campaign) -> bool:
    """Whether the newest recommendation answers another brief than this, or rests on other rates of tax."""
    newest = campaign.recommendations.done().defer("answer").annotate(tax=F("answer__tax")).newest()
    if newest is None:
        return False
    return newest.fingerprint != fingerprint(campaign) or taxes_changed(newest.tax, campaign.starts_on)


def _playbook(campaign: Campaign) -> dict[str, object] | None:
    """The split for the brief's weight, and what it makes of the budget."""
    split = split_at(campaign.awareness_weight)
    if split is None:
        return None
    micro = round(campaign.budget * split.micro)
    return {"split": split, "micro": micro, "macro": campaign.budget - micro}


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_new(request: HttpRequest) -> HttpResponse:
    brands = list(planner_brands(request.user))
    if not brands:
        raise PermissionDenied
    blank = _blank(request, brands)
    last_brand = blank.pool_list.brand if blank.pool_list else _last_brand(request, brands)
    form = BriefForm(_posted(request), instance=blank, brands=brands, last_brand=last_brand)
    if form.is_valid():
        token = str(form.cleaned_data["token"] or uuid.uuid4())
        return _saved(request, made_once(request, token, lambda: _save(request, form)))
    return _brief_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_edit(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for_planner(request.user, pk)
    form = BriefForm(_posted(request), instance=campaign, brands=[campaign.brand])
    if form.is_valid():
        try:
            return _saved(request, _save(request, form).pk)
        except BriefChanged as changed:
            form.show_change(changed.campaign)
    return _brief_page(request, form)


@require_POST
def brief_summary(request: HttpRequest) -> HttpResponse:
    """What the brief says so far, for the page that it is written on; nothing is saved."""
    brands = list(planner_brands(request.user))
    if not brands:
        raise PermissionDenied
    form = BriefForm(request.POST, instance=Campaign(), brands=brands)
    return render(request, "campaigns/_brief_summary.html", {"summary": summary_of(form), "answers": True})


def _posted(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _blank(request: HttpRequest, brands) -> Campaign:
    """A campaign to begin with; `?list=` has it choose from that saved list of these brands."""
    key = request.GET.get("list", "")
    lists = SavedList.objects.filter(brand__in=brands).select_related("brand")
    chosen = lists.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    return Campaign(pool=Pool.LIST, pool_list=chosen) if chosen else Campaign()


def _last_brand(request: HttpRequest, brands):
    """The brand of the newest campaign that the user wrote, where they still plan for it."""
    written = Campaign.objects.filter(created_by=request.user, brand__in=brands)
    newest = written.order_by("-pk").values_list("brand", flat=True).first()
    return next((brand for brand in brands if brand.pk == newest), None)


def _save(request: HttpRequest, form: BriefForm) -> Campaign:
    return save_brief(
        campaign=form.instance,
        user=request.user,
        niches=form.cleaned_data["niches"],
        must_have=form.cleaned_data["must_have"],
        never=form.cleaned_data["never"],
        seen=form.cleaned_data["seen"],
    )


def _saved(request: HttpRequest, pk: int) -> HttpResponse:
    messages.success(request, _("The brief is saved."))
    if "recommend" not in request.POST:
        return redirect("campaigns:detail", pk)
    work.ask(campaign=Campaign.objects.with_brief().get(pk=pk))
    return redirect("campaigns:recommendation", pk)


def _brief_page(request: HttpRequest, form: BriefForm) -> HttpResponse:
    context = {
        "form": form,
        "campaign": form.instance,
        "splits": splits(),
        "summary": summary_of(form),
    }
    return render(request, "campaigns/form.html", context)
