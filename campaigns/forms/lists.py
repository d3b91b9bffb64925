"""Adding profiles to a saved list."""

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.fields import SeveralRowsField
from campaigns.models import Brand, SavedList
from influencers.models import Profile

MOST_PROFILES = 900  # a request may hold 1,000 fields, and the list has some of its own


class AddToListForm(forms.Form):
    """One of the lists of the user's brands, or the name of a new one for a brand."""

    profile = SeveralRowsField(
        Profile.objects.all(),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": gettext_lazy("Choose at least one influencer first.")},
    )
    saved_list = forms.ModelChoiceField(
        SavedList.objects.none(),
        label=gettext_lazy("List"),
        required=False,
        empty_label=gettext_lazy("A new list"),
    )
    name = forms.CharField(label=gettext_lazy("Name of the new list"), max_length=120, required=False)
    brand = forms.ModelChoiceField(
        Brand.objects.none(), label=gettext_lazy("Brand"), required=False, empty_label=None
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, brands: list[Brand], **kwargs):
        super().__init__(*args, **kwargs)
        lists = SavedList.objects.filter(brand__in=brands).select_related("brand")
        self.fields["saved_list"].queryset = lists
        self.fields["saved_list"].label_from_instance = lambda row: f"{row.brand} › {row.name}"
        self.fields["brand"].queryset = Brand.objects.filter(pk__in=[brand.pk for brand in brands])
        self.fields["brand"].initial = brands[0] if brands else None

    def clean_next(self) -> str:
        """Where to go on; only to an address of this site, in full."""
        address = self.cleaned_data["next"]
        is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
        return address if is_ours else ""

    def clean_profile(self):
        profiles = self.cleaned_data["profile"]
        if len(profiles) > MOST_PROFILES:
            raise forms.ValidationError(_("Add at most %(count)s at a time.") % {"count": MOST_PROFILES})
        return profiles

    def clean(self):
        cleaned = super().clean()
        if "saved_list" in self.errors or cleaned.get("saved_list"):
            return cleaned
        if not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Choose a list, or name a new one."))
        if not cleaned.get("brand") and "brand" not in self.errors:
            self.add_error("brand", _("Choose the brand that the list is for."))
        return cleaned


class RenameListForm(forms.Form):
    """A new name; whether the brand has it already is for the list to say."""

    rename = forms.CharField(label=gettext_lazy("Name of the list"), max_length=120)
