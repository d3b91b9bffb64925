"""What brands keep about people, for administrators who have to help."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from campaigns.models import Block, Note, SavedSearch, Tag
from influencers.admin.base import Page, WholeForm
from influencers.admin.columns import linked


@admin.register(Note)
class NoteAdmin(Page):
    form = WholeForm
    list_display = ("written_at", "influencer_link", "brand_link", "written_by")
    list_filter = ("brand",)
    list_select_related = ("brand", "influencer", "written_by")
    search_fields = ("influencer__name", "text")
    date_hierarchy = "written_at"
    fields = ("brand", "influencer", "text", "written_by", "written_at")
    readonly_fields = ("written_by", "written_at")
    autocomplete_fields = ("brand", "influencer")

    influencer_link = linked("influencer", _("influencer"))
    brand_link = linked("brand", _("brand"))


@admin.register(Tag)
class TagAdmin(Page):
    form = WholeForm
    list_display = ("name", "brand_link")
    list_filter = ("brand",)
    list_select_related = ("brand",)
    search_fields = ("name", "brand__name")
    autocomplete_fields = ("brand", "influencers")

    brand_link = linked("brand", _("brand"))


@admin.register(Block)
class BlockAdmin(Page):
    form = WholeForm
    list_display = ("blocked_at", "influencer_link", "brand_link", "reason", "blocked_by")
    list_filter = ("brand",)
    list_select_related = ("brand", "influencer", "blocked_by")
    search_fields = ("influencer__name", "reason", "brand__name")
    date_hierarchy = "blocked_at"
    fields = ("brand", "influencer", "reason", "blocked_by", "blocked_at")
    readonly_fields = ("blocked_by", "blocked_at")
    autocomplete_fields = ("brand", "influencer")

    influencer_link = linked("influencer", _("influencer"))
    brand_link = linked("brand", _("brand"))


@admin.register(SavedSearch)
class SavedSearchAdmin(Page):
    form = WholeForm
    list_display = ("name", "brand_link", "query", "saved_at")
    list_filter = ("brand",)
    list_select_related = ("brand",)
    search_fields = ("name", "query", "brand__name")
    autocomplete_fields = ("brand",)

    brand_link = linked("brand", _("brand"))
