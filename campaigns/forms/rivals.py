"""Recording that a rival booked somebody."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy

from campaigns.forms.brief import DateInput
from campaigns.models import Brand, Rival, RivalBooking
from influencers.models import Influencer


class RivalBookingForm(forms.Form):
    """For one of the brands that the user plans for."""

    influencer = forms.ModelChoiceField(Influencer.objects.active(), widget=forms.HiddenInput)
    brand = forms.ModelChoiceField(Brand.objects.none(), label=gettext_lazy("Noted for"), empty_label=None)
    rival = forms.CharField(
        label=gettext_lazy("Rival"),
        max_length=Rival._meta.get_field("name").max_length,
        help_text=gettext_lazy("It joins your brand's list of rivals."),
    )
    category = forms.CharField(
        label=gettext_lazy("Category"),
        max_length=Rival._meta.get_field("category").max_length,
        required=False,
    )
    booked_on = forms.DateField(label=gettext_lazy("Seen on"), widget=DateInput)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=RivalBooking._meta.get_field("source").max_length,
        required=False,
        help_text=gettext_lazy("A link, or who said so."),
    )

    def __init__(self, *args, brands: list[Brand], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["brand"].queryset = Brand.objects.filter(pk__in=[brand.pk for brand in brands])
        self.fields["brand"].initial = brands[0] if brands else None
        self.fields["booked_on"].initial = timezone.localdate()
        self.helper = _helper()

    def chosen_influencer(self) -> Influencer | None:
        """Whom the note is about, sent or proposed; None for nobody in the catalogue."""
        try:
            return self.fields["influencer"].clean(self["influencer"].value())
        except ValidationError:
            return None


def _helper() -> FormHelper:
    """How crispy-forms lays it out; the page has the form and its button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    wide, narrow = "col-md-6", "col-6 col-md-4"
    helper.layout = Layout(
        "influencer",
        Row(Column("rival", css_class=wide), Column("brand", css_class=wide), css_class="g-3"),
        Row(
            Column("booked_on", css_class=narrow),
            Column("category", css_class=narrow),
            Column("source", css_class=narrow),
            css_class="g-3",
        ),
    )
    return helper
