"""What was computed and saved: recommendations, plans and their lines are records to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from campaigns.models import Plan, PlanLine, Recommendation
from influencers.admin.base import ReadOnly
from influencers.templatetags import figures


@admin.register(Recommendation)
class RecommendationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("campaign", "state", "progress", "asked_at", "touched_at")
    list_filter = ("state",)
    list_select_related = ("campaign",)
    search_fields = ("campaign__name",)
    date_hierarchy = "asked_at"
    exclude = ("answer",)  # as long as the page that shows it

    def get_queryset(self, request):
        return super().get_queryset(request).defer("answer")


class LinesOfPlan(ReadOnly, admin.TabularInline):
    model = PlanLine
    extra = 0
    fields = readonly_fields = ("position", "profile", "tier", "money", "reach_count", "engagement_count")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("plan__campaign", "profile")

    @admin.display(description=_("cost"))
    def money(self, row):
        return figures.money(row.cost, row.plan.campaign.currency)

    @admin.display(description=_("reach"))
    def reach_count(self, row):
        return figures.count(row.reach)

    @admin.display(description=_("engagements"))
    def engagement_count(self, row):
        return figures.count(row.engagements)


@admin.register(Plan)
class PlanAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("campaign", "version", "note", "created_by", "created_at")
    list_filter = ("campaign__brand",)
    list_select_related = ("campaign", "created_by")
    search_fields = ("campaign__name", "note")
    date_hierarchy = "created_at"
    exclude = ("answer",)
    inlines = (LinesOfPlan,)
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("answer")


@admin.register(PlanLine)
class PlanLineAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("plan", "position", "profile", "tier", "money")
    list_filter = ("tier",)
    list_select_related = ("plan__campaign", "profile")
    search_fields = ("plan__campaign__name", "profile__identity")

    @admin.display(description=_("cost"), ordering="cost")
    def money(self, row):
        return figures.money(row.cost, row.plan.campaign.currency)
