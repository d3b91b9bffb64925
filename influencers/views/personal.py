"""Personal data of one influencer, for administrators: what is held, handed out as a file, or erased."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from influencers.forms import ErasureForm
from influencers.models import Influencer
from influencers.personal import erase, export, holdings, mentions
from influencers.personal.identity import identity

FILES = {
    "json": (export.as_json, "application/json"),
    "csv": (export.as_csv, "text/csv; charset=utf-8"),
}
TEXTS_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def personal_data(request: HttpRequest, pk: int) -> HttpResponse:
    """What is held and what erasing would do; a form that names the person erases them."""
    person = _person(request, pk)
    form = ErasureForm(request.POST or None, name=person.name)
    if form.is_valid():
        return _erase(request, person)
    return render(request, "influencers/personal/personal_data.html", _held(person, form))


def _held(person: Influencer, form: forms.Form) -> dict[str, object]:
    found = list(mentions.beside_own(identity(person), everywhere=False))
    return {
        "influencer": person,
        "form": form,
        "goes": erase.what_goes(person),
        "stays": erase.what_stays(person),
        "texts": [mention for mention in found if not mention.is_document][:TEXTS_SHOWN],
        "documents": sum(mention.is_document for mention in found),
    }


def _erase(request: HttpRequest, person: Influencer) -> HttpResponse:
    try:
        done = erase.erase(influencer=person, by=request.user)
    except erase.Refused as refused:
        messages.error(request, str(refused))
        return redirect("influencers:personal", pk=person.pk)
    messages.success(request, _("Erased. Plans and notes now say “%(stand_in)s”.") % {"stand_in": done})
    return redirect("influencers:list")


@require_safe
def personal_data_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """Everything held about the person as JSON or CSV, to be handed out to them."""
    if file_format not in FILES:
        raise Http404
    person = _person(request, pk)
    write, content_type = FILES[file_format]
    response = HttpResponse(write(holdings.everything(person, identity(person))), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="influencer-{person.pk}.{file_format}"'
    return response


def _person(request: HttpRequest, pk: int) -> Influencer:
    """The influencer, active or not; nobody but administrators who may delete influencers finds the page."""
    if not (request.user.is_staff and request.user.has_perm("influencers.delete_influencer")):
        raise Http404
    return get_object_or_404(Influencer, pk=pk)
