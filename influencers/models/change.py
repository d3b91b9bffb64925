"""The log of what changed in the catalogue, for copies of it to follow."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CatalogueChange(models.Model):
    """Written in the transaction that changes something, so it is seen exactly when the change is."""

    profile_ids = models.JSONField(
        _("profiles"), null=True, blank=True, help_text=_("Numbers of the profiles; empty: any of them.")
    )
    at = models.DateTimeField(_("changed"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("change of the catalogue")
        verbose_name_plural = _("changes of the catalogue")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
