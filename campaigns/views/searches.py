"""Saved searches: named sets of filters that a brand's members open again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.access import of_brand_for_planner, planner_brands
from campaigns.forms.searches import RenameSearchForm, SaveSearchForm
from campaigns.models import SavedSearch
from campaigns.saved_searches import delete_search, rename_search, save_search
from influencers import search, selection
from influencers.exporting.files import chosen_by
from influencers.figures import count

A_PAGE = 25


@require_safe
def search_list(request: HttpRequest) -> HttpResponse:
    """The searches of the user's brands with their filters in words; what matches is counted row by row."""
    rows = SavedSearch.objects.of_member(request.user).select_related("brand")
    page = Paginator(rows.order_by("brand__name", "name", "pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "planned": set(planner_brands(request.user).values_list("pk", flat=True))}
    return render(request, "campaigns/searches.html", context)


@require_POST
def search_save(request: HttpRequest) -> HttpResponse:
    brands = list(planner_brands(request.user))
    if not brands:
        raise PermissionDenied
    form = SaveSearchForm(request.POST, brands=brands, user=request.user)
    if not form.is_valid():
        words = {"heading": _("Save the search"), "button": _("Save"), "url": reverse("searches:save")}
        return render(request, "campaigns/selected.html", {"form": form, **words})
    saved = save_search(**form.cleaned_data)
    messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
    return redirect(saved.address)


@require_http_methods(["GET", "HEAD", "POST"])
def search_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the list that the search describes; its planners rename and delete it."""
    if request.method == "POST":
        return _change(request, of_brand_for_planner(request.user, SavedSearch, pk))
    return redirect(_of_member(request, pk).address)


def _of_member(request: HttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.of_member(request.user), pk=pk)


def _change(request: HttpRequest, saved: SavedSearch) -> HttpResponse:
    if "delete" in request.POST:
        delete_search(search=saved)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name})
        return redirect("searches:list")
    form = RenameSearchForm(request.POST)
    try:
        problem = "" if form.is_valid() else form.errors["rename"][0]
        if not problem:
            rename_search(search=saved, name=form.cleaned_data["rename"])
            messages.success(request, _("The search is called “%(name)s” now.") % {"name": saved.name})
    except ValidationError as error:
        problem = error.messages[0]
    if problem:
        messages.error(request, problem)
    return redirect("searches:list")


@require_safe
def search_count(request: HttpRequest, pk: int) -> HttpResponse:
    """How many match now and what is asked for, as a row shows it once it is in sight: one search."""
    saved = _of_member(request, pk)
    reading = selection.understood(saved.query, request.user)
    context = {
        "total": count(search.search(reading.filters).total),
        "words": "; ".join(chosen_by(selection.Selection((), reading))),
    }
    return render(request, "campaigns/_search_count.html", context)
