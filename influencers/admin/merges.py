"""Merges as they happened, and the way from two selected rows to the page that compares them."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from influencers.admin.base import ReadOnly
from influencers.admin.columns import linked
from influencers.admin.large import LargePage
from influencers.models import Merge


def compared(model_admin, request, rows, kind):
    """The page of the two selected rows, the older of which is kept."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:3])
    if len(keys) != 2:
        model_admin.message_user(request, gettext("Select two rows."), messages.ERROR)
        return None
    kept, gone = keys
    pair = urlencode({"kind": kind, "kept": kept, "gone": gone})
    return redirect(f"{reverse('influencers:merge-pair')}?{pair}")


@admin.register(Merge)
class MergeAdmin(ReadOnly, LargePage):
    list_display = ("gone_name", "kind", "influencer_link", "merged_at", "merged_by", "undone_at")
    list_filter = ("kind",)
    list_prefetch_related = ("influencer", "merged_by")
    profile_paths = ("influencer__profiles",)
    fields = (
        "kind",
        "influencer",
        "profile",
        "gone",
        "gone_name",
        "merged_at",
        "merged_by",
        "undone_at",
        "undone_by",
    )

    influencer_link = linked("influencer", _("influencer"))
