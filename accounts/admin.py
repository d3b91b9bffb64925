"""What the administration shares on people and groups; `sign_in_records` has the pages of the throttle."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from accounts import sign_in_records
from accounts.models import Preference
from influencers.admin.base import Sturdy

__all__ = ["PermissionsInWords", "PreferenceInline", "sign_in_records"]

ALLOWED = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}


def permission_in_words(permission: Permission) -> str:
    """The permission in the reader's language; its stored name is in English for good."""
    action = permission.codename.partition("_")[0]
    kind = permission.content_type
    return f"{kind.app_labeled_name} | {ALLOWED.get(action, permission.name)}"


class PermissionsInWords:
    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.related_model is Permission:
            field.label_from_instance = permission_in_words
        return field


class PreferenceInline(admin.StackedInline):
    model = Preference


admin.site.unregister(Group)


@admin.register(Group)
class TeamAdmin(Sturdy, PermissionsInWords, GroupAdmin):
    pass
