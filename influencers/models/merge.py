"""That two rows of the catalogue became one: where the old address leads, and what undoing it needs."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MergeKind(models.TextChoices):
    PEOPLE = "people", _("two influencers who are one person")
    ACCOUNTS = "accounts", _("two profiles that are one account")


class MergeQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(undone_at__isnull=True)

    def of_person(self, key: int):
        """The merge by which the influencer of that key became another."""
        return self.in_force().filter(kind=MergeKind.PEOPLE, gone=key)


class Merge(models.Model):
    """`undo` holds the row that went, what was moved, emptied or dropped, and what the kept row said."""

    kind = models.CharField(_("what was merged"), max_length=10, choices=MergeKind)
    influencer = models.ForeignKey(
        "influencers.Influencer",
        verbose_name=_("influencer"),
        on_delete=models.CASCADE,
        related_name="merges",
        help_text=_("Who was kept, or whose profile."),
    )
    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=_("profile"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="merges",
        help_text=_("The one that was kept, where two profiles were merged."),
    )
    gone = models.BigIntegerField(
        _("former number"), help_text=_("Of the row that became part of the other.")
    )
    gone_name = models.CharField(_("former name"), max_length=220)
    undo = models.JSONField(_("what undoing needs"), default=dict, encoder=DjangoJSONEncoder, editable=False)
    merged_at = models.DateTimeField(_("merged"), auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "gone"],
                condition=Q(undone_at__isnull=True),
                name="merge_once_in_force",
                violation_error_message=_("It was merged already."),
            ),
            models.CheckConstraint(
                condition=Q(kind=MergeKind.PEOPLE, profile__isnull=True)
                | Q(kind=MergeKind.ACCOUNTS, profile__isnull=False),
                name="merge_names_what_was_kept",
                violation_error_message=_("A merge of profiles names the one that was kept."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept}"

    @property
    def kept(self) -> models.Model:
        return self.profile or self.influencer
