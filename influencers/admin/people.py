"""Influencers and their profiles. Current figures follow from the facts, so they are read-only."""

from django.contrib import admin
from django.db.models import F, Q, Sum, Window
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from influencers import care, current, figures
from influencers.admin import bulk
from influencers.admin.actions import confirmed
from influencers.admin.base import HTTPS_LINKS, FactInline, Inline, ReadOnly, WholeForm
from influencers.admin.columns import (
    account_column,
    clipped,
    country,
    engagement_column,
    figure,
    linked,
    money,
    price_column,
    tier_column,
    yes_or_no,
)
from influencers.admin.facts import AVERAGES, COUNTS, AudienceFormSet
from influencers.admin.large import FOUND_AT_MOST, LargePage, OfSourceKind, profiles_said
from influencers.admin.merges import compared
from influencers.admin.personal import ContactsOfInfluencer
from influencers.models import (
    AudienceShare,
    Credibility,
    Influencer,
    Measurement,
    MergeKind,
    Package,
    Profile,
    ProfileNiche,
    Rate,
    Tier,
)
from influencers.models.profile import identity_of
from influencers.personal import barred

CURRENT_FIGURES = (
    "followers_figure",
    "tier_mark",
    "engagement_figure",
    "engagements_figure",
    "views_figure",
    "reach_figure",
    "posts_figure",
    "credibility_figure",
    "price_figure",
    "measured_on",
    "source_link",
)


class ProfileForm(WholeForm):
    def clean(self):
        if not (self.cleaned_data.get("handle") or "").strip(" @") and not self.cleaned_data.get("title"):
            self.add_error("handle", _("Give a handle, or the channel title when no handle is known."))
        elif self.instance.pk is None and self._is_barred():
            self.add_error("handle", gettext(barred.REASON))
        return super().clean()

    def _is_barred(self) -> bool:
        given = self.cleaned_data
        account = identity_of(handle=given.get("handle") or "", title=given.get("title") or "")
        return bool(barred.barred([(given.get("platform") or "", account)]))


class ProfilesOfInfluencer(ReadOnly, Inline):
    model = Profile
    fields = readonly_fields = ("account", "platform", "tier_mark", "followers_figure", "measured_on")
    show_change_link = True
    verbose_name_plural = _("profiles")

    account = account_column
    tier_mark = tier_column
    followers_figure = figure("followers", _("followers"))


@admin.register(Influencer)
class InfluencerAdmin(LargePage):
    list_display = ("name", "country_name", "city", "gender", "active", "updated_at")
    list_filter = ("is_active", "vendor_kind", "is_pkp")
    ordering = ("name", "pk")
    sortable_by = ("name",)
    readonly_fields = ("created_at", "updated_at")
    country_fields = ("country",)
    help_texts = {
        "name": _("As the person is known; profiles carry the handles."),
        "country": _("Where the person lives; the audience has its own countries."),
    }
    fieldsets = (
        (None, {"fields": ("name", "country", "city", "gender", "bio")}),
        (_("Invoice"), {"fields": ("vendor_kind", "is_pkp")}),
        (_("In the catalogue"), {"fields": ("is_active", "created_at", "updated_at")}),
    )
    inlines = (ProfilesOfInfluencer, ContactsOfInfluencer)
    actions = ("deactivate", "reactivate", "merge_two")

    def said(self, text):
        """Whoever has no profile yet is found by the whole name."""
        profiles = Profile.objects.filter(pk__in=profiles_said(text)).order_by()
        named = Influencer.objects.filter(name=text).order_by().values_list("pk", flat=True)
        return Q(pk__in={*profiles.values_list("influencer", flat=True), *named[:FOUND_AT_MOST]})

    country_name = country("country", _("country"))
    active = yes_or_no("is_active", _("active"))

    def has_merge_permission(self, request):
        return request.user.has_perm("influencers.add_import")

    @admin.action(description=_("Merge two selected influencers"), permissions=["merge"])
    def merge_two(self, request, queryset):
        return compared(self, request, queryset, MergeKind.PEOPLE)

    @admin.action(description=_("Deactivate the selected influencers"), permissions=["change"])
    def deactivate(self, request, queryset):
        return confirmed(self, request, queryset, bulk.DEACTIVATE)

    @admin.action(description=_("Reactivate the selected influencers"), permissions=["change"])
    def reactivate(self, request, queryset):
        return confirmed(self, request, queryset, bulk.REACTIVATE)


class NichesOfProfile(Inline):
    model = ProfileNiche
    niche_fields = ("niche",)
    percent_fields = ("weight",)
    help_texts = {"weight": _("Share of the content.")}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("niche")


class MeasurementsOfProfile(FactInline):
    model = Measurement
    select_related = ("source", "profile")
    autocomplete_fields = ("source",)
    exclude = ("lifetime_views", "lifetime_videos", "authentic_engagements")
    percent_fields = ("engagement_rate",)
    amount_fields = COUNTS
    decimal_fields = AVERAGES
    help_texts = {"engagement_rate": _("As published.")}


class RatesOfProfile(FactInline):
    model = Rate
    autocomplete_fields = ("source",)
    amount_fields = ("amount",)
    currency_fields = ("currency",)


