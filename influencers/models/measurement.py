"""One dated observation of a profile. Observations are added, never overwritten."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from influencers.figures import day
from influencers.models.profile import Denominator

COUNTS = (
    "followers",
    "average_views",
    "average_likes",
    "average_comments",
    "average_shares",
    "average_reach",
    "average_engagements",
    "authentic_engagements",
    "lifetime_views",
    "lifetime_videos",
    "posts",
)


def count_field(label, help_text=""):
    return models.FloatField(label, null=True, blank=True, help_text=help_text)


class Measurement(models.Model):
    """What was seen of a profile on a day; every figure may be missing. Averages are per post."""

    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=_("profile"),
        on_delete=models.CASCADE,
        related_name="measurements",
        db_index=False,  # the unique constraint begins with it
    )
    source = models.ForeignKey(
        "influencers.Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="measurements",
    )
    measured_on = models.DateField(_("measured on"))
    followers = models.BigIntegerField(_("followers"), null=True, blank=True)
    posts = models.PositiveIntegerField(
        _("posts behind the averages"),
        null=True,
        blank=True,
        help_text=_("How many posts the averages were taken over."),
    )
    average_views = count_field(_("average views"))
    average_likes = count_field(_("average likes"))
    average_comments = count_field(_("average comments"))
    average_shares = count_field(_("average shares"))
    average_reach = count_field(_("average reach"), _("Different people who saw one post."))
    average_engagements = count_field(_("engagements a post"))
    authentic_engagements = count_field(
        _("authentic engagements a post"),
        _("Without bought or automatic interactions, as the source counts."),
    )
    engagement_rate = models.FloatField(
        _("engagement rate"), null=True, blank=True, help_text=_("As a share: 0.035 is 3.5 %.")
    )
    engagement_denominator = models.CharField(
        _("divided by"),
        max_length=10,
        choices=Denominator,
        blank=True,
        default="",
        help_text=_("Rates with different denominators are never compared."),
    )
    lifetime_views = models.BigIntegerField(_("views of all videos ever"), null=True, blank=True)
    lifetime_videos = models.PositiveIntegerField(_("videos ever"), null=True, blank=True)

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["-measured_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "measured_on", "source"],
                name="measurement_once_a_day_and_source",
                violation_error_message=_("This source has a measurement for that day already."),
            ),
            models.CheckConstraint(
                condition=Q(engagement_rate__isnull=True, engagement_denominator="")
                | Q(
                    engagement_rate__isnull=False,  # a comparison with NULL would pass
                    engagement_rate__gte=0,
                    engagement_denominator__in=Denominator.values,
                ),
                name="measurement_engagement_rate_named",
                violation_error_message=_("An engagement rate needs its denominator."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0}),
                    name=f"measurement_{field}_not_negative",
                    violation_error_message=_("Counts cannot be negative."),
                )
                for field in COUNTS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {day(self.measured_on)}"

    @property
    def engagements(self) -> float | None:
        """Engagements of a post: as stated, else what was counted one by one."""
        if self.average_engagements is not None or self.average_likes is None:
            return self.average_engagements
        return self.average_likes + (self.average_comments or 0) + (self.average_shares or 0)
