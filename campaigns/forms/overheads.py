"""The part of the brief about what comes on top of fees. Usual shares follow from those of a whole spend:
60 to 70 % fees, 15 to 20 % boost, 10 to 15 % management, 5 to 10 % contingency (uplink.co.id)."""

from django import forms
from django.utils.translation import gettext_lazy

from campaigns.models.overheads import SHARES
from influencers.form_fields import PercentField


class OverheadFields(forms.Form):
    """Empty means nothing on top."""

    agency_fee = PercentField(
        label=gettext_lazy("Agency fee"),
        required=False,
        help_text=gettext_lazy("Of the fees. Usual: 15 to 25 % (from uplink.co.id)."),
    )
    boost = PercentField(
        label=gettext_lazy("Paid boost"),
        required=False,
        help_text=gettext_lazy("Of the fees, to advertise the posts. Usual: 20 to 35 % (from uplink.co.id)."),
    )
    contingency = PercentField(
        label=gettext_lazy("Contingency"),
        required=False,
        help_text=gettext_lazy(
            "Of everything else, kept for surprises. Usual: 5 to 10 % (from uplink.co.id)."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        return cleaned | {name: 0.0 for name in SHARES if cleaned.get(name, 0.0) is None}
