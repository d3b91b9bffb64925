"""The review queue: what imports left in doubt, and what a person decides about it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from influencers import review
from influencers.figures import count
from influencers.forms import DecisionsForm
from influencers.importing import decisions
from influencers.models import Doubt, DoubtKind, Import
from influencers.models.doubt import DoubtQuerySet

GROUPS_PER_PAGE = 25
VALUES_PER_PAGE = 25
may_decide = permission_required("influencers.add_import", raise_exception=True)


@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Open doubts of the user's imports (an administrator: of all), those that are alike together."""
    found = Doubt.objects.visible_to(request.user).open()
    asked = request.GET.get("import", "")
    run = Import.objects.visible_to(request.user).filter(pk=int(asked)).first() if _is_key(asked) else None
    if run:
        found = found.filter(import_run=run)
    page = Paginator(found.groups(), GROUPS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "groups": review.groups(page.object_list), "run": run}
    context["query"] = f"import={run.pk}&" if run else ""
    return render(request, "influencers/imports/review.html", context)


def _is_key(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 19


@require_http_methods(["GET", "HEAD", "POST"])
def review_group(request: HttpRequest, pk: int) -> HttpResponse:
    """The open doubts that are alike to this one, and the decisions about them."""
    visible = Doubt.objects.visible_to(request.user)
    doubt = get_object_or_404(visible.select_related("import_run"), pk=pk)
    alike = Doubt.objects.alike(doubt)
    if request.method == "POST":
        return _decide(request, doubt, alike)
    return _group(request, doubt, alike)


def _group(
    request: HttpRequest, doubt: Doubt, alike: DoubtQuerySet, form: DecisionsForm | None = None
) -> HttpResponse:
    found = alike.open().select_related("import_run", "profile__influencer").order_by("row", "pk")
    page = Paginator(found, VALUES_PER_PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        return _next(request, doubt)
    items = [review.item(each) for each in page.object_list]
    form = form or DecisionsForm(items=items)
    context = {
        "form": form,
        "doubt": doubt,
        "run": doubt.import_run,
        "page": page,
        "rows": form.rows(items),
        "rejected": doubt.kind == DoubtKind.REJECTED,
        "may_take": any(each.may_take for each in items),
        "marks": sorted({mark for each in items for mark, _value in each.choices}),
        "group": review.groups(alike.open().groups())[0],
    }
    return render(request, "influencers/imports/review_group.html", context)


@may_decide
def _decide(request: HttpRequest, doubt: Doubt, alike: DoubtQuerySet) -> HttpResponse:
    """One of the page's buttons: a value of one row, of all rows, or all that was written in the fields."""
    said = request.POST
    if "leave_all" in said:
        return _done(request, doubt, alike, decisions.leave_out(alike, by=request.user))
    if _is_key(said.get("leave", "")):
        one = alike.filter(pk=int(said["leave"]))
        return _done(request, doubt, alike, decisions.leave_out(one, by=request.user))
    if said.get("mark_all") in (".", ","):
        return _take(request, doubt, alike, review.read_all(alike, said["mark_all"]))
    key, _colon, mark = said.get("mark", "").partition(":")
    if _is_key(key) and mark in (".", ","):
        return _take(request, doubt, alike, review.read_all(alike.filter(pk=int(key)), mark))
    return _save(request, doubt, alike)


def _save(request: HttpRequest, doubt: Doubt, alike: DoubtQuerySet) -> HttpResponse:
    found = alike.open().flagged().select_related("import_run", "profile__influencer")
    wanted = [name.removeprefix("said-") for name in request.POST if name.startswith("said-")]
    items = [
        review.item(each) for each in found.filter(pk__in=[int(key) for key in wanted if _is_key(key)][:100])
    ]
    form = DecisionsForm(request.POST, items=items)
    if not form.is_valid():
        return _group(request, doubt, alike, form)
    values = form.values()
    if form.cleaned_data["everywhere"]:
        values = review.wherever_written(alike, values)
    return _take(request, doubt, alike, values)


def _take(
    request: HttpRequest, doubt: Doubt, alike: DoubtQuerySet, values: Mapping[int, Any]
) -> HttpResponse:
    return _done(request, doubt, alike, decisions.take(doubt.import_run, values, by=request.user))


def _done(request: HttpRequest, doubt: Doubt, alike: DoubtQuerySet, number: int) -> HttpResponse:
    text = ngettext("%(count)s value is decided.", "%(count)s values are decided.", number)
    if number:
        messages.success(request, text % {"count": count(number)})
    else:
        messages.info(request, _("Nothing was decided: write a value, or somebody has decided already."))
    return redirect("imports:review-group", doubt.pk) if alike.open().exists() else _next(request, doubt)


def _next(request: HttpRequest, doubt: Doubt) -> HttpResponse:
    """Back to what is open of the import."""
    response = redirect("imports:review")
    left = Doubt.objects.visible_to(request.user).open().filter(import_run=doubt.import_run_id).exists()
    if left:
        response["Location"] += f"?import={doubt.import_run_id}"
    return response
