"""What a brief asks of every booking beside the posts, and how long it keeps away from rivals."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_DAYS, MOST_WEEKS = 1_825, 104
TERM_CONSTRAINTS = [
    models.CheckConstraint(
        condition=Q(usage_rights_days__lte=MOST_DAYS),
        name="campaign_usage_rights_days",
        violation_error_message=_("At most five years, 1,825 days."),
    ),
    models.CheckConstraint(
        condition=Q(exclusivity_days__lte=MOST_DAYS),
        name="campaign_exclusivity_days",
        violation_error_message=_("At most five years, 1,825 days."),
    ),
    models.CheckConstraint(
        condition=Q(rival_weeks__isnull=True) | Q(rival_weeks__gte=1, rival_weeks__lte=MOST_WEEKS),
        name="campaign_rival_weeks",
        violation_error_message=_("1 to 104 weeks, or empty for no rule."),
    ),
]


class Terms(models.Model):
    """For campaigns."""

    usage_rights_days = models.PositiveIntegerField(
        _("usage rights, days"), default=0, help_text=_("0: none are needed.")
    )
    exclusivity_days = models.PositiveIntegerField(
        _("exclusivity, days"), default=0, help_text=_("0: none is needed.")
    )
    rival_weeks = models.PositiveIntegerField(
        _("weeks since a rival's booking"),
        null=True,
        blank=True,
        help_text=_("Leaves out who was booked by a rival so many weeks before the start, or later."),
    )

    class Meta:
        abstract = True
