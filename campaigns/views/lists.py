"""Saved lists: profiles that a brand keeps together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, ProtectedError, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.access import list_for_member, list_for_planner, planner_brands, plans_for
from campaigns.forms import AddToListForm, RenameListForm
from campaigns.models import SavedList
from campaigns.saved_lists import add_to_list, delete_list, list_named, remove_from_list, rename_list
from influencers import listing
from influencers.figures import count
from influencers.models import Tier

A_PAGE = 50


@require_safe
def saved_list_list(request: HttpRequest) -> HttpResponse:
    lists = SavedList.objects.of_member(request.user).select_related("brand").with_tiers()
    page = Paginator(lists.order_by("brand__name", "name", "pk"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "campaigns/lists.html", {"page": page})


@require_POST
def saved_list_add(request: HttpRequest) -> HttpResponse:
    brands = list(planner_brands(request.user))
    if not brands:
        raise PermissionDenied
    form = AddToListForm(request.POST, brands=brands, user=request.user)
    if not form.is_valid():
        words = {"heading": _("Add to a list"), "button": _("Add to the list"), "url": reverse("lists:add")}
        return render(request, "campaigns/selected.html", {"form": form, **words})
    saved_list, added = _add(form.cleaned_data)
    message = ngettext(
        "%(count)s profile added to “%(name)s”.", "%(count)s profiles added to “%(name)s”.", added
    )
    messages.success(request, message % {"count": count(added), "name": saved_list.name})
    return redirect(form.cleaned_data["next"] or reverse("lists:detail", args=[saved_list.pk]))


@transaction.atomic
def _add(chosen) -> tuple[SavedList, int]:
    saved_list = chosen["saved_list"] or list_named(brand=chosen["brand"], name=chosen["name"])
    return saved_list, add_to_list(saved_list=saved_list, profile_ids=chosen["ids"])


@require_http_methods(["GET", "HEAD", "POST"])
def saved_list_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the list holds; its planners rename it, take profiles off it, delete it."""
    if request.method == "POST":
        return _change(request, list_for_planner(request.user, pk))
    return _detail(request, list_for_member(request.user, pk), RenameListForm())


def _detail(request: HttpRequest, saved_list: SavedList, form: RenameListForm) -> HttpResponse:
    profiles = saved_list.profiles.order_by("influencer__name", "pk")
    page = Paginator(profiles.values_list("pk", flat=True), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "saved_list": saved_list,
        "page": page,
        "rows": listing.rows(page.object_list),
        "sums": saved_list.profiles.aggregate(
            micro=Count("pk", filter=Q(tier=Tier.MICRO)),
            macro=Count("pk", filter=Q(tier=Tier.MACRO)),
            priced=Count("price"),
            price=Sum("price"),
        ),
        "campaigns": saved_list.campaigns.order_by("-pk"),
        "form": form,
        "may_plan": plans_for(request.user, saved_list.brand),
    }
    return render(request, "campaigns/list_detail.html", context)


def _change(request: HttpRequest, saved_list: SavedList) -> HttpResponse:
    if "delete" in request.POST:
        return _delete(request, saved_list)
    if "rename" in request.POST:
        return _rename(request, saved_list)
    profile = get_object_or_404(saved_list.profiles, pk=_key(request.POST.get("remove", "")))
    remove_from_list(saved_list=saved_list, profile=profile)
    messages.success(request, _("%(profile)s is off the list.") % {"profile": profile})
    return redirect("lists:detail", saved_list.pk)


def _rename(request: HttpRequest, saved_list: SavedList) -> HttpResponse:
    form, former = RenameListForm(request.POST), saved_list.name
    if form.is_valid():
        try:
            rename_list(saved_list=saved_list, name=form.cleaned_data["rename"])
        except ValidationError as error:
            form.add_error("rename", error.messages)
            saved_list.name = former
    if form.errors:
        return _detail(request, saved_list, form)
    messages.success(request, _("The list is called “%(name)s” now.") % {"name": saved_list.name})
    return redirect("lists:detail", saved_list.pk)


def _key(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _delete(request: HttpRequest, saved_list: SavedList) -> HttpResponse:
    try:
        delete_list(saved_list=saved_list)
    except ProtectedError:
        names = ", ".join(saved_list.campaigns.values_list("name", flat=True))
        message = _("Campaigns choose from this list, so it stays: %(names)s.") % {"names": names}
        messages.error(request, message)
        return redirect("lists:detail", saved_list.pk)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": saved_list.name})
    return redirect("lists:list")
