"""Duplicates, for whoever may import: suspects, two side by side, made one, taken apart again."""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from influencers.forms import PairForm
from influencers.merging import comparing, merge, suspects
from influencers.models import Influencer, Merge, MergeKind
from influencers.views.imports import may_import

MERGES_SHOWN = 25


@require_safe
@may_import
def merge_list(request: HttpRequest) -> HttpResponse:
    """Suspects of one influencer (`?of=`), or among the newest; and the last merges, each to be undone."""
    key = request.GET.get("of", "")
    person = get_object_or_404(Influencer, pk=int(key)) if key.isdecimal() and len(key) < 19 else None
    context = {
        "influencer": person,
        "suspects": suspects.of(person) if person else suspects.newest(),
        "merges": Merge.objects.select_related("influencer", "profile", "merged_by")[:MERGES_SHOWN],
    }
    return render(request, "influencers/merging/merge_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def merge_pair(request: HttpRequest) -> HttpResponse:
    """Two side by side (`kind kept gone` in the address); sent, they become one."""
    form = PairForm(request.POST or request.GET)
    if not form.is_valid():
        messages.warning(request, _("Choose two different influencers, or two profiles of one platform."))
        return redirect("influencers:merge")
    kept, gone = form.cleaned_data["kept"], form.cleaned_data["gone"]
    if request.method == "POST":
        return _merge(request, form.cleaned_data["kind"], kept, gone)
    context = {
        "kind": form.cleaned_data["kind"],
        "kept": kept,
        "gone": gone,
        "choices": comparing.choices(kept, gone),
        "moving": comparing.moving(gone, all_of_it=request.user.is_staff),
    }
    return render(request, "influencers/merging/merge_pair.html", context)


def _merge(request: HttpRequest, kind: str, kept: Model, gone: Model) -> HttpResponse:
    taken = [
        choice.name for choice in comparing.choices(kept, gone) if request.POST.get(choice.name) == "gone"
    ]
    act = merge.merge_people if kind == MergeKind.PEOPLE else merge.merge_accounts
    try:
        done = act(kept=kept, gone=gone, taken=taken, by=request.user)
    except merge.Refused as refused:
        messages.error(request, str(refused))
        return redirect("influencers:merge")
    messages.success(request, _("Merged. It can be undone under “Duplicates”."))
    return redirect(done.influencer)


@require_POST
@may_import
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take apart what was merged."""
    done = get_object_or_404(Merge, pk=pk)
    try:
        merge.undo(merge=done, by=request.user)
    except merge.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Undone: “%(name)s” is back.") % {"name": done.gone_name})
    return redirect("influencers:merge")
