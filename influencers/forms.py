"""Forms of the catalogue's pages."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from influencers.importing.countries import country_code
from influencers.importing.decisions import asked_of
from influencers.importing.fields import LABELS, Field
from influencers.importing.readings import read
from influencers.models import Influencer, MergeKind, Platform, Profile
from influencers.models.overlap import UNITS
from influencers.review import Item


class DatedForm(forms.Form):
    """A form that asks for the day of the figures."""

    as_of = forms.DateField(
        label=_("Figures as of"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_(
            "The day on which the figures were true. "
            "Empty means the day in the name of the file, or else today."
        ),
    )

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class FileForm(DatedForm):
    """A table from the user's computer; what it lists is the subclass's to say."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the reader says what is wrong with it, as it does for any other file
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
        help_text=_("CSV, TSV or Excel. The first row names the columns, every other row is one profile."),
    )
    platform = forms.ChoiceField(
        label=_("Platform"),
        required=False,
        choices=[("", _("As the file says")), *Platform.choices],
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_BYTES:
            limit = settings.IMPORT_MAX_BYTES // 1024**2
            raise forms.ValidationError(_("The file is larger than %(limit)s MB."), params={"limit": limit})
        return file


class UploadForm(FileForm):
    """A list of influencers, and what the file itself may not say."""

    country = forms.CharField(
        label=_("Country of the influencers"),
        required=False,
        max_length=60,
        help_text=_("For rows that name none. Leave it empty when they live in several countries."),
    )
    field_order = ("file", "platform", "country", "as_of")

    def clean_country(self) -> str:
        text = self.cleaned_data["country"].strip()
        if text and not country_code(text):
            raise forms.ValidationError(_("No country is known by this name."))
        return country_code(text) if text else ""


class UnitField(forms.ChoiceField):
    """What the overlaps of a table are: people, or shares of what."""

    def __init__(self, **options):
        given = {
            "label": _("The overlaps are"),
            "required": False,
            "choices": [("", _("As the file says")), *UNITS],
            "help_text": _("Shares need this: of the first profile’s followers, or of whom?"),
        }
        super().__init__(**(given | options))


class OverlapsForm(FileForm):
    """A table of pairs of profiles with their overlap."""

    unit = UnitField()
    field_order = ("file", "unit", "platform", "as_of")


class PairsForm(DatedForm):
    """What a waiting table of overlaps did not say itself."""

    unit = UnitField()
    platform = forms.ChoiceField(
        label=_("Platform"), required=False, choices=[("", _("As the file says")), *Platform.choices]
    )
    field_order = ("unit", "platform", "as_of")


class ColumnsForm(DatedForm):
    """What each column of a waiting list means, one choice a column, and the day of its figures."""

    platform = forms.ChoiceField(
        label=_("Platform"), required=False, choices=[("", _("As the file says")), *Platform.choices]
    )

    def __init__(self, *args, columns: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["as_of"].widget.attrs["class"] = "form-control"
        choices = [(field.value, LABELS[field]) for field in Field]
        for column in columns:
            label = column["header"] or column["label"]
            self.fields[f"column-{column['number']}"] = forms.ChoiceField(
                label=label, choices=choices, initial=column["field"], required=False
            )
        self.columns = columns

    @property
    def rows(self):
        """Each column's description beside its field."""
        return [(column, self[f"column-{column['number']}"]) for column in self.columns]

    @property
    def answers(self) -> dict[str, str]:
        """What the user chose, by the column's number.

        Another platform reads the columns afresh: a meaning that was only left as it stood is none of its
        answers, or the figures of one platform would be taken for those of the other.
        """
        names = {f"column-{column['number']}": f"#{column['number']}" for column in self.columns}
        meant = self.changed_data if "platform" in self.changed_data else names
        return {
            names[name]: self.cleaned_data[name]
            for name in names
            if name in meant and self.cleaned_data[name]
        }


class ErasureForm(forms.Form):
    """Asks for the name once more: what is erased does not come back."""

    typed = forms.CharField(label=_("Type the name to erase this person for good"), max_length=200)

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_typed(self) -> str:
        if " ".join(self.cleaned_data["typed"].split()) != " ".join(self.name.split()):
            raise forms.ValidationError(_("This is not the name as it stands above."))
        return self.name


class DecisionsForm(forms.Form):
    """What doubtful values of a list stand for, a field for each that can be taken; empty ones stay open."""

    everywhere = forms.BooleanField(
        label=_("Do the same wherever this column has the same value"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args, items: Iterable[Item], **kwargs):
        super().__init__(*args, **kwargs)
        self.doubts = {f"said-{item.doubt.pk}": item.doubt for item in items if item.may_take}
        for name, doubt in self.doubts.items():
            label = _("Row %(row)s: take it as") % {"row": doubt.row}
            self.fields[name] = forms.CharField(label=label, required=False, max_length=120)

    def clean(self):
        found = super().clean()
        self._values = {}
        for name, doubt in self.doubts.items():
            if said := found.get(name):
                value, reason = read(asked_of(doubt), said)
                if reason:
                    self.add_error(name, gettext(reason))
                else:
                    self._values[doubt.pk] = value
        return found

    def values(self) -> dict[int, object]:
        """What was said, by the doubt's key."""
        return self._values

    def rows(self, items: Iterable[Item]):
        """Each doubt beside its field, or beside nothing where it can only be left out."""
        return [(item, self[f"said-{item.doubt.pk}"] if item.may_take else None) for item in items]


class PairForm(forms.Form):
    """Two rows of the catalogue: which is kept, which becomes part of it."""

    kind = forms.ChoiceField(choices=MergeKind)
    kept = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    gone = forms.IntegerField(min_value=1, max_value=2**63 - 1)

    def clean(self):
        data = super().clean()
        if not self.errors:
            model = Influencer if data["kind"] == MergeKind.PEOPLE else Profile
            rows = model.objects.in_bulk([data["kept"], data["gone"]])
            if len(rows) < 2 or len({getattr(row, "platform", "") for row in rows.values()}) > 1:
                raise forms.ValidationError(_("Choose two."))
            data |= {name: rows[data[name]] for name in ("kept", "gone")}
        return data
