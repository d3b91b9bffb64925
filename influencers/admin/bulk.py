"""The bulk actions of the catalogue: what each asks, what it says, what it does."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from influencers import curation
from influencers.admin.actions import BulkChange
from influencers.admin.widgets import PercentInput, niche_choices
from influencers.figures import count
from influencers.form_fields import PercentField
from influencers.models import Niche


class NicheForm(forms.Form):
    niche = forms.ModelChoiceField(Niche.objects.all(), label=_("Niche"))
    weight = PercentField(
        label=_("Weight"), initial=1.0, widget=PercentInput, help_text=_("Share of their content.")
    )
    mode = forms.ChoiceField(
        label=_("What they have already"),
        choices=[
            ("add", _("Keep: the other niches stay with their weights")),
            ("replace", _("Replace: this becomes their only niche")),
        ],
        initial="add",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["niche"].choices = niche_choices()

    def clean_weight(self):
        if not self.cleaned_data["weight"]:
            raise forms.ValidationError(_("The weight is more than 0 %."))
        return self.cleaned_data["weight"]


def _assign_niche(keys, said):
    number = curation.assign_niche(
        profile_ids=keys, niche=said["niche"], weight=said["weight"], replace=said["mode"] == "replace"
    )
    text = ngettext(
        "%(count)s profile has the niche “%(niche)s”.",
        "%(count)s profiles have the niche “%(niche)s”.",
        number,
    )
    return text % {"count": count(number), "niche": said["niche"]}


ASSIGN_NICHE = BulkChange(
    name="assign_niche",
    heading=_("Assign a niche"),
    explanation=_(
        "Briefs that name this niche, or the broader one above it, find these profiles from now on."
    ),
    button=_("Assign"),
    act=_assign_niche,
    form=NicheForm,
)


def _deactivate(keys, _said):
    number = curation.set_active(influencer_ids=keys, active=False)
    return ngettext("%(count)s influencer deactivated.", "%(count)s influencers deactivated.", number) % {
        "count": count(number)
    }


DEACTIVATE = BulkChange(
    name="deactivate",
    heading=_("Deactivate influencers"),
    explanation=_(
        "They no longer appear in the catalogue and are never recommended. Saved plans keep them, and "
        "nothing that is known about them is lost."
    ),
    button=_("Deactivate"),
    act=_deactivate,
)


def _reactivate(keys, _said):
    number = curation.set_active(influencer_ids=keys, active=True)
    return ngettext("%(count)s influencer reactivated.", "%(count)s influencers reactivated.", number) % {
        "count": count(number)
    }


REACTIVATE = BulkChange(
    name="reactivate",
    heading=_("Reactivate influencers"),
    explanation=_("They appear in the catalogue again and can be recommended."),
    button=_("Reactivate"),
    act=_reactivate,
)


def mark_reviewed(by):
    """The action as this person does it: the imports keep who looked them through."""

    def act(keys, _said):
        number = curation.mark_reviewed(import_ids=keys, by=by)
        return ngettext("%(count)s import reviewed.", "%(count)s imports reviewed.", number) % {
            "count": count(number)
        }

    return BulkChange(
        name="mark_reviewed",
        heading=_("Mark imports as reviewed"),
        explanation=_(
            "Somebody has looked through their rejected rows and flagged values. Imports without doubts, and "
            "those that were reviewed before, stay as they are."
        ),
        button=_("Mark as reviewed"),
        act=act,
    )
