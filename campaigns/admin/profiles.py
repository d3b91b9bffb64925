"""The catalogue's page of profiles, with what brands do with them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from campaigns.care import USE_IS_SEEN_BY, in_use
from influencers.admin.people import ProfileAdmin
from influencers.models import Profile


class InUse(admin.SimpleListFilter):
    title = _("use by brands")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        """What brands do is told to those who may read it elsewhere; a filter without choices is none."""
        may_see = request.user.has_perms(USE_IS_SEEN_BY)
        return [("yes", _("In a saved list or a running campaign"))] if may_see else []

    def queryset(self, request, queryset):
        return queryset.filter(in_use()) if self.value() == "yes" else queryset


admin.site.unregister(Profile)


@admin.register(Profile)
class ProfileInUseAdmin(ProfileAdmin):
    list_filter = (*ProfileAdmin.list_filter[:1], InUse, *ProfileAdmin.list_filter[1:])
