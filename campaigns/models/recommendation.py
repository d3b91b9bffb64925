"""One computation of the recommendation: asked for, running, done or failed, with what it found."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from influencers.figures import moment

STALE_AFTER = timedelta(seconds=60)


class RecommendationState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("computing")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


UNFINISHED = {RecommendationState.QUEUED, RecommendationState.RUNNING}


class RecommendationQuerySet(models.QuerySet):
    def newest(self):
        return self.order_by("-pk").first()

    def done(self):
        return self.filter(state=RecommendationState.DONE)

    def unfinished(self):
        return self.filter(state__in=UNFINISHED)

    def claimable(self):
        """Queued, or left behind by a process that died."""
        stale = timezone.now() - STALE_AFTER
        return self.filter(
            Q(state=RecommendationState.QUEUED) | Q(state=RecommendationState.RUNNING, touched_at__lt=stale)
        )


class Recommendation(models.Model):
    """`fingerprint` tells which brief it answers; `answer` is what the page shows."""

    campaign = models.ForeignKey(
        "campaigns.Campaign",
        verbose_name=_("campaign"),
        on_delete=models.CASCADE,
        related_name="recommendations",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=RecommendationState, default=RecommendationState.QUEUED
    )
    fingerprint = models.CharField(
        _("fingerprint of the brief"),
        max_length=64,
        help_text=_("Tells whether the brief has changed since."),
    )
    progress = models.PositiveSmallIntegerField(_("progress, percent"), default=0)
    step = models.CharField(_("step"), max_length=40, blank=True)
    answer = models.JSONField(_("answer"), default=dict, blank=True)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    touched_at = models.DateTimeField(
        _("last sign of life"),
        default=timezone.now,
        help_text=_("A computation that shows none for a minute is started again."),
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["id"], condition=Q(state="failed"), name="recommendation_failed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RecommendationState.values),
                name="recommendation_state_known",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="recommendation_progress_percent"),
            # A double click asks once: one unfinished computation for a campaign.
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(state__in=["queued", "running"]),
                name="recommendation_one_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {moment(self.asked_at)}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_done(self) -> bool:
        return self.state == RecommendationState.DONE
