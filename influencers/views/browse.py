"""The catalogue's pages: the filtered list, and everything known about one influencer."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from influencers import facets, filters, listing, portrait, search
from influencers.models import Influencer, Merge, Niche

FILTER_FORM = "filter-form"


@require_safe
def influencer_list(request: HttpRequest) -> HttpResponse:
    """The list that the address describes; htmx gets the parts that change with a filter."""
    niches = {niche.slug: niche for niche in Niche.objects.all()}
    reading = filters.read(request.GET, niches=niches.keys(), user=request.user)
    page = search.search(reading.filters)
    if page.number != reading.filters.page:
        reading.keep(page=page.number)
        reading.notices.append(_("There are no more pages than this one."))
    reading.notices += facets.notices(page)
    partial = request.htmx.target == "results" and not request.htmx.history_restore_request
    template = "influencers/_refresh.html" if partial else "influencers/influencer_list.html"
    context = _list_context(reading, page, niches)
    context["may_plan"] = request.user.has_perm("influencers.add_import")
    context["typing"] = request.htmx.trigger == FILTER_FORM  # then what stands in its fields is not replaced
    response = render(request, template, context)
    if request.htmx:
        response["HX-Push-Url"] = filters.address(reading.filters)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _list_context(reading: filters.Reading, page: search.Page, niches: dict[str, Niche]) -> dict[str, object]:
    asked = reading.filters
    import_name = reading.chosen_import.file_name if reading.chosen_import else ""
    entered = facets.entered(asked) | reading.entered
    return {
        "reading": reading,
        "filters": asked,
        "page": page,
        "rows": listing.rows(page.ids),
        "pager": Paginator(range(page.total), asked.size).page(page.number),
        "query": filters.querystring(asked.without()),
        "in_catalogue": page.catalogue,
        "mix": facets.mix(asked, page),
        "facets": facets.facets(asked, page, niches) | facets.private(asked, reading.tags, reading.hidden),
        "bars": facets.histograms(asked, page),
        "chips": facets.chips(asked, niches, import_name, reading.tags),
        "columns": facets.columns(asked),
        "sorts": facets.SORT_LABELS,
        "sizes": search.PAGE_SIZES,
        "entered": entered,
        "bounds": [(name, entered[name], reading.errors.get(name, "")) for name in facets.BOUNDS],
        "relaxations": facets.relaxations(asked) if not page.total else [],
        "several_denominators": facets.ranks_unlike_rates(asked, page),
    }


@require_safe
def influencer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One influencer; `?profile=` picks one of their profiles, otherwise the largest is shown.

    Whoever was merged into another is found there.
    """
    influencer = Influencer.objects.active().filter(pk=pk).first()
    if not influencer:
        merged = Merge.objects.of_person(pk).select_related("influencer")
        return redirect(get_object_or_404(merged).influencer)
    context = portrait.of(influencer, chosen=request.GET.get("profile", ""))
    context["contacts"] = influencer.contacts.shown_to(request.user)
    return render(request, "influencers/influencer_detail.html", context)
