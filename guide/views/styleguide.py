"""The style guide: every component in one place, for administrators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guide import styleguide


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with sample data; nobody but administrators finds the page."""
    if not request.user.is_staff:
        raise Http404
    return render(request, "guide/styleguide.html", styleguide.samples())
