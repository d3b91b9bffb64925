"""What planners do with the profiles that are ticked on the list, or with all that its filters match."""

from typing import ClassVar

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.fields import SeveralRowsField
from campaigns.models import Brand
from influencers import selection
from influencers.figures import count
from influencers.models import Profile


class SelectionForm(forms.Form):
    """`cleaned_data["ids"]` are the profiles; `brand_field` is the field of the brand that it is done for.

    Where another number matches than was promised the form is not valid and asks again, with the new number.
    """

    profile = SeveralRowsField(
        Profile.objects.all(),
        widget=forms.MultipleHiddenInput,
        required=False,
    )
    all = forms.CharField(required=False, widget=forms.HiddenInput)
    expected = forms.CharField(required=False, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    brand_field = "brand"
    most: ClassVar[int | None] = None  # profiles at a time

    def __init__(self, *args, brands: list[Brand], user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.brands = user, brands
        field = self.fields[self.brand_field]
        field.queryset = Brand.objects.filter(pk__in=[brand.pk for brand in brands])
        field.initial = brands[0] if brands else None

    def clean_next(self) -> str:
        """Where to go on; only to an address of this site, in full."""
        address = self.cleaned_data["next"]
        is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
        return address if is_ours else ""

    def clean(self):
        cleaned = super().clean()
        if "profile" in self.errors:
            return cleaned
        chosen = selection.read(self.data, self.user)
        cleaned["ids"] = chosen.ids
        if chosen.has_moved:
            self._ask_again(chosen)
        elif problem := self._problem(chosen):
            self.add_error("profile", problem)
        return cleaned

    def _problem(self, chosen: selection.Selection) -> str:
        if not chosen.ids:
            return _("Choose at least one influencer first.")
        if len(self.data.getlist("profile")) > selection.MOST_TICKED:
            return _("Add at most %(count)s at a time.") % {"count": selection.MOST_TICKED}
        if self.most is not None and len(chosen.ids) > self.most:
            words = _("This is done for at most %(most)s profiles at a time; you chose %(number)s.")
            return words % {"most": count(self.most), "number": count(len(chosen.ids))}
        return ""

    def _ask_again(self, chosen: selection.Selection) -> None:
        words = _("%(then)s profiles matched when the list was shown; %(now)s match now. Go on with these?")
        self.add_error(None, words % {"then": count(chosen.expected), "now": count(len(chosen.ids))})
        self.data = self.data.copy()
        self.data["expected"] = str(len(chosen.ids))


def brand_choice() -> forms.ModelChoiceField:
    """The brand that it is done for; the form says which there are."""
    return forms.ModelChoiceField(
        Brand.objects.none(), label=gettext_lazy("Brand"), required=False, empty_label=None
    )
