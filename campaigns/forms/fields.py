"""Fields of several values: rows, and shares by platform."""

from django import forms
from django.core.exceptions import ValidationError

from influencers.form_fields import PercentField
from influencers.models import Platform

KEY_DIGITS = 18  # more do not fit the database's whole numbers


class SeveralRowsField(forms.ModelMultipleChoiceField):
    """As Django's own; a key beyond the database's whole numbers is an unknown one, not an error of ours."""

    def clean(self, value):
        if isinstance(value, list | tuple) and (
            wrong := [key for key in value if len(str(key)) > KEY_DIGITS]
        ):
            code = "invalid_pk_value"
            raise ValidationError(self.error_messages[code], code=code, params={"pk": str(wrong[0])[:40]})
        return super().clean(value)


class PlatformSharesWidget(forms.MultiWidget):
    """Two inputs for each platform: at least, at most."""

    def __init__(self, attrs=None):
        names = [f"{platform}_{end}" for platform in Platform.values for end in ("min", "max")]
        super().__init__({name: forms.TextInput() for name in names}, attrs)

    def decompress(self, value):
        ends = [end for platform in Platform.values for end in (value or {}).get(platform, (None, None))]
        percent = PercentField()
        return [percent.prepare_value(end) for end in ends]


class PlatformSharesField(forms.MultiValueField):
    """A mapping of platform to [least, most] share of the spend; platforms without a rule are left out."""

    widget = PlatformSharesWidget

    def __init__(self, **kwargs):
        ends = [PercentField(required=False) for _platform in Platform.values for _end in range(2)]
        super().__init__(ends, require_all_fields=False, **kwargs)

    def compress(self, data_list):
        pairs = zip(Platform.values, data_list[::2], data_list[1::2], strict=True) if data_list else ()
        return {
            platform: [least or 0.0, 1.0 if most is None else most]
            for platform, least, most in pairs
            if least is not None or most is not None
        }

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True
