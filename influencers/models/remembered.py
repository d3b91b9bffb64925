"""What somebody said of a list's columns, for the next list with the same ones."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RememberedColumns(models.Model):
    """The meanings of the columns of one header; of several lists the newest choice counts."""

    shape = models.CharField(
        _("header’s mark"),
        max_length=64,
        editable=False,
        help_text=_("SHA-256 of the names of the columns, without marks and letter case."),
    )
    header = models.JSONField(_("columns"), editable=False)
    fields = models.JSONField(
        _("meanings"), editable=False, help_text=_("Of each column in the header’s order.")
    )
    file_name = models.CharField(_("list"), max_length=200)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("chosen by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("chosen"), auto_now=True)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["shape"],
                name="remembered_once_a_shape",
                violation_error_message=_("The columns of this header are remembered already."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(name or "–" for name in self.header)[:200]
