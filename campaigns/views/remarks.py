"""Notes, tags and blocks: planners write them where they see the people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from campaigns import remarks
from campaigns.access import of_brand_for_planner, planner_brands
from campaigns.forms.remarks import BlockForm, NoteForm, TagForm
from campaigns.models import Block, Brand, Note, Tag
from influencers.figures import count
from influencers.selection import is_key


@require_POST
def tag_people(request: HttpRequest) -> HttpResponse:
    form = TagForm(request.POST, brands=_brands(request), user=request.user)
    if not form.is_valid():
        return _ask(request, form, _("Tag influencers"), _("Put the tag on"))
    people = form.influencers()
    tag = remarks.tag(brand=form.cleaned_data["tag_brand"], name=form.cleaned_data["tag"], influencers=people)
    said = ngettext(
        "%(count)s influencer tagged “%(tag)s”.", "%(count)s influencers tagged “%(tag)s”.", len(people)
    )
    messages.success(request, said % {"count": count(len(people)), "tag": tag})
    return redirect(form.cleaned_data["next"] or reverse("influencers:list") + f"?tag={tag.pk}")


@require_POST
def block_people(request: HttpRequest) -> HttpResponse:
    form = BlockForm(request.POST, brands=_brands(request), user=request.user)
    if not form.is_valid():
        return _ask(request, form, _("Block influencers"), _("Block"))
    brand = form.cleaned_data["block_brand"]
    blocked = remarks.block(
        brand=brand,
        influencers=form.influencers(),
        reason=form.cleaned_data["reason"],
        user=request.user,
    )
    said = ngettext(
        "%(count)s influencer blocked for %(brand)s.", "%(count)s influencers blocked for %(brand)s.", blocked
    )
    messages.success(request, said % {"count": count(blocked), "brand": brand})
    return redirect(form.cleaned_data["next"] or "influencers:list")


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    form = NoteForm(request.POST, brands=_brands(request))
    if not form.is_valid():
        return _ask(request, form, _("A note"), _("Save the note"))
    written = remarks.write_note(user=request.user, **form.cleaned_data)
    messages.success(request, _("Noted for %(brand)s.") % {"brand": written.brand})
    return redirect(written.influencer)


@require_POST
def note_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = of_brand_for_planner(request.user, Note, pk)
    remarks.remove_note(note=row)
    messages.success(request, _("The note is gone."))
    return redirect(row.influencer)


@require_POST
def block_lift(request: HttpRequest, pk: int) -> HttpResponse:
    row = of_brand_for_planner(request.user, Block, pk)
    remarks.unblock(block=row)
    messages.success(request, _("%(influencer)s is not blocked any more.") % {"influencer": row.influencer})
    return redirect(row.influencer)


@require_POST
def tag_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a tag off the person whom the form names."""
    row = of_brand_for_planner(request.user, Tag, pk)
    key = request.POST.get("influencer", "")
    influencer = get_object_or_404(row.influencers, pk=int(key) if is_key(key) else None)
    remarks.untag(tag=row, influencer=influencer)
    messages.success(request, _("The tag is off."))
    return redirect(influencer)


def _ask(request: HttpRequest, form: Form, heading: str, button: str) -> HttpResponse:
    """The form again, with what is wrong or has to be confirmed."""
    context = {"form": form, "heading": heading, "button": button, "url": request.path}
    return render(request, "campaigns/selected.html", context)


def _brands(request: HttpRequest) -> list[Brand]:
    brands = list(planner_brands(request.user))
    if not brands:
        raise PermissionDenied
    return brands
