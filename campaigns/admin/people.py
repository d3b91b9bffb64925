"""People: the stock page for users with their language, brands and roles beside them."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.db.models import Prefetch
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from accounts.admin import PermissionsInWords, PreferenceInline
from campaigns.admin.brands import MembershipInline
from campaigns.models import Brand, Membership, Role
from influencers import figures
from influencers.admin.base import Page
from influencers.admin.columns import clipped, yes_or_no
from influencers.admin.export import plain

User = get_user_model()
admin.site.unregister(User)


class MembershipFilter(admin.SimpleListFilter):
    """Brand and role speak of one membership: planners of a brand, not members who plan for another one."""

    fields = ("brand", "role")

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        asked = {field: request.GET[field] for field in self.fields if request.GET.get(field)}
        return queryset.filter(pk__in=Membership.objects.filter(**asked).values("user"))


class InBrand(MembershipFilter):
    title = _("brand")
    parameter_name = "brand"

    def lookups(self, request, model_admin):
        return [(brand.pk, brand.name) for brand in Brand.objects.order_by("name")]


class InRole(MembershipFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(role.value, short_role(role.label)) for role in Role]


def short_role(label: str) -> str:
    """The role's name without what it may do."""
    return str(label).partition(":")[0]


def roles_of(person: Any) -> list[str]:
    """Each brand with the person's role in it; the memberships are fetched with the list."""
    return [f"{each.brand} ({short_role(each.get_role_display())})" for each in person.memberships.all()]


@admin.register(User)
class PersonAdmin(PermissionsInWords, Page, UserAdmin):
    list_display = ("person", "brands_and_roles", "language", "active", "staff", "last_sign_in")
    list_filter = (InBrand, InRole, "is_active", "is_staff")
    list_select_related = ("preference",)
    search_help_text = _("User name, name or email address")
    inlines = (*UserAdmin.inlines, PreferenceInline, MembershipInline)

    active = yes_or_no("is_active", _("active"))
    staff = yes_or_no("is_staff", User._meta.get_field("is_staff").verbose_name)

    def get_queryset(self, request):
        memberships = Membership.objects.select_related("brand").order_by("brand__name")
        return super().get_queryset(request).prefetch_related(Prefetch("memberships", memberships))

    @admin.display(description=_("person"), ordering="username")
    def person(self, row):
        return clipped(row.username, " · ".join(filter(None, (row.get_full_name(), row.email))))

    @admin.display(description=_("brands and roles"))
    def brands_and_roles(self, row):
        lines = ((each,) for each in roles_of(row))
        return format_html_join("", '<div class="nowrap">{}</div>', lines) or figures.MISSING

    brands_and_roles.exported = lambda row: ", ".join(roles_of(row))

    @admin.display(description=_("language"), ordering="preference__language")
    def language(self, row):
        return str(row.preference) if hasattr(row, "preference") else figures.MISSING

    @admin.display(description=_("last sign-in"), ordering="last_login")
    def last_sign_in(self, row):
        return figures.moment(row.last_login) if row.last_login else _("never signed in")

    last_sign_in.exported = lambda row: plain(row.last_login)