class PackagesOfProfile(ReadOnly, Inline):
    """A package is added on its own page, with what is in it."""

    model = Package
    fields = readonly_fields = ("name", "price_figure", "basis", "quoted_on", "valid_until", "source")
    show_change_link = True

    price_figure = money("amount", _("price"))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")


class CredibilityOfProfile(FactInline):
    model = Credibility
    select_related = ("source", "profile")
    autocomplete_fields = ("source",)
    percent_fields = ("share",)
    help_texts = {"share": _("100 % means that everything is authentic.")}


class AudienceOfProfile(FactInline):
    model = AudienceShare
    formset = AudienceFormSet
    autocomplete_fields = ("source",)
    percent_fields = ("share",)
    fields = ("dimension", "value", "share", "so_far", "source")
    help_texts = {"share": _("The shares of one dimension from one source come to 100 % at most.")}
    readonly_fields = ("so_far",)

    def get_queryset(self, request):
        of_one_source = Window(
            Sum("share"), partition_by=[F("dimension"), F("source")], order_by=[F("share").desc(), F("value")]
        )
        return super().get_queryset(request).annotate(so_far=of_one_source)

    @admin.display(description=_("total so far"))
    def so_far(self, row):
        return figures.percent(getattr(row, "so_far", None))


class Gap(admin.SimpleListFilter):
    """What is missing or old, as the front page of the administration counts it."""

    title = _("what is missing")
    parameter_name = "gap"

    def lookups(self, request, model_admin):
        return [
            ("stale", _("A measurement of the last six months")),
            ("niche", _("A niche")),
            ("price", _("A price")),
            ("credibility", _("Credibility")),
        ]

    def queryset(self, request, queryset):
        conditions = {
            "stale": lambda: ~Q(measured_on__gt=timezone.localdate() - care.STALE_AFTER),
            "niche": care.large_without_niche,
            "price": lambda: Q(price__isnull=True),
            "credibility": lambda: Q(credibility__isnull=True),
        }
        return queryset.filter(conditions[self.value()]()) if self.value() in conditions else queryset


class OfTier(admin.SimpleListFilter):
    """The tiers as they are named; the column is computed, and Django would read every row for its values."""

    title = _("tier")
    parameter_name = "tier"

    def lookups(self, request, model_admin):
        return Tier.choices

    def queryset(self, request, queryset):
        return queryset.filter(tier=self.value()) if self.value() in Tier.values else queryset


@admin.register(Profile)
class ProfileAdmin(LargePage):
    form = ProfileForm
    list_display = (
        "account",
        "platform",
        "tier_mark",
        "followers_figure",
        "engagement_figure",
        "credibility_figure",
        "price_figure",
        "measured_on",
        "source_link",
    )
    list_filter = (Gap, OfTier, "platform", OfSourceKind)
    list_select_related = ("influencer", "source__import_run")
    ordering = ("-followers", "pk")
    profile_paths = ("pk",)
    autocomplete_fields = ("influencer",)
    readonly_fields = (*CURRENT_FIGURES, "created_at")
    country_fields = ("audience_country",)
    fieldsets = (
        (None, {"fields": ("influencer", "platform", "handle", "title", "url", "audience_country")}),
        (
            _("Current figures"),
            {
                "fields": (*CURRENT_FIGURES, "created_at"),
                "description": _("The newest known of each kind; they follow from the facts below."),
            },
        ),
    )
    formfield_overrides = HTTPS_LINKS
    actions = ("assign_niche", "merge_two")
    inlines = (
        NichesOfProfile,
        MeasurementsOfProfile,
        RatesOfProfile,
        PackagesOfProfile,
        CredibilityOfProfile,
        AudienceOfProfile,
    )

    tier_mark = tier_column
    followers_figure = figure("followers", _("followers"))
    engagement_figure = engagement_column
    engagements_figure = figure("average_engagements", _("engagements a post"))
    views_figure = figure("average_views", _("average views"))
    reach_figure = figure("average_reach", _("average reach"))
    posts_figure = figure("posts", _("posts behind the averages"))
    credibility_figure = figure("credibility", _("credibility"), figures.percent)
    price_figure = price_column
    source_link = linked("source", _("newest source"))

    @admin.display(description=_("account"), ordering="identity")
    def account(self, row):
        return clipped(str(row), row.influencer.name)

    def view_on_site(self, row):
        return row.influencer.get_absolute_url()

    def has_assign_permission(self, request):
        """The action writes weights and may take some away, so it takes what their own pages would."""
        actions = ("add", "change", "delete")
        return request.user.has_perms([f"influencers.{action}_profileniche" for action in actions])

    def has_merge_permission(self, request):
        return request.user.has_perm("influencers.add_import")

    @admin.action(description=_("Merge two selected profiles"), permissions=["merge"])
    def merge_two(self, request, queryset):
        return compared(self, request, queryset, MergeKind.ACCOUNTS)

    @admin.action(description=_("Assign a niche to the selected profiles"), permissions=["assign"])
    def assign_niche(self, request, queryset):
        return confirmed(self, request, queryset, bulk.ASSIGN_NICHE)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        current.refresh([form.instance.pk])
