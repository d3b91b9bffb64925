"""The throttle of the sign-in for administrators: who failed, who is locked out, who came."""

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import DELETION
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import care
from accounts.models import FailedSignIn, SignIn
from influencers.admin.actions import BulkChange, confirmed
from influencers.admin.base import ReadOnly, Sturdy
from influencers.admin.columns import clipped, figure
from influencers.admin.export import Exported
from influencers.figures import count


class Locked(admin.SimpleListFilter):
    title = _("locked out")
    parameter_name = "locked"

    def lookups(self, request, model_admin):
        return [("yes", _("Locked out now"))]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=care.locked().values("pk")) if self.value() == "yes" else queryset


class SignInRecord(Sturdy, ReadOnly, Exported, admin.ModelAdmin):
    """What the throttle notes down; the browser's name is cut short."""

    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"
    show_full_result_count = False

    @admin.display(description=_("browser"))
    def browser(self, row):
        return clipped(row.user_agent)


@admin.register(FailedSignIn)
class FailedSignInAdmin(SignInRecord):
    list_display = ("username", "ip_address", "failures_figure", "attempt_time", "browser")
    list_filter = (Locked,)
    fields = ("username", "ip_address", "failures_since_start", "attempt_time", "user_agent")
    actions = ("unlock",)

    failures_figure = figure("failures_since_start", _("failures"))

    def has_unlock_permission(self, request):
        return request.user.has_perm("accounts.delete_failedsignin")

    @admin.action(description=_("Unlock the selected accounts"), permissions=["unlock"])
    def unlock(self, request, queryset):
        return confirmed(self, request, queryset, UNLOCK)


def _unlock(keys, _said):
    number = care.unlock(attempt_ids=keys)
    return ngettext("%(count)s account unlocked.", "%(count)s accounts unlocked.", number) % {
        "count": count(number)
    }


UNLOCK = BulkChange(
    name="unlock",
    heading=_("Unlock accounts"),
    explanation=format_lazy(
        _(
            "Their failed sign-ins are forgotten, so they can try again at once. Ask first whether it was "
            "they who mistyped: after {limit} failures the account locks again."
        ),
        limit=settings.AXES_FAILURE_LIMIT,
    ),
    button=_("Unlock"),
    act=_unlock,
    flag=DELETION,
)


@admin.register(SignIn)
class SignInAdmin(SignInRecord):
    list_display = ("attempt_time", "username", "ip_address", "logout_time", "browser")
