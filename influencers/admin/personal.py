"""Personal data: how people are reached, and the record of who was erased, which names nobody."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from influencers.admin.actions import BulkChange, confirmed
from influencers.admin.base import FactInline, Page, ReadOnly, WholeForm
from influencers.admin.columns import linked
from influencers.admin.large import LargePage
from influencers.figures import count
from influencers.models import Contact, Erasure


class ContactsOfInfluencer(FactInline):
    model = Contact
    autocomplete_fields = ("source",)


@admin.register(Contact)
class ContactAdmin(LargePage):
    form = WholeForm
    list_display = ("value", "kind", "influencer_link", "source_link")
    list_filter = ("kind",)
    list_prefetch_related = ("influencer", "source")
    profile_paths = ("influencer__profiles",)
    autocomplete_fields = ("influencer", "source")

    influencer_link = linked("influencer", _("influencer"))
    source_link = linked("source", _("source"))


def _let_back(keys, _said):
    number = Erasure.objects.filter(pk__in=keys).update(marks=[])
    return ngettext(
        "%(count)s person can be imported again.", "%(count)s people can be imported again.", number
    ) % {"count": count(number)}


LET_BACK = BulkChange(
    name="let_back",
    heading=_("Let be imported again"),
    explanation=_(
        "The marks are removed: the next list that names these accounts brings them as new ones. Nothing "
        "that was erased comes back. Do this when the person asks for it."
    ),
    button=_("Let be imported again"),
    act=_let_back,
)


@admin.register(Erasure)
class ErasureAdmin(ReadOnly, Page):
    list_display = ("stand_in", "erased_at", "erased_by", "marked")
    list_select_related = ("erased_by",)
    fields = ("number", "erased_at", "erased_by", "removed", "marked")
    readonly_fields = ("marked",)
    actions = ("let_back",)

    def has_lift_permission(self, request):
        return request.user.has_perm("influencers.change_erasure")

    @admin.display(description=_("stands in plans as"), ordering="number")
    def stand_in(self, row):
        return str(row)

    @admin.display(description=_("marks against importing"))
    def marked(self, row):
        return count(len(row.marks))

    @admin.action(description=_("Let the selected people be imported again"), permissions=["lift"])
    def let_back(self, request, queryset):
        return confirmed(self, request, queryset, LET_BACK)
