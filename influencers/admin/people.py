"""Influencers and their profiles. Current figures follow from the facts, so they are read-only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from influencers import current
from influencers.admin.base import (
    HTTPS_LINKS,
    FactInline,
    ReadOnly,
    SharedChoices,
    WholeForm,
)
from influencers.models import (
    AudienceShare,
    Credibility,
    Influencer,
    Measurement,
    Profile,
    ProfileNiche,
    Rate,
)
from influencers.templatetags import figures

CURRENT_FIGURES = (
    "followers_grouped",
    "tier",
    "engagement",
    "engagements_grouped",
    "views_grouped",
    "reach_grouped",
    "posts",
    "credibility_percent",
    "price_grouped",
    "measured_on",
    "source",
)


class ProfileForm(WholeForm):
    def clean(self):
        if not (self.cleaned_data.get("handle") or "").strip(" @") and not self.cleaned_data.get("title"):
            self.add_error("handle", _("Give a handle, or the channel title when no handle is known."))
        return super().clean()


class ProfilesOfInfluencer(ReadOnly, admin.TabularInline):
    model = Profile
    fields = ("platform", "handle", "title", "tier", "followers_grouped", "measured_on")
    readonly_fields = ("tier", "followers_grouped", "measured_on")
    extra = 0
    show_change_link = True
    verbose_name_plural = _("profiles")

    @admin.display(description=_("followers"))
    def followers_grouped(self, row):
        return figures.count(row.followers)


@admin.register(Influencer)
class InfluencerAdmin(admin.ModelAdmin):
    list_display = ("name", "country", "city", "gender", "is_active", "updated_at")
    list_filter = ("is_active", "gender", "country")
    search_fields = ("name", "city")
    readonly_fields = ("created_at", "updated_at")
    inlines = (ProfilesOfInfluencer,)
    show_full_result_count = False


class NichesOfProfile(SharedChoices, admin.TabularInline):
    model = ProfileNiche
    extra = 0
    shared_choices = ("niche",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("niche")


class MeasurementsOfProfile(FactInline):
    model = Measurement
    select_related = ("source", "profile")
    autocomplete_fields = ("source",)
    exclude = ("lifetime_views", "lifetime_videos", "authentic_engagements")


class RatesOfProfile(FactInline):
    model = Rate
    autocomplete_fields = ("source",)


class CredibilityOfProfile(FactInline):
    model = Credibility
    select_related = ("source", "profile")
    autocomplete_fields = ("source",)


class AudienceOfProfile(FactInline):
    model = AudienceShare
    autocomplete_fields = ("source",)


@admin.register(Profile)
class ProfileAdmin(admin.ModelAdmin):
    form = ProfileForm
    list_display = (
        "account",
        "platform",
        "influencer",
        "tier",
        "followers_grouped",
        "engagement",
        "credibility_percent",
        "price_grouped",
        "measured_on",
        "source",
    )
    list_filter = ("tier", "platform", "source__kind")
    list_select_related = ("influencer", "source")
    search_fields = ("identity", "title", "influencer__name")
    autocomplete_fields = ("influencer",)
    readonly_fields = (*CURRENT_FIGURES, "created_at")
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
    inlines = (
        NichesOfProfile,
        MeasurementsOfProfile,
        RatesOfProfile,
        CredibilityOfProfile,
        AudienceOfProfile,
    )
    show_full_result_count = False

    @admin.display(description=_("account"), ordering="identity")
    def account(self, row):
        return str(row)

    @admin.display(description=_("followers"), ordering="followers")
    def followers_grouped(self, row):
        return figures.count(row.followers)

    @admin.display(description=_("engagement rate"), ordering="engagement_rate")
    def engagement(self, row):
        if row.engagement_rate is None:
            return None
        return f"{figures.rate(row.engagement_rate)} {row.get_engagement_denominator_display()}"

    @admin.display(description=_("engagements a post"))
    def engagements_grouped(self, row):
        return figures.count(row.average_engagements)

    @admin.display(description=_("average views"))
    def views_grouped(self, row):
        return figures.count(row.average_views)

    @admin.display(description=_("average reach"))
    def reach_grouped(self, row):
        return figures.count(row.average_reach)

    @admin.display(description=_("credibility"), ordering="credibility")
    def credibility_percent(self, row):
        return figures.percent(row.credibility)

    @admin.display(description=_("list price"), ordering="price")
    def price_grouped(self, row):
        return figures.money(row.price)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        current.refresh([form.instance.pk])
