"""A form with a field of every kind, for the style guide."""

from crispy_forms.bootstrap import AppendedText, InlineCheckboxes
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Goal
from influencers.models.profile import Platform


class SampleForm(forms.Form):
    """Every kind of field that a page has; it is shown and never saved."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("As it stands on the invoice."))
    budget = forms.IntegerField(label=_("Budget"), min_value=1, required=False)
    starts_on = forms.DateField(label=_("First post"), widget=forms.DateInput(attrs={"type": "date"}))
    platform = forms.ChoiceField(label=_("Platform"), choices=Platform.choices)
    goal = forms.ChoiceField(label=_("Goal"), choices=Goal.choices, widget=forms.RadioSelect)
    platforms = forms.MultipleChoiceField(
        label=_("Platforms"), choices=Platform.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    goals = forms.MultipleChoiceField(label=_("Goals"), choices=Goal.choices, required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput, required=False)
    file = forms.FileField(label=_("File"), required=False)
    own_weight = forms.BooleanField(label=_("Set the weight myself"), required=False)
    brand = forms.CharField(label=_("Brand"), disabled=True, required=False, initial="Tiermix")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = self.helper.disable_csrf = False
        self.helper.layout = Layout(
            Row(_half("name"), _half(AppendedText("budget", "Rp")), css_class="g-3"),
            Row(_half("starts_on"), _half("platform"), css_class="g-3"),
            Row(_half("goal"), _half("goals"), css_class="g-3"),
            InlineCheckboxes("platforms"),
            "note",
            Row(_half("password"), _half("brand"), css_class="g-3"),
            "file",
            "own_weight",
        )


def _half(field: str | AppendedText) -> Column:
    return Column(field, css_class="col-md-6")
