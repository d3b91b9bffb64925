"""Columns of the lists: figures stand at the right, rows lead to related rows, long texts are cut short.

A column of figures is named `…_figure`; the stylesheet goes by that.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from influencers import figures
from influencers.countries import country_names
from influencers.templatetags.marks import tier_mark, tier_name

Column = Callable[[Any, Any], Any]


def figure(field: str, label: str, write: Callable[[Any], str] = figures.count) -> Column:
    """The field written as a figure; an export takes the bare number."""

    @admin.display(description=label, ordering=field)
    def column(self: Any, row: Any) -> str:
        return write(getattr(row, field, None))

    column.exported = lambda row: getattr(row, field)
    return column


def money(field: str, label: str) -> Column:
    """An amount in the row's own currency; an export names the currency after it."""

    @admin.display(description=label, ordering=field)
    def column(self: Any, row: Any) -> str:
        return figures.money(getattr(row, field), row.currency)

    column.exported = lambda row: f"{getattr(row, field)} {row.currency}"
    return column


def rate_of(row: Any) -> str:
    """An engagement rate with what it is divided by."""
    if row.engagement_rate is None:
        return figures.MISSING
    return f"{figures.rate(row.engagement_rate)} {row.get_engagement_denominator_display()}"


@admin.display(description=_("engagement rate"), ordering="engagement_rate")
def engagement_column(self: Any, row: Any) -> str:
    return rate_of(row)


@admin.display(description=_("tier"), ordering="followers")
def tier_column(self: Any, row: Any) -> SafeString | str:
    """Shape, colour and word; nothing where the followers are not known."""
    mark = tier_mark(row.tier)
    return format_html("{} {}", mark, tier_name(row.tier)) if mark else figures.MISSING


@admin.display(description=_("account"), ordering="identity")
def account_column(self: Any, row: Any) -> str:
    return str(row)


def yes_or_no(field: str, label: str) -> Column:
    """A tick of the record as a word; a "no" is no fault, so it wears no red cross."""

    @admin.display(description=label, ordering=field)
    def column(self: Any, row: Any) -> str:
        return gettext("yes") if getattr(row, field) else gettext("no")

    return column


price_column = figure("price", _("list price"), figures.money)


def country(field: str, label: str) -> Column:
    @admin.display(description=label, ordering=field)
    def column(self: Any, row: Any) -> str:
        code = getattr(row, field)
        return country_names().get(code, code) or figures.MISSING

    return column


def row_link(row: Model | None) -> SafeString | str:
    """The row's name, leading to its page of the administration."""
    if row is None:
        return figures.MISSING
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a class="clipped" href="{}" title="{}">{}</a>', url, row, row)


def linked(field: str, label: str) -> Column:
    """The related row as a link to its page."""

    @admin.display(description=label, ordering=field)
    def column(self: Any, row: Any) -> SafeString | str:
        return row_link(getattr(row, field, None))

    return column


def clipped(text: str, below: str = "") -> SafeString:
    """A long text in one line, whole on hover; `below` stands smaller under it."""
    second = format_html('<span class="second-line clipped" title="{0}">{0}</span>', below) if below else ""
    return format_html('<span class="clipped" title="{0}">{0}</span>{1}', text, second)
