"""Naming a set of filters."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.selection import brand_choice
from campaigns.models import Brand, SavedSearch
from influencers import filters, selection


class SaveSearchForm(forms.Form):
    """The filters of the list as the user sees it, brought into their canonical form."""

    name = forms.CharField(
        label=gettext_lazy("Name of the search"), max_length=SavedSearch._meta.get_field("name").max_length
    )
    brand = brand_choice()
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, brands: list[Brand], user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["brand"].required = True
        self.fields["brand"].queryset = Brand.objects.filter(pk__in=[brand.pk for brand in brands])

    def clean_query(self) -> str:
        reading = selection.understood(self.cleaned_data["query"], self.user)
        query = filters.querystring(reading.filters)
        if len(query) > SavedSearch._meta.get_field("query").max_length:
            raise forms.ValidationError(_("These are too many filters to keep."))
        return query


class RenameSearchForm(forms.Form):
    rename = forms.CharField(
        label=gettext_lazy("Name of the search"), max_length=SavedSearch._meta.get_field("name").max_length
    )
