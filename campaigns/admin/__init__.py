"""The work of the brands for administrators: brands and members, briefs, what was recommended and saved."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from campaigns.admin import brands, campaigns, people, results

__all__ = ["brands", "campaigns", "people", "results"]

admin.site.site_header = _("Tiermix administration")
admin.site.site_title = _("Tiermix administration")
admin.site.index_title = _("Catalogue, brands and people")
