"""Brands, their members, and the lists they keep."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from campaigns.models import Brand, Membership, SavedList
from influencers.admin.base import SharedChoices, WholeForm


class MembershipInline(SharedChoices, admin.TabularInline):
    """Members of a brand, or brands of a member, whichever page it stands on."""

    model = Membership
    extra = 0
    shared_choices = ("brand", "user")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("brand", "user")


@admin.register(Brand)
class BrandAdmin(admin.ModelAdmin):
    list_display = ("name", "member_count", "campaign_count", "created_at")
    search_fields = ("name",)
    readonly_fields = ("created_at",)
    inlines = (MembershipInline,)

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                member_count=Count("memberships", distinct=True),
                campaign_count=Count("campaigns", distinct=True),
            )
        )

    @admin.display(description=_("members"), ordering="member_count")
    def member_count(self, row):
        return row.member_count

    @admin.display(description=_("campaigns"), ordering="campaign_count")
    def campaign_count(self, row):
        return row.campaign_count


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ("user", "brand", "role")
    list_filter = ("role", "brand")
    list_select_related = ("user", "brand")
    search_fields = ("user__username", "user__email", "brand__name")
    autocomplete_fields = ("user", "brand")


@admin.register(SavedList)
class SavedListAdmin(admin.ModelAdmin):
    """Lists are filled on their own page, where thousands of profiles fit; here they are renamed."""

    list_display = ("name", "brand", "profile_count", "created_at")
    list_filter = ("brand",)
    list_select_related = ("brand",)
    search_fields = ("name", "brand__name")
    date_hierarchy = "created_at"
    form = WholeForm
    fields = ("brand", "name", "profile_count", "created_at")
    readonly_fields = ("profile_count", "created_at")
    autocomplete_fields = ("brand",)

    def get_queryset(self, request):
        return super().get_queryset(request).with_size()

    def get_readonly_fields(self, request, obj=None):
        """A list stays behind the wall of its brand: campaigns of that brand draw on it."""
        return ("brand", *self.readonly_fields) if obj else self.readonly_fields

    @admin.display(description=_("profiles"), ordering="size")
    def profile_count(self, row):
        return getattr(row, "size", None)
