"""Lists as long as the catalogue: a page of them costs the same with a thousand rows and with a million.

Rows come by key, newest first, sorted by indexed columns alone. What is searched for becomes a bounded
number of profiles first, found by the search of the catalogue; a filter on a source becomes its keys.
"""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from influencers.admin.base import SEARCH_LIMIT, Page
from influencers.models import Platform, Profile, Source
from influencers.models.profile import TITLE_PREFIX, normalize_handle
from influencers.models.source import SourceKind
from influencers.search import Filters, ids

FOUND_AT_MOST = 1_000  # profiles: whoever finds more has to say more


def profiles_said(text: str) -> list[int]:
    """Keys of the profiles that the catalogue's search finds, the largest first, and of those named exactly.

    The search leaves out whoever is deactivated: they are found by their whole handle or title.
    """
    named = Profile.objects.filter(
        platform__in=Platform.values, identity__in=[normalize_handle(text), f"{TITLE_PREFIX}{text}"]
    )
    exact = named.order_by().values_list("pk", flat=True)
    return list({*exact, *list(ids(Filters(q=text))[:FOUND_AT_MOST])})


class SortedByIndex(ChangeList):
    """Hiding a column's link keeps no address from asking for its order; this does."""

    def get_ordering_field(self, field_name):
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None


class LargePage(Page):
    """`profile_paths` lead from a row to the profiles by which it is searched for.

    Rows that the list names are fetched after the page's own (`list_prefetch_related`): a database that joins
    them first may begin with the smaller table and read the larger one whole.
    """

    ordering = ("-pk",)
    sortable_by: tuple[str, ...] = ()
    search_fields = ("pk",)  # shows the box; what it finds is decided below
    search_help_text = _("Handle, channel title or name")
    profile_paths: tuple[str, ...] = ("profile",)
    list_prefetch_related: tuple[str, ...] = ()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(*self.list_prefetch_related)

    def get_changelist(self, request, **kwargs):
        return SortedByIndex

    def get_search_results(self, request, queryset, search_term):
        text = " ".join(search_term[:SEARCH_LIMIT].replace("\0", "").split())
        return (queryset.filter(self.said(text)) if text else queryset), False

    def said(self, text: str) -> Q:
        found = profiles_said(text)
        condition = Q()
        for path in self.profile_paths:
            condition |= Q(**{f"{path}__in": found})
        return condition


class OfSourceKind(admin.SimpleListFilter):
    """By the keys of its sources, which are few: a join would read every row to find that none is."""

    title = _("kind of source")
    parameter_name = "source_kind"

    def lookups(self, request, model_admin):
        return SourceKind.choices

    def queryset(self, request, queryset):
        if self.value() not in SourceKind.values:
            return queryset
        return queryset.filter(
            source__in=list(Source.objects.filter(kind=self.value()).values_list("pk", flat=True))
        )


class OfPlatform(admin.SimpleListFilter):
    """The platform of a fact's profile, looked up row by row from the newest on."""

    title = _("platform")
    parameter_name = "platform"

    def lookups(self, request, model_admin):
        return Platform.choices

    def queryset(self, request, queryset):
        if self.value() not in Platform.values:
            return queryset
        return queryset.filter(
            Exists(Profile.objects.filter(pk=OuterRef("profile_id"), platform=self.value()))
        )


class InCurrency(admin.SimpleListFilter):
    """The usual currency, or any other: the currencies themselves are found by reading every price."""

    title = _("currency")
    parameter_name = "paid_in"

    def lookups(self, request, model_admin):
        return [("idr", _("Rupiah")), ("other", _("Another currency"))]

    def queryset(self, request, queryset):
        conditions = {"idr": Q(currency="IDR"), "other": Q(currency__lt="IDR") | Q(currency__gt="IDR")}
        return queryset.filter(conditions[self.value()]) if self.value() in conditions else queryset
