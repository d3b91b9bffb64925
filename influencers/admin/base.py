"""What the administration pages share."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import capfirst

from influencers.admin.export import Exported
from influencers.admin.widgets import KEY, Friendly

HTTPS_LINKS = {models.URLField: {"assume_scheme": "https"}}  # what a link without a scheme means


COUNTED_ROWS = 10_000
LIST_LENGTH = 50
SEARCH_LIMIT = 200  # characters


class BoundedPaginator(Paginator):
    """Counts no further than COUNTED_ROWS, so that a list opens at once however many rows there are.

    Rows beyond are found by searching and filtering.
    """

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:COUNTED_ROWS].count()


class Sturdy:
    """For pages of a model: what no page of ours would send is refused in words, not by an error of ours."""

    def get_changelist_instance(self, request):
        """Django checks what the filters of an address mean, but not that the database can hold it."""
        if "%00" in request.GET.urlencode():
            raise IncorrectLookupParameters
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters from error

    def get_search_results(self, request, queryset, search_term):
        """Every word becomes conditions; thousands of them are more than a database takes."""
        return super().get_search_results(request, queryset, search_term[:SEARCH_LIMIT].replace("\0", ""))

    def response_action(self, request, queryset):
        if not all(KEY.fullmatch(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest("a row that was chosen has a key that is none")
        return super().response_action(request, queryset)


class Page(Sturdy, Friendly, Exported, admin.ModelAdmin):
    """What every list and page of ours has: friendly fields, an export, a bounded count."""

    paginator = BoundedPaginator
    list_per_page = LIST_LENGTH
    show_full_result_count = False

    def changelist_view(self, request, extra_context=None):
        named = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**named, **(extra_context or {})})


class WholeForm(forms.ModelForm):
    """Checks every constraint, also those on fields that the form only shows or derives.

    Django leaves a constraint out when one of its fields is not in the form; saving would then fail.
    """

    def validate_unique(self) -> None:
        super().validate_unique()
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self.add_error(None, error)


class ReadOnly:
    """For records that the application keeps: an administrator reads them and changes nothing."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class KeptWhileUsed:
    """For rows that facts refer to: only an unused one can be deleted, one at a time.

    The stock confirmation page would otherwise load every fact that stands in the way.
    """

    used_by: tuple[str, ...] = ()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None or not super().has_delete_permission(request, obj):
            return False
        return not any(getattr(obj, name).exists() for name in self.used_by)


class LabelledFormSet(forms.BaseInlineFormSet):
    """In a table the column's head is all that names a field to the eye; here it is named to every reader."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # within the links to related rows
            widget.attrs.setdefault("aria-label", str(field.label or ""))


class Inline(Friendly, admin.TabularInline):
    formset = LabelledFormSet
    extra = 0


class FactInline(Inline):
    """Facts are added here and never overwritten; the link beside each leads to the page that corrects it.

    Rows without fields also keep the page's cost constant: an autocomplete asks the database once a row.
    """

    show_change_link = True
    select_related: tuple[str, ...] = ("source",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related(*self.select_related)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
