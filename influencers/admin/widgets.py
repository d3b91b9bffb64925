"""Form fields of the administration as people write: percent, grouped numbers, names instead of codes."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies
from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import JSONField
from django.forms.fields import InvalidJSONInput
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from influencers.countries import country_names
from influencers.figures import active_locale
from influencers.form_fields import AmountField, EngagementRateField, NumberField, PercentField
from influencers.models import Niche

Choices = list[tuple[str, str]]
KEY = re.compile("[0-9]{1,18}")  # more digits do not fit the database's whole numbers


class JsonField(forms.JSONField):
    """Refuses in words what is nested too deep to be read."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data, initial):
        try:
            return super().bound_data(data, initial)
        except RecursionError:
            return InvalidJSONInput(data)


class SearchedSelect(AutocompleteSelect):
    """Shows a form again whose choice is no key at all."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if KEY.fullmatch(str(key))], attr)


class PercentInput(forms.TextInput):
    """A short input with its unit beside it."""

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, {**(attrs or {}), "inputmode": "decimal"}, renderer)
        return format_html('<span class="with-unit">{}<span>%</span></span>', field)


class CodeSelect(forms.Select):
    """Names to choose from where a code is stored; a code without a name stays as it is."""

    def __init__(self, choices: Callable[[], Choices], attrs=None):
        super().__init__(attrs)
        self.named = choices

    def optgroups(self, name, value, attrs=None):
        named = self.named()
        known = {code for code, _name in named}
        self.choices = named + [(code, code) for code in value if code and code not in known]
        return super().optgroups(name, value, attrs)


def country_choices() -> Choices:
    return [("", "–"), *country_names().items()]


def currency_choices() -> Choices:
    """Every currency that some country pays with today, by name."""
    countries = get_global("territory_currencies")
    codes = {code for country in countries for code in get_territory_currencies(country)}
    named = [(code, f"{get_currency_name(code, locale=active_locale())} ({code})") for code in codes]
    return sorted(named, key=lambda choice: choice[1].lower())


def niche_choices() -> list[tuple[str, object]]:
    """Broader niches as groups of their narrower ones; one query."""
    niches = sorted(Niche.objects.all(), key=lambda niche: niche.label.lower())
    below = defaultdict(list)
    for niche in niches:
        below[niche.parent_id].append(niche)
    return [("", "–"), *((top.label, _group(top, below[top.pk])) for top in below[None])]


def _group(top: Niche, narrower: Iterable[Niche]) -> list[tuple[int, str]]:
    whole = _("%(niche)s in general") % {"niche": top.label}
    return [(top.pk, whole), *((niche.pk, niche.label) for niche in narrower)]


class Friendly:
    """For pages and inlines: how the fields named here are entered. Everything else is as Django has it."""

    percent_fields: tuple[str, ...] = ()
    amount_fields: tuple[str, ...] = ()
    decimal_fields: tuple[str, ...] = ()
    country_fields: tuple[str, ...] = ()
    currency_fields: tuple[str, ...] = ()
    niche_fields: tuple[str, ...] = ()
    help_texts: dict[str, object] = {}
    placeholders: dict[str, object] = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        name = db_field.name
        if name in self.percent_fields:
            rate = name == "engagement_rate"
            return self._text_field(db_field, EngagementRateField if rate else PercentField, PercentInput())
        if name in self.amount_fields:
            return self._text_field(db_field, AmountField, forms.TextInput({"inputmode": "numeric"}))
        if name in self.decimal_fields:
            return self._text_field(db_field, NumberField, forms.TextInput({"inputmode": "decimal"}))
        if name in self.country_fields:
            kwargs["widget"] = CodeSelect(country_choices)
        elif name in self.currency_fields:
            kwargs["widget"] = CodeSelect(currency_choices)
        if isinstance(db_field, JSONField):
            kwargs["form_class"] = JsonField
        if name in self.help_texts:
            kwargs["help_text"] = self.help_texts[name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def _text_field(self, db_field, form_class, widget):
        if db_field.name in self.placeholders:
            widget.attrs["placeholder"] = self.placeholders[db_field.name]
        return form_class(
            label=capfirst(db_field.verbose_name),
            required=not db_field.blank,
            initial=db_field.get_default() if db_field.has_default() else None,
            help_text=self.help_texts.get(db_field.name, db_field.help_text),
            widget=widget,
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchedSelect(db_field, self.admin_site, using=kwargs.get("using"))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name in self.niche_fields:
            field.choices = niche_choices()
        return field
