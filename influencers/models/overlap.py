"""How many people follow two profiles both, as somebody audited it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from influencers.figures import count, percent


class OverlapBase(models.TextChoices):
    """What a share of common people is a share of."""

    FIRST = "first", _("of the first profile’s followers")
    SECOND = "second", _("of the second profile’s followers")
    SMALLER = "smaller", _("of the smaller of the two audiences")
    UNION = "union", _("of both audiences together")


PEOPLE = "people"
# What the figures of a list can be: numbers, or shares of something.
UNITS = [(PEOPLE, _("numbers of people")), *OverlapBase.choices]
TURNED = {OverlapBase.FIRST: OverlapBase.SECOND, OverlapBase.SECOND: OverlapBase.FIRST}


class AudienceOverlap(models.Model):
    """People in the audiences of two profiles at once: their number, or a share with what it is a share of.

    The catalogue keeps what the audit said; it becomes people with the profiles' followers when it is used.
    The profile with the smaller key is the first, so that a pair is one pair however it is written.
    """

    first = models.ForeignKey(
        "influencers.Profile", verbose_name=_("first profile"), on_delete=models.CASCADE, related_name="+"
    )
    second = models.ForeignKey(
        "influencers.Profile", verbose_name=_("second profile"), on_delete=models.CASCADE, related_name="+"
    )
    people = models.BigIntegerField(
        _("people in both"), null=True, blank=True, help_text=_("Empty where the audit gives a share.")
    )
    share = models.FloatField(_("share in both"), null=True, blank=True, help_text=_("0 to 1."))
    base = models.CharField(
        _("share of what"),
        max_length=10,
        choices=OverlapBase,
        blank=True,
        help_text=_("A share says nothing without it."),
    )
    observed_on = models.DateField(_("audited on"))
    source = models.ForeignKey(
        "influencers.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("audience overlap")
        verbose_name_plural = _("audience overlaps")
        ordering = ["-observed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second", "observed_on", "source"],
                name="overlap_once_a_day_and_source",
                violation_error_message=_("This source has an overlap of these two for that day already."),
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="overlap_of_two_in_order",
                violation_error_message=_("An overlap is between two different profiles."),
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=False, people__gte=0, share__isnull=True, base="")
                | Q(
                    people__isnull=True,
                    share__isnull=False,  # a comparison with NULL would pass
                    share__gte=0,
                    share__lte=1,
                    base__in=OverlapBase.values,
                ),
                name="overlap_is_people_or_share",
                violation_error_message=_(
                    "Give a number of people, or a share between 0 and 1 with what it is a share of."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} × {self.second}: {self.figure}"

    @property
    def figure(self) -> str:
        """What was audited, as it was said."""
        if self.share is None:
            return count(self.people)
        return f"{percent(self.share, 1)} {self.get_base_display()}"

    def clean(self) -> None:
        super().clean()
        if self.first_id and self.second_id and self.first_id > self.second_id:
            self.first, self.second = self.second, self.first
            self.base = TURNED.get(self.base, self.base)


def people_in_both(
    *, people: int | None, share: float | None, base: str, first: int | None, second: int | None
) -> float | None:
    """The number of common followers, of profiles with so many followers; None where these are not known.

    Of both together is a share s of the union: s (first + second) / (1 + s). Nobody is in both who is not in
    the smaller, so that is the most there can be.
    """
    if not first or not second:
        return None
    least = min(first, second)
    if people is not None:
        return float(min(people, least))
    share = share or 0.0
    common = {
        OverlapBase.FIRST: share * first,
        OverlapBase.SECOND: share * second,
        OverlapBase.SMALLER: share * least,
        OverlapBase.UNION: share * (first + second) / (1 + share),
    }
    return min(common[OverlapBase(base)], float(least))
