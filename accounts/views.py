from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts import language


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


@login_not_required
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Django's own switch, cookie and way back, remembered with the person who is signed in."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise BadRequest(form.errors.as_text())
    if request.user.is_authenticated:
        language.choose(request=request, code=form.cleaned_data["language"])
    return set_language(request)
