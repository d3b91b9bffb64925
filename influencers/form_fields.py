"""Fields that read what people write: amounts and percentages, with the decimal mark of either language."""

import re

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from influencers.amounts import parse_amount
from influencers.figures import active_locale, count, number

DIGITS = re.compile(r"-?\d[\d.,]{0,19}")
ONE_MARK = re.compile(r"-?\d+[.,]\d+")
PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%?")


class TextToValueField(forms.CharField):
    """A field of text that stands for a number: `read` makes the number, `write` the text."""

    def read(self, text):
        raise NotImplementedError

    def write(self, value):
        raise NotImplementedError

    def clean(self, value):
        text = super().clean(value)
        return self.read(text) if text else None

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else self.write(value)

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


class AmountField(TextToValueField):
    """Whole units of `currency`, or people where it is empty."""

    currency = ""

    def read(self, text: str) -> int:
        return parse_amount(text, currency=self.currency)

    def write(self, value: int) -> str:
        return count(value)


class PercentField(TextToValueField):
    """A share from 0 to 1, written as a percentage."""

    most = 100

    def read(self, text: str) -> float:
        found = PERCENT.fullmatch(text)
        if not found or (percent := float(found[1].replace(",", "."))) > self.most:
            raise ValidationError(_("Write a percentage between 0 and %(most)s.") % {"most": self.most})
        return round(percent / 100, 6)

    def write(self, value: float) -> str:
        return format_decimal(value * 100, format="0.####", locale=active_locale())


class NumberField(TextToValueField):
    """Any number, grouped and with decimals as the active language writes them.

    The mark of the other language is taken where it can mean nothing else: 0.35 among Indonesian figures.
    """

    def read(self, text: str) -> float:
        if DIGITS.fullmatch(text):
            try:
                return float(parse_decimal(text, locale=active_locale(), strict=True))
            except NumberFormatError:
                if ONE_MARK.fullmatch(text):
                    return float(text.replace(",", "."))
        raise ValidationError(_("Write a number such as %(example)s.") % {"example": self.write(1250.5)})

    def write(self, value: float) -> str:
        return number(value).replace("−", "-")


class EngagementRateField(PercentField):
    """As a percentage; of views it can pass a hundred."""

    most = 999
