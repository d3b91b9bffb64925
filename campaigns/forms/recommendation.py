"""What a planner changes on the recommendation itself: the weight, and who is locked in or ruled out."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from influencers.models import Profile


class PinChange(models.TextChoices):
    INCLUDE = "include", _("lock in")
    EXCLUDE = "exclude", _("rule out")
    NONE = "none", _("lift")


class AskForm(forms.Form):
    engagement_weight = forms.IntegerField(
        min_value=0, max_value=100, required=False, label=_("Weight of engagement, percent")
    )


class PinForm(forms.Form):
    profile = forms.ModelChoiceField(Profile.objects.all())
    change = forms.ChoiceField(choices=PinChange.choices)


class PlanForm(forms.Form):
    recommendation = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(max_length=200, required=False, strip=True, label=_("Note"))
