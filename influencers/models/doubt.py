"""A row or a value of a list that did not come in as it was written, and what somebody decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Min, Q
from django.utils.translation import gettext_lazy as _


class DoubtKind(models.TextChoices):
    REJECTED = "rejected", _("rejected row")
    FLAGGED = "flagged", _("flagged value")


class Decision(models.TextChoices):
    TAKEN = "taken", _("taken as another value")
    LEFT_OUT = "left_out", _("left out")


ALIKE = ("import_run", "kind", "column", "reason")


class DoubtQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An administrator sees every doubt, others those of their own imports."""
        return self if user.is_staff else self.filter(import_run__uploaded_by=user)

    def open(self):
        return self.filter(resolved_at__isnull=True)

    def flagged(self):
        return self.filter(kind=DoubtKind.FLAGGED)

    def rejected(self):
        return self.filter(kind=DoubtKind.REJECTED)

    def alike(self, doubt):
        """Those of the same import and column for the same reason, this one among them."""
        return self.filter(**{name: getattr(doubt, name) for name in ALIKE})

    def groups(self):
        """What is alike together, the newest import first and of it the most frequent."""
        found = self.order_by().values(*ALIKE).annotate(total=Count("pk"), first=Min("pk"))
        numbers = found.annotate(least=Min("number"), greatest=Max("number"))
        return numbers.annotate(file=F("import_run__file_name")).order_by("-import_run_id", "-total", "first")


class Doubt(models.Model):
    """One issue of an import; the import writes it, a person decides it once, and who and when is kept."""

    import_run = models.ForeignKey(
        "influencers.Import", verbose_name=_("import"), on_delete=models.CASCADE, related_name="issues"
    )
    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=_("profile"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="doubts",
        help_text=_("Whom the row is about, where it was imported."),
    )
    row = models.PositiveIntegerField(_("row"), help_text=_("As a spreadsheet numbers it."))
    column = models.CharField(_("column"), max_length=300, blank=True)
    value = models.TextField(_("as written"), blank=True)
    reason = models.CharField(_("reason"), max_length=300, help_text=_("In English; pages translate it."))
    number = models.BigIntegerField(
        _("number in the reason"), null=True, blank=True, help_text=_("A row or a count that it names.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=DoubtKind)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True, default="")
    taken_as = models.CharField(_("taken as"), max_length=200, blank=True, default="")
    resolved_at = models.DateTimeField(_("decided"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = DoubtQuerySet.as_manager()

    class Meta:
        verbose_name = _("doubt of an import")
        verbose_name_plural = _("doubts of imports")
        ordering = ["import_run", "row", "pk"]
        indexes = [
            models.Index(
                fields=["import_run", "kind", "column", "reason"],
                condition=Q(resolved_at__isnull=True),
                name="doubt_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DoubtKind.values),
                name="doubt_kind_known",
                violation_error_message=_("Choose one of the kinds."),
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, decision="", taken_as="")
                | Q(resolved_at__isnull=False, decision=Decision.LEFT_OUT, taken_as="")
                | (Q(resolved_at__isnull=False, decision=Decision.TAKEN) & ~Q(taken_as="")),
                name="doubt_decided_in_full",
                violation_error_message=_("A decision says what was decided, and when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.import_run} {self.row}"
