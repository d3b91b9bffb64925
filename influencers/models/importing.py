"""One spreadsheet brought in: what it was, what was understood, what became of every row."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from influencers.models.overlap import UNITS
from influencers.models.profile import Platform


class ImportStatus(models.TextChoices):
    READING = "reading", _("being read")
    PREVIEW = "preview", _("waiting for your confirmation")
    QUEUED = "queued", _("waiting for its turn")
    RUNNING = "running", _("being imported")
    DONE = "done", _("imported")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("failed")
    DISCARDED = "discarded", _("discarded")
    UNDOING = "undoing", _("being taken back")
    UNDONE = "undone", _("taken back")


# What may follow what. Work that a dead process left behind begins again: nothing of it was written.
NEXT: dict[str, frozenset[str]] = {
    ImportStatus.READING: frozenset({"preview", "cancelled", "failed"}),
    ImportStatus.PREVIEW: frozenset({"reading", "queued", "discarded"}),
    ImportStatus.QUEUED: frozenset({"running", "cancelled", "failed"}),
    ImportStatus.RUNNING: frozenset({"done", "cancelled", "failed"}),
    ImportStatus.DONE: frozenset({"undoing"}),
    ImportStatus.UNDOING: frozenset({"undone", "done"}),
    **{
        ended: frozenset()
        for ended in (
            ImportStatus.CANCELLED,
            ImportStatus.FAILED,
            ImportStatus.DISCARDED,
            ImportStatus.UNDONE,
        )
    },
}
UNFINISHED = frozenset({"reading", "queued", "running", "undoing"})  # somebody works at it, or will
CANCELLABLE = frozenset({"reading", "queued", "running"})


class ImportKind(models.TextChoices):
    PROFILES = "profiles", _("influencers")
    OVERLAPS = "overlaps", _("audience overlaps")


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An administrator sees every import, others their own."""
        return self if user.is_staff else self.filter(uploaded_by=user)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def done(self):
        return self.filter(status=ImportStatus.DONE)

    def with_counts(self):
        """How many profiles each created and updated, without the rest of its report."""
        counts = {name: KeyTransform(name, "report") for name in ("created", "updated")}
        return self.defer("report", "mapping").annotate(**counts)

    def may_become(self, status):
        """Those that are in a state which this one may follow."""
        return self.filter(status__in=[before for before, after in NEXT.items() if status in after])

    def unconfirmed(self):
        return self.filter(status=ImportStatus.PREVIEW)

    def in_doubt(self):
        """Imported with rejected rows or flagged values that nobody has looked through yet."""
        return self.done().filter(doubts__gt=0, reviewed_at__isnull=True)


class Import(models.Model):
    file_name = models.CharField(_("file"), max_length=200)
    file = models.FileField(
        _("stored file"), upload_to="imports/", max_length=300, blank=True, editable=False
    )
    sha256 = models.CharField(
        _("checksum"),
        max_length=64,
        editable=False,
        help_text=_("SHA-256. Tells whether the same file was uploaded before."),
    )
    status = models.CharField(_("status"), max_length=12, choices=ImportStatus, default=ImportStatus.PREVIEW)
    kind = models.CharField(
        _("what it lists"), max_length=10, choices=ImportKind, default=ImportKind.PROFILES
    )
    unit = models.CharField(
        _("what the overlaps are"),
        max_length=10,
        choices=UNITS,
        blank=True,
        help_text=_("Numbers of people, or shares of what."),
    )
    platform = models.CharField(
        _("platform"),
        max_length=20,
        choices=Platform,
        blank=True,
        help_text=_("For rows that name none."),
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("For rows that name none.")
    )
    as_of = models.DateField(_("figures as of"))
    mapping = models.JSONField(
        _("columns"),
        default=dict,
        blank=True,
        help_text=_("Which column of the file was read as what."),
    )
    report = models.JSONField(
        _("report"), default=dict, blank=True, help_text=_("Counts, rejected rows and flagged values.")
    )
    doubts = models.PositiveIntegerField(
        _("in doubt"), default=0, editable=False, help_text=_("Rejected rows and flagged values.")
    )
    source = models.OneToOneField(
        "influencers.Source",
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="import_run",
        help_text=_("What the imported figures name as their source."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="imports",
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    finished_at = models.DateTimeField(_("imported"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "reviewed_at"], name="import_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ImportStatus.values),
                name="import_status_known",
                violation_error_message=_("Choose one of the states."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ImportKind.values),
                name="import_kind_known",
                violation_error_message=_("Choose what the file lists."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["done", "undoing", "undone"])
                | Q(source__isnull=False, finished_at__isnull=False),
                name="import_done_has_source",
                violation_error_message=_("A finished import has a source and a time."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True) | Q(status__in=["done", "undoing", "undone"]),
                name="import_reviewed_when_done",
                violation_error_message=_("Only a finished import can be reviewed."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        page = "imports:overlaps-detail" if self.kind == ImportKind.OVERLAPS else "imports:detail"
        return reverse(page, args=[self.pk])

    @property
    def is_unfinished(self) -> bool:
        return self.status in UNFINISHED

    @property
    def is_cancellable(self) -> bool:
        return self.status in CANCELLABLE
