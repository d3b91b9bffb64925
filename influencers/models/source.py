"""Where a figure comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    FILE = "file", _("imported file")
    HAND = "hand", _("entered by hand")
    PUBLISHED = "published", _("published study")
    SYNTHETIC = "synthetic", _("synthetic demo data")


class Source(models.Model):
    """A file, a person's entry, a study: every measurement, rate and share names one."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind)
    url = models.URLField(_("link"), max_length=500, blank=True)
    obtained_on = models.DateField(_("obtained on"), help_text=_("The day on which the figures were true."))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-obtained_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=SourceKind.values),
                name="source_kind_known",
                violation_error_message=_("Choose one of the kinds."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_synthetic(self) -> bool:
        return self.kind == SourceKind.SYNTHETIC
