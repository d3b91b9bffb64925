"""Brands, their members, and the lists they keep."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from campaigns.models import Brand, Membership, Rival, SavedList
from influencers.admin.base import Inline, Page, WholeForm
from influencers.admin.columns import figure, linked


class SharedChoices:
    """For inlines: reads the choices of a foreign key once a page, not once a row."""

    shared_choices: tuple[str, ...] = ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name in self.shared_choices:
            field.choices = list(field.choices)
        return field


class MembershipInline(SharedChoices, Inline):
    """Members of a brand, or brands of a member, whichever page it stands on."""

    model = Membership
    extra = 0
    shared_choices = ("brand", "user")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("brand", "user")


class RivalsOfBrand(Inline):
    model = Rival
    show_change_link = True


@admin.register(Brand)
class BrandAdmin(Page):
    list_display = ("name", "members_figure", "campaigns_figure", "is_pkp", "created_at")
    list_filter = ("is_pkp",)
    search_fields = ("name",)
    readonly_fields = ("created_at",)
    inlines = (MembershipInline, RivalsOfBrand)

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                member_count=Count("memberships", distinct=True),
                campaign_count=Count("campaigns", distinct=True),
            )
        )

    members_figure = figure("member_count", _("members"))
    campaigns_figure = figure("campaign_count", _("campaigns"))


@admin.register(Membership)
class MembershipAdmin(Page):
    list_display = ("user", "brand_link", "role")
    list_filter = ("role", "brand")
    list_select_related = ("user", "brand")
    search_fields = ("user__username", "user__email", "brand__name")
    autocomplete_fields = ("user", "brand")
    help_texts = {
        "role": _("What this person may do in this brand; elsewhere they have other roles, or none.")
    }

    brand_link = linked("brand", _("brand"))


@admin.register(SavedList)
class SavedListAdmin(Page):
    """Lists are filled on their own page, where thousands of profiles fit; here they are renamed."""

    list_display = ("name", "brand_link", "profiles_figure", "created_at")
    list_filter = ("brand",)
    list_select_related = ("brand",)
    search_fields = ("name", "brand__name")
    date_hierarchy = "created_at"
    form = WholeForm
    fields = ("brand", "name", "profiles_figure", "created_at")
    readonly_fields = ("profiles_figure", "created_at")
    autocomplete_fields = ("brand",)

    brand_link = linked("brand", _("brand"))
    profiles_figure = figure("size", _("profiles"))

    def get_queryset(self, request):
        return super().get_queryset(request).with_size()

    def get_readonly_fields(self, request, obj=None):
        """A list stays behind the wall of its brand: campaigns of that brand draw on it."""
        return ("brand", *self.readonly_fields) if obj else self.readonly_fields
