"""What is done with ticked profiles: laid side by side, matched with others like them, exported."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from influencers import comparison, filters, listing, selection
from influencers.exporting.files import XLSX_ROWS, as_csv, as_xlsx
from influencers.models import Platform, Tier
from influencers.similarity import search as similarity

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
ASKED_TIERS = (Tier.MICRO, Tier.MACRO, Tier.NANO)


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """The profiles of the address side by side; what is posted gets an address."""
    if request.method == "POST":
        return _to_address(request, "influencers:compare", comparison.MOST)
    ids, asked = _named(request, comparison.MOST)
    context = {"ids": ids, "asked": asked, "most": comparison.MOST, "comparison": comparison.of(ids)}
    context["columns"] = [(row, _without(ids, row.profile.pk)) for row in context["comparison"].rows]
    return render(request, "influencers/selection/compare.html", context)


def _to_address(request: HttpRequest, name: str, most: int) -> HttpResponse:
    chosen = selection.read(request.POST, request.user)
    if not chosen.ids:
        return nobody_chosen(request)
    query = urlencode({"profile": chosen.ids[: most + 1]}, doseq=True)  # one too many, which it says
    return redirect(f"{reverse(name)}?{query}")


def _named(request: HttpRequest, most: int) -> tuple[list[int], int]:
    """The profiles that the address names, as many as are allowed, and how many it names."""
    ids = selection.known(request.GET.getlist("profile")[: selection.MOST_TICKED])
    return ids[:most], len(ids)


def _without(ids: Sequence[int], pk: int) -> str:
    query = urlencode({"profile": [each for each in ids if each != pk]}, doseq=True)
    return f"{reverse('influencers:compare')}?{query}" if query else reverse("influencers:compare")


@require_http_methods(["GET", "HEAD", "POST"])
def similar(request: HttpRequest) -> HttpResponse:
    """Profiles like those of the address, of a tier, on a platform or up to a price where that is asked."""
    if request.method == "POST":
        return _to_address(request, "influencers:similar", similarity.MOST_SEEDS)
    ids, asked = _named(request, similarity.MOST_SEEDS)
    reading = filters.read(request.GET, niches=(), user=request.user)
    wanted = filters.Filters(
        tier=reading.filters.tier,
        platform=reading.filters.platform,
        price_max=reading.filters.price_max,
        outside=reading.filters.outside,
    )
    context = {
        "ids": ids,
        "asked": asked,
        "most": similarity.MOST_SEEDS,
        "seeds": listing.rows(ids),
        "found": similarity.like(ids, wanted) if ids else None,
        "filters": wanted,
        "price_entered": request.GET.get("price_max", "")[:40],
        "errors": reading.errors,
        "tiers": ASKED_TIERS,
        "platforms": Platform,
    }
    return render(request, "influencers/selection/similar.html", context)


@require_POST
def export(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """The selection as "csv", which streams, or as "xlsx" up to XLSX_ROWS; 404 for another format."""
    if file_format not in ("csv", "xlsx"):
        raise Http404
    chosen = selection.read(request.POST, request.user)
    if not chosen.ids:
        return nobody_chosen(request)
    if file_format == "xlsx" and len(chosen.ids) > XLSX_ROWS:
        context = {"number": len(chosen.ids), "limit": XLSX_ROWS, "sent": request.POST}
        return render(request, "influencers/selection/too_long.html", context)
    name = f"tiermix-influencers-{timezone.localdate():%Y-%m-%d}.{file_format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if file_format == "xlsx":
        return HttpResponse(as_xlsx(chosen), content_type=XLSX, headers=headers)
    return StreamingHttpResponse(as_csv(chosen, request.LANGUAGE_CODE), content_type=CSV, headers=headers)


def nobody_chosen(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Choose at least one influencer first."))
    return redirect("influencers:list")
