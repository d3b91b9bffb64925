"""Tags, blocks and notes about people."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.selection import SelectionForm, brand_choice
from campaigns.models import Block, Brand, Note, Tag
from influencers.models import Influencer, Profile


class PeopleForm(SelectionForm):
    """For people, whichever of their profiles are ticked."""

    most = 5_000  # a tag or a block is read whole by every list that it marks

    def influencers(self) -> set[int]:
        """Whom the profiles belong to."""
        profiles = Profile.objects.filter(pk__in=self.cleaned_data["ids"])
        return set(profiles.values_list("influencer_id", flat=True))

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get(self.brand_field) and self.brand_field not in self.errors:
            self.add_error(self.brand_field, _("Choose the brand that this is for."))
        return cleaned


class TagForm(PeopleForm):
    tag = forms.CharField(label=gettext_lazy("Tag"), max_length=Tag._meta.get_field("name").max_length)
    tag_brand = brand_choice()
    brand_field = "tag_brand"


class BlockForm(PeopleForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=Block._meta.get_field("reason").max_length,
        required=False,
    )
    block_brand = brand_choice()
    brand_field = "block_brand"


class NoteForm(forms.Form):
    influencer = forms.ModelChoiceField(Influencer.objects.active(), widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=Note._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    brand = brand_choice()

    def __init__(self, *args, brands: list[Brand], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["brand"].required = True
        self.fields["brand"].queryset = Brand.objects.filter(pk__in=[brand.pk for brand in brands])
