"""The site of the administration: models grouped as an administrator thinks, and what needs care."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.models import LogEntry
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

import accounts.care
import campaigns.care
import influencers.care
from influencers.care import Need

GROUPS = (
    (
        _("People and brands"),
        (
            "auth.User",
            "campaigns.Brand",
            "campaigns.Membership",
            "campaigns.Rival",
            "campaigns.RivalBooking",
            "campaigns.Note",
            "campaigns.Tag",
            "campaigns.Block",
        ),
    ),
    (
        _("Catalogue"),
        (
            "influencers.Influencer",
            "influencers.Profile",
            "influencers.Contact",
            "influencers.Merge",
            "influencers.Import",
            "influencers.Doubt",
            "influencers.RememberedColumns",
            "influencers.Trace",
            "influencers.Source",
        ),
    ),
    (
        _("Facts about profiles"),
        (
            "influencers.Measurement",
            "influencers.Rate",
            "influencers.Package",
            "influencers.PackageItem",
            "influencers.Credibility",
            "influencers.AudienceShare",
            "influencers.AudienceOverlap",
            "influencers.ProfileNiche",
        ),
    ),
    (
        _("Reference data"),
        (
            "influencers.Niche",
            "influencers.NicheSynonym",
            "influencers.Benchmark",
            "influencers.TaxRate",
            "influencers.ExchangeRate",
        ),
    ),
    (
        _("Campaigns"),
        (
            "campaigns.Campaign",
            "campaigns.Pin",
            "campaigns.SavedList",
            "campaigns.SavedSearch",
            "campaigns.Recommendation",
            "campaigns.Plan",
            "campaigns.PlanLine",
        ),
    ),
    (_("Security"), ("accounts.FailedSignIn", "accounts.SignIn", "auth.Group", "influencers.Erasure")),
)
REST = _("More")
CHANGES_SHOWN = 10


class Site(AdminSite):
    site_header = site_title = _("Administration")
    index_title = _("What needs care")
    site_url = "/"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        parts = {"needs": list(self._needs(request)), "recent": self._recent(request)}
        return super().index(request, {**parts, **(extra_context or {})})

    def _needs(self, request: HttpRequest) -> Iterator[Need]:
        """Those with something to do, of models that this person may see."""
        for need in chain(campaigns.care.needs(), influencers.care.needs(), accounts.care.needs()):
            may_see = self._registry[need.model].has_view_permission(request)
            if need.number and may_see and request.user.has_perms(need.permissions):
                yield need

    def _recent(self, request: HttpRequest) -> QuerySet[LogEntry]:
        """The newest changes of models that this person may see; the history itself keeps all of them."""
        seen = [model for model, page in self._registry.items() if page.has_view_permission(request)]
        kinds = ContentType.objects.get_for_models(*seen, for_concrete_models=False).values()
        entries = LogEntry.objects.filter(content_type__in=kinds).select_related("content_type", "user")
        return entries.order_by("-pk")[:CHANGES_SHOWN]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The models in our groups; of one app alone as Django has them."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else grouped(apps)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one sign-in page; who is signed in and has no business here is told so."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect(f"{reverse('login')}?{urlencode({'next': request.GET.get('next', '')})}")


def grouped(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The models of all apps in our groups and order; a model that no group names comes last."""
    models = {model["model"]._meta.label: model for app in apps for model in app["models"]}
    groups = [(name, [models.pop(label) for label in labels if label in models]) for name, labels in GROUPS]
    return [as_app(name, found) for name, found in (*groups, (REST, list(models.values()))) if found]


def as_app(name: Any, models: list[dict[str, Any]]) -> dict[str, Any]:
    """A group as the templates of Django take an app."""
    return {
        "name": name,
        "app_label": slugify(name) or "group",
        "app_url": reverse("admin:index"),
        "has_module_perms": True,
        "models": models,
    }
