"""Adding profiles to a saved list."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.selection import SelectionForm, brand_choice
from campaigns.models import SavedList


class AddToListForm(SelectionForm):
    """One of the lists of the user's brands, or the name of a new one for a brand."""

    saved_list = forms.ModelChoiceField(
        SavedList.objects.none(),
        label=gettext_lazy("List"),
        required=False,
        empty_label=gettext_lazy("A new list"),
    )
    name = forms.CharField(label=gettext_lazy("Name of the new list"), max_length=120, required=False)
    brand = brand_choice()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lists = SavedList.objects.filter(brand__in=self.brands).select_related("brand")
        self.fields["saved_list"].queryset = lists
        self.fields["saved_list"].label_from_instance = lambda row: f"{row.brand} › {row.name}"

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
