"""People: the stock page for users with their language, brands and roles beside them."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin

from accounts.admin import PermissionsInWords, PreferenceInline
from campaigns.admin.brands import MembershipInline
from influencers.admin.base import Sturdy

User = get_user_model()
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(Sturdy, PermissionsInWords, UserAdmin):
    inlines = (*UserAdmin.inlines, PreferenceInline, MembershipInline)
