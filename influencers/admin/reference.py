"""Reference data: benchmarks, exchange rates, niches and the words for them, sources."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, JSONField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from influencers import care, figures
from influencers.admin.base import HTTPS_LINKS, Inline, KeptWhileUsed, LabelledFormSet, Page, WholeForm
from influencers.admin.columns import clipped, country, figure, linked
from influencers.models import (
    Benchmark,
    ExchangeRate,
    Niche,
    NicheSynonym,
    Platform,
    Source,
    TaxKind,
    TaxRate,
)
from influencers.templatetags.marks import cited


class Age(admin.SimpleListFilter):
    title = _("age")
    parameter_name = "age"

    def lookups(self, request, model_admin):
        return [("old", _("Older than a year"))]

    def queryset(self, request, queryset):
        return (
            queryset.filter(care.old_benchmarks(timezone.localdate())) if self.value() == "old" else queryset
        )


@admin.register(Benchmark)
class BenchmarkAdmin(Page):
    list_display = (
        "about",
        "platform_name",
        "country_name",
        "size",
        "value_figure",
        "sigma_figure",
        "source_line",
        "as_of",
    )
    list_filter = (Age, "evidence", "platform", "country", "metric")
    search_fields = ("metric", "group", "source", "note")
    save_as = True
    amount_fields = ("followers_from", "followers_to")
    decimal_fields = ("value", "sigma")
    country_fields = ("country",)
    placeholders = {"followers_to": _("and up")}
    help_texts = {
        "platform": _("Empty means any."),
        "country": _("Empty means any."),
        "group": _("A deliverable, an age band or whatever else the metric tells apart. Empty means any."),
        "followers_from": _("The smallest profile that it speaks of."),
        "followers_to": _("The first size that it no longer speaks of. Empty means and up."),
        "value": _("In the unit below. Change it together with source and date."),
        "evidence": _("How well the figure is supported; pages say so beside every estimate."),
        "as_of": _("The day that the source speaks of. After a year the front page reminds you."),
    }
    fieldsets = (
        (
            _("What it is about"),
            {
                "fields": ("metric", "platform", "country", "group", ("followers_from", "followers_to")),
                "description": _("The most exact match is used: platform, country, group and size."),
            },
        ),
        (_("Figure"), {"fields": (("value", "sigma"), "unit")}),
        (_("Where it comes from"), {"fields": ("evidence", "source", "source_url", "as_of", "note")}),
    )

    country_name = country("country", _("country"))
    value_figure = figure("value", _("value"), figures.number)
    sigma_figure = figure("sigma", _("spread"), figures.number)

    @admin.display(description=_("platform"), ordering="platform")
    def platform_name(self, row):
        return dict(Platform.choices).get(row.platform, figures.MISSING)

    @admin.display(description=_("metric"), ordering="metric")
    def about(self, row):
        return clipped(" · ".join(filter(None, (row.metric, row.group))), row.unit)

    @admin.display(description=_("followers"), ordering="followers_from")
    def size(self, row):
        low, high = figures.count(row.followers_from), figures.count(row.followers_to)
        if row.followers_to is not None:
            return f"{low}–{high}"
        return _("%(number)s and up") % {"number": low} if row.followers_from else _("any")

    @admin.display(description=_("source"), ordering="source")
    def source_line(self, row):
        return clipped(cited(row.source), row.get_evidence_display())


@admin.register(TaxRate)
class TaxRateAdmin(Page):
    list_display = ("kind", "rate", "valid_from", "source_line")
    list_filter = ("kind",)
    search_fields = ("source", "note")
    date_hierarchy = "valid_from"
    save_as = True
    form = WholeForm
    decimal_fields = ("value",)
    fieldsets = (
        (
            None,
            {
                "fields": ("kind", "valid_from", "value", "brackets"),
                "description": _(
                    "Add a row when a rate changes and keep the old one: campaigns use the newest that holds "
                    "on their first day. Confirm every rate with a tax adviser."
                ),
            },
        ),
        (_("Where it comes from"), {"fields": ("source", "source_url", "note")}),
    )
    formfield_overrides = {JSONField: {"widget": forms.Textarea(attrs={"rows": 3})}}

    @admin.display(description=_("value"))
    def rate(self, row):
        if row.brackets:
            starts, shares = zip(*row.brackets, strict=True)
            above = _("from %(amounts)s rupiah") % {"amounts": " / ".join(map(figures.short, starts))}
            return clipped(" / ".join(map(figures.exact_percent, shares)), above)
        factor = row.kind == TaxKind.PPH21_WITHOUT_NPWP
        return figures.number(row.value) if factor else figures.exact_percent(row.value)

    @admin.display(description=_("source"), ordering="source")
    def source_line(self, row):
        return clipped(row.source, row.note)


@admin.register(ExchangeRate)
class ExchangeRateAdmin(Page):
    list_display = ("currency", "rupiah_figure", "as_of", "source")
    list_filter = ("currency",)
    search_fields = ("currency", "source")
    date_hierarchy = "as_of"
    currency_fields = ("currency",)
    help_texts = {"rupiah": _("What one unit of the currency costs: 16,250 for one US dollar.")}

    rupiah_figure = figure("rupiah", _("rupiah for one unit"), figures.decimal)


class SynonymFormSet(LabelledFormSet):
    def clean(self):
        """Two new rows with one word would pass the database's look-up and fail at saving."""
        super().clean()
        seen = set()
        for form in self.forms:
            term = (getattr(form, "cleaned_data", {}).get("term") or "").lower()
            if term and not form.cleaned_data.get("DELETE"):
                if term in seen:
                    raise ValidationError(_("The word “%(term)s” is here twice."), params={"term": term})
                seen.add(term)


class SynonymsOfNiche(Inline):
    model = NicheSynonym
    formset = SynonymFormSet


@admin.register(Niche)
class NicheAdmin(KeptWhileUsed, Page):
    list_display = ("label", "parent_link", "name", "name_id", "slug", "words_figure")
    list_filter = (("parent", admin.EmptyFieldListFilter),)
    list_select_related = ("parent",)
    search_fields = ("name", "name_id", "slug")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}
    help_texts = {
        "slug": _("Stands in addresses; changing it breaks links that people kept."),
        "parent": _("Empty makes it a broader niche of its own. There are two levels."),
    }
    inlines = (SynonymsOfNiche,)
    used_by = ("profile_weights", "children", "campaigns")

    parent_link = linked("parent", _("broader niche"))
    words_figure = figure("words", _("words in lists"))

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(words=Count("synonyms"))

    @admin.display(description=_("niche"))
    def label(self, row):
        return row.label


@admin.register(NicheSynonym)
class NicheSynonymAdmin(Page):
    list_display = ("term", "niche_link")
    list_select_related = ("niche",)
    search_fields = ("term", "niche__name", "niche__name_id")
    niche_fields = ("niche",)
    help_texts = {"term": _("Imports read this word in a column of niches, whatever its case.")}

    niche_link = linked("niche", _("niche"))


@admin.register(Source)
class SourceAdmin(Page):
    list_display = ("name", "kind", "obtained_on", "import_link", "url")
    list_filter = ("kind",)
    list_select_related = ("import_run",)
    search_fields = ("name", "url")
    date_hierarchy = "obtained_on"
    formfield_overrides = HTTPS_LINKS

    import_link = linked("import_run", _("import"))

    def has_delete_permission(self, request, obj=None):
        """Figures name their source for good."""
        return False
