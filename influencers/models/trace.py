"""What an import did to the catalogue, as far as taking it back asks; its figures name its source."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Traced(models.TextChoices):
    """Tables that an import adds rows to or changes rows of."""

    INFLUENCER = "influencer", _("influencer")
    PROFILE = "profile", _("profile")
    MEASUREMENT = "measurement", _("measurement")
    CREDIBILITY = "credibility", _("credibility")
    RATE = "rate", _("rate")


class Trace(models.Model):
    """Rows with the keys `first` to `last` that were created; or one row that was changed, with what it said.

    `before` and `after` hold the changed fields alone. The niches of a profile that had none are a field of
    it, `niches`: pairs of niche and weight.
    """

    import_run = models.ForeignKey(
        "influencers.Import", verbose_name=_("import"), on_delete=models.CASCADE, related_name="traces"
    )
    table = models.CharField(_("table"), max_length=12, choices=Traced)
    first = models.BigIntegerField(_("first row"))
    last = models.BigIntegerField(_("last row"))
    before = models.JSONField(_("before"), null=True, blank=True)
    after = models.JSONField(_("after"), null=True, blank=True)

    class Meta:
        verbose_name = _("trace of an import")
        verbose_name_plural = _("traces of imports")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(table__in=Traced.values), name="trace_table_known"),
            models.CheckConstraint(
                condition=Q(before__isnull=True, after__isnull=True, first__lte=F("last"))
                | Q(before__isnull=False, after__isnull=False, first=F("last")),
                name="trace_created_or_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.import_run} {self.table} {self.first}–{self.last}"
