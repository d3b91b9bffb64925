"""Packages with what is in them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from influencers.admin.base import Inline, WholeForm
from influencers.admin.columns import figure, linked, money
from influencers.admin.facts import SOURCE_HELP, FactAdmin
from influencers.admin.large import InCurrency, LargePage, OfSourceKind
from influencers.models import Package, PackageItem


class ItemsOfPackage(Inline):
    model = PackageItem
    extra = 1


@admin.register(Package)
class PackageAdmin(FactAdmin):
    list_display = (
        "quoted_on",
        "profile_link",
        "name",
        "price_figure",
        "basis",
        "valid_until",
        "source_link",
    )
    list_filter = ("basis", InCurrency, OfSourceKind)
    amount_fields = ("amount", "more_rights_price", "more_exclusivity_price")
    currency_fields = ("currency",)
    help_texts = {
        "source": SOURCE_HELP,
        "amount": _("For the whole package, in whole units of the currency: 7,500,000 or 7.5 million."),
        "valid_until": _("Empty when nothing was said."),
    }
    fieldsets = (
        (None, {"fields": ("profile", "name", ("amount", "currency", "basis"))}),
        (
            _("Usage rights and exclusivity"),
            {
                "fields": (
                    ("usage_rights_days", "exclusivity_days"),
                    ("more_rights_days", "more_rights_price"),
                    ("more_exclusivity_days", "more_exclusivity_price"),
                ),
                "description": _("What the price includes, and what more of it costs on top."),
            },
        ),
        (_("Quote"), {"fields": ("quoted_on", "valid_until", "source")}),
    )
    inlines = (ItemsOfPackage,)

    price_figure = money("amount", _("price"))


@admin.register(PackageItem)
class PackageItemAdmin(LargePage):
    form = WholeForm
    list_display = ("package_link", "deliverable", "quantity_figure")
    list_filter = ("deliverable",)
    list_prefetch_related = ("package",)
    profile_paths = ("package__profile",)
    autocomplete_fields = ("package",)

    package_link = linked("package", _("package"))
    quantity_figure = figure("quantity", _("quantity"))
