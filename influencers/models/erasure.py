"""That somebody was erased: a record for accountability which says nothing of who it was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """`marks` are keyed hashes of the erased accounts, so that no list brings the person back unnoticed."""

    number = models.BigIntegerField(
        _("number"), unique=True, help_text=_("Stands for the person in plans: “Erased influencer 12”.")
    )
    removed = models.JSONField(_("what was removed"), default=dict, help_text=_("Rows and texts, counted."))
    marks = models.JSONField(
        _("marks"),
        default=list,
        help_text=_("Keyed hashes. Imports leave out the accounts they stand for."),
    )
    erased_at = models.DateTimeField(_("erased"), auto_now_add=True)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("erased by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-erased_at", "-pk"]

    def __str__(self) -> str:
        return placeholder(self.number)


def placeholder(number: int) -> str:
    """What stands in stored answers and notes where a name stood; the same in every language."""
    return f"Erased influencer {number}"
