"""What is known about profiles. Correcting a fact brings the profile's current figures in line."""

from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from influencers import current
from influencers.admin.base import WholeForm
from influencers.models import AudienceShare, Credibility, Measurement, ProfileNiche, Rate
from influencers.templatetags import figures


class FactAdmin(admin.ModelAdmin):
    """A fact of a profile; it stays with the profile that it was recorded for."""

    form = WholeForm
    list_select_related = ("profile", "source")
    search_fields = ("profile__identity", "profile__title")
    autocomplete_fields = ("profile", "source")
    show_full_result_count = False

    def get_readonly_fields(self, request, obj=None):
        return ("profile",) if obj else ()


class CurrentFactAdmin(FactAdmin):
    """A fact of which the newest is copied onto the profile."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        current.refresh([obj.profile_id])

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        current.refresh([obj.profile_id])

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        profiles = set(queryset.values_list("profile_id", flat=True))
        super().delete_queryset(request, queryset)
        current.refresh(profiles)


@admin.register(Measurement)
class MeasurementAdmin(CurrentFactAdmin):
    list_display = ("profile", "measured_on", "followers_grouped", "rate", "views", "reach", "source")
    list_filter = ("profile__platform", "source__kind")
    date_hierarchy = "measured_on"

    @admin.display(description=_("followers"), ordering="followers")
    def followers_grouped(self, row):
        return figures.count(row.followers)

    @admin.display(description=_("engagement rate"), ordering="engagement_rate")
    def rate(self, row):
        if row.engagement_rate is None:
            return None
        return f"{figures.rate(row.engagement_rate)} {row.get_engagement_denominator_display()}"

    @admin.display(description=_("average views"), ordering="average_views")
    def views(self, row):
        return figures.count(row.average_views)

    @admin.display(description=_("average reach"), ordering="average_reach")
    def reach(self, row):
        return figures.count(row.average_reach)


@admin.register(Rate)
class RateAdmin(CurrentFactAdmin):
    list_display = ("profile", "deliverable", "price", "basis", "quoted_on", "valid_until", "source")
    list_filter = ("deliverable", "basis", "currency", "source__kind")
    date_hierarchy = "quoted_on"

    @admin.display(description=_("price"), ordering="amount")
    def price(self, row):
        return figures.money(row.amount, row.currency)


@admin.register(Credibility)
class CredibilityAdmin(CurrentFactAdmin):
    list_display = ("profile", "basis", "percent", "assessed_on", "source")
    list_filter = ("basis", "source__kind")
    date_hierarchy = "assessed_on"

    @admin.display(description=_("share"), ordering="share")
    def percent(self, row):
        return figures.percent(row.share)


@admin.register(AudienceShare)
class AudienceShareAdmin(FactAdmin):
    list_display = ("profile", "dimension", "value", "percent", "source")
    list_filter = ("dimension", "source__kind")

    @admin.display(description=_("share"), ordering="share")
    def percent(self, row):
        return figures.percent(row.share)


@admin.register(ProfileNiche)
class ProfileNicheAdmin(FactAdmin):
    list_display = ("profile", "niche", "percent")
    list_filter = ("profile__platform", "niche")
    list_select_related = ("profile", "niche")
    autocomplete_fields = ("profile", "niche")

    @admin.display(description=_("weight"), ordering="weight")
    def percent(self, row):
        return figures.percent(row.weight)
