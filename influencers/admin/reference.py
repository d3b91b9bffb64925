"""Reference data: benchmarks, exchange rates, niches and the words for them, sources."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from influencers.admin.base import HTTPS_LINKS, KeptWhileUsed
from influencers.models import Benchmark, ExchangeRate, Niche, NicheSynonym, Source
from influencers.templatetags.figures import count


@admin.register(Benchmark)
class BenchmarkAdmin(admin.ModelAdmin):
    list_display = (
        "metric",
        "platform",
        "country",
        "group",
        "size",
        "value",
        "sigma",
        "unit",
        "evidence",
        "source",
        "as_of",
    )
    list_filter = ("evidence", "platform", "country", "metric")
    search_fields = ("metric", "group", "source", "note")
    save_as = True
    fieldsets = (
        (
            _("What it is about"),
            {"fields": ("metric", "platform", "country", "group", "followers_from", "followers_to")},
        ),
        (_("Figure"), {"fields": ("value", "sigma", "unit")}),
        (_("Where it comes from"), {"fields": ("evidence", "source", "source_url", "as_of", "note")}),
    )

    @admin.display(description=_("followers"), ordering="followers_from")
    def size(self, row):
        if row.followers_to is None:
            return f"{count(row.followers_from)}+" if row.followers_from else None
        return f"{count(row.followers_from)}–{count(row.followers_to)}"


@admin.register(ExchangeRate)
class ExchangeRateAdmin(admin.ModelAdmin):
    list_display = ("currency", "rupiah", "as_of", "source")
    list_filter = ("currency",)
    search_fields = ("currency", "source")
    date_hierarchy = "as_of"


class SynonymFormSet(BaseInlineFormSet):
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


class SynonymsOfNiche(admin.TabularInline):
    model = NicheSynonym
    formset = SynonymFormSet
    extra = 0


@admin.register(Niche)
class NicheAdmin(KeptWhileUsed, admin.ModelAdmin):
    list_display = ("name", "name_id", "parent", "slug", "words")
    list_filter = (("parent", admin.EmptyFieldListFilter),)
    list_select_related = ("parent",)
    search_fields = ("name", "name_id", "slug")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (SynonymsOfNiche,)
    used_by = ("profile_weights", "children", "campaigns")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(words=Count("synonyms"))

    @admin.display(description=_("words in lists"), ordering="words")
    def words(self, row):
        return row.words


@admin.register(NicheSynonym)
class NicheSynonymAdmin(admin.ModelAdmin):
    list_display = ("term", "niche")
    list_select_related = ("niche",)
    search_fields = ("term", "niche__name", "niche__name_id")
    autocomplete_fields = ("niche",)


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "obtained_on", "url")
    list_filter = ("kind",)
    search_fields = ("name", "url")
    date_hierarchy = "obtained_on"
    formfield_overrides = HTTPS_LINKS

    def has_delete_permission(self, request, obj=None):
        """Figures name their source for good."""
        return False
