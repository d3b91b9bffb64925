"""The addresses of the application, and two that go wrong: the pages for errors are pages as well."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.urls import path

from config.urls import urlpatterns as ours


@login_not_required
def refuses(request):
    raise SuspiciousOperation("a request that makes no sense")


@login_not_required
def fails(request):
    raise RuntimeError("a fault of ours")


urlpatterns = [*ours, path("refuses/", refuses), path("fails/", fails)]
