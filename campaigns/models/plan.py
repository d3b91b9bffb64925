"""A plan: a saved version of the recommendation with the forecast of that day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from influencers.models.profile import Tier


class Plan(models.Model):
    """Version 1, 2, 3 … of a campaign. `answer` is the whole recommendation as the page showed it."""

    campaign = models.ForeignKey(
        "campaigns.Campaign", verbose_name=_("campaign"), on_delete=models.PROTECT, related_name="plans"
    )
    version = models.PositiveIntegerField(_("version"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    answer = models.JSONField(_("answer"))
    recommendation = models.ForeignKey(
        "campaigns.Recommendation",
        verbose_name=_("recommendation"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="plans",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["campaign", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "version"], name="plan_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_version_positive"),
        ]

    def __str__(self) -> str:
        return _("%(campaign)s, version %(version)s") % {
            "campaign": self.campaign.name,
            "version": self.version,
        }

    def get_absolute_url(self) -> str:
        return reverse("campaigns:plan", args=[self.campaign_id, self.version])


class PlanLine(models.Model):
    """One offer of a plan; money is in whole units of the campaign's currency, reach in people."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="lines")
    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=_("profile"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="plan_lines",
    )
    position = models.PositiveIntegerField(_("position"))
    tier = models.CharField(_("tier"), max_length=10, choices=Tier)
    cost = models.BigIntegerField(
        _("cost"), help_text=_("All-in, in whole units of the campaign's currency.")
    )
    reach = models.FloatField(_("reach"), help_text=_("People expected to see it."))
    engagements = models.FloatField(_("engagements"))

    class Meta:
        verbose_name = _("plan line")
        verbose_name_plural = _("plan lines")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "profile"], name="plan_line_profile_once"),
            models.UniqueConstraint(fields=["plan", "position"], name="plan_line_position_once"),
            models.CheckConstraint(
                condition=Q(cost__gte=0, reach__gte=0, engagements__gte=0), name="plan_line_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.position}"
