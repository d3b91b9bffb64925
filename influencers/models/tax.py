"""Tax rates with the day from which they hold and their source; administrators edit them, code has none."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from influencers.figures import day

HIGHEST_STEP = 0.45  # of the taxable part; beyond it a nett fee could not be grossed up
HIGHEST_START = 10**15  # rupiah; no amount of ours is larger


class TaxKind(models.TextChoices):
    PPH21_STEPS = "pph21_steps", _("PPh 21: steps")
    PPH21_BASE = "pph21_base", _("PPh 21: taxable share of the gross fee")
    PPH21_WITHOUT_NPWP = "pph21_without_npwp", _("PPh 21: factor without NPWP")
    PPH23 = "pph23", _("PPh 23")
    PPN = "ppn", _("PPN, effective")


class TaxRate(models.Model):
    """One rate from a day on; the newest that holds on a campaign's first day counts."""

    kind = models.CharField(_("tax"), max_length=30, choices=TaxKind)
    valid_from = models.DateField(_("valid from"))
    value = models.FloatField(
        _("value"),
        null=True,
        blank=True,
        help_text=_("As a decimal: 0.11 is 11 %, the factor 1.2 is a fifth more. Empty for steps."),
    )
    brackets = models.JSONField(
        _("steps"),
        default=list,
        blank=True,
        help_text=_(
            "For steps only, in rupiah of taxable income a year: [[0, 0.05], [60000000, 0.15]] is 5 % up to "
            "60 million and 15 % above."
        ),
    )
    source = models.CharField(_("source"), max_length=300, help_text=_("The law or regulation."))
    source_url = models.CharField(
        _("link"), max_length=500, blank=True, help_text=_("Where the source can be read.")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "valid_from"],
                name="tax_rate_once_a_day",
                violation_error_message=_("There is a rate of this tax from that day already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TaxKind.values),
                name="tax_rate_kind_known",
                violation_error_message=_("Choose one of the taxes."),
            ),
            models.CheckConstraint(
                condition=Q(kind=TaxKind.PPH21_STEPS, value__isnull=True)
                | Q(value__isnull=False)
                & (
                    Q(kind=TaxKind.PPH21_BASE, value__gt=0, value__lte=1)
                    | Q(kind=TaxKind.PPH21_WITHOUT_NPWP, value__gte=1, value__lte=2)
                    | Q(kind__in=[TaxKind.PPH23, TaxKind.PPN], value__gte=0, value__lte=0.5)
                ),
                name="tax_rate_value_fits",
                violation_error_message=_(
                    "Steps have no value of their own. The taxable share is above 0 and at most 1, the "
                    "factor without NPWP 1 to 2, PPh 23 and PPN are 0 to 0.5."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {day(self.valid_from)}"

    def clean(self) -> None:
        super().clean()
        if self.kind == TaxKind.PPH21_STEPS and not are_steps(self.brackets):
            message = _(
                "Write pairs of an amount and a rate, the amounts rising from 0, the rates up to 0.45."
            )
            raise ValidationError({"brackets": message})
        if self.kind != TaxKind.PPH21_STEPS and self.brackets:
            raise ValidationError({"brackets": _("Only the steps of PPh 21 have steps.")})


def are_steps(brackets: object) -> bool:
    """Whether it is [[0, rate], [amount, rate], …] with whole amounts that rise, and possible rates."""
    if not (isinstance(brackets, list) and brackets and all(map(_is_step, brackets))):
        return False
    starts = [start for start, _rate in brackets]
    return starts[0] == 0 and all(low < high for low, high in pairwise(starts))


def _is_step(pair: object) -> bool:
    if not (isinstance(pair, list) and len(pair) == 2):
        return False
    start, rate = pair
    numbers = type(start) is int and type(rate) in (int, float)
    return numbers and 0 <= start <= HIGHEST_START and 0 <= rate <= HIGHEST_STEP
