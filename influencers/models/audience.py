"""Who follows a profile, and how far its numbers can be believed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from influencers.figures import percent


class AudienceDimension(models.TextChoices):
    COUNTRY = "country", _("country")
    AGE = "age", _("age")
    GENDER = "gender", _("gender")


AGE_BANDS = ("13-17", "18-24", "25-34", "35-44", "45-54", "55+")


class AudienceShare(models.Model):
    """Share of a profile's audience in one country, age band or gender; the newest source counts."""

    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=_("profile"),
        on_delete=models.CASCADE,
        related_name="audience_shares",
    )
    dimension = models.CharField(_("dimension"), max_length=10, choices=AudienceDimension)
    value = models.CharField(_("group"), max_length=10, help_text=_("ID, 18-24 or female, for example."))
    share = models.FloatField(_("share"), help_text=_("0 to 1."))
    source = models.ForeignKey(
        "influencers.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("audience share")
        verbose_name_plural = _("audience shares")
        ordering = ["dimension", "-share", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "dimension", "value", "source"],
                name="audience_share_once",
                violation_error_message=_("This source has a share for that group already."),
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1),
                name="audience_share_is_share",
                violation_error_message=_("The share is between 0 and 1."),
            ),
            models.CheckConstraint(
                condition=Q(dimension__in=AudienceDimension.values) & ~Q(value=""),
                name="audience_dimension_known",
                violation_error_message=_("Choose a dimension and name the group."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {percent(self.share)}"


class CredibilityBasis(models.TextChoices):
    AUTHENTIC_ENGAGEMENT = "authentic_engagement", _("authentic share of the engagements")
    REAL_FOLLOWERS = "real_followers", _("followers that are real people")
    AUDIENCE_QUALITY = "audience_quality", _("audience quality score of a tool")


class Credibility(models.Model):
    """What a source says about the authenticity of audience and interactions, as a share."""

    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=_("profile"),
        on_delete=models.CASCADE,
        related_name="credibility_records",
        db_index=False,  # the unique constraint begins with it
    )
    basis = models.CharField(_("basis"), max_length=30, choices=CredibilityBasis)
    share = models.FloatField(_("share"), help_text=_("0 to 1; 1 means that everything is authentic."))
    assessed_on = models.DateField(_("assessed on"))
    source = models.ForeignKey(
        "influencers.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("credibility")
        verbose_name_plural = _("credibility records")
        ordering = ["-assessed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "basis", "assessed_on", "source"],
                name="credibility_once",
                violation_error_message=_("This source has assessed the profile on that day already."),
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1),
                name="credibility_is_share",
                violation_error_message=_("The share is between 0 and 1."),
            ),
            models.CheckConstraint(
                condition=Q(basis__in=CredibilityBasis.values),
                name="credibility_basis_known",
                violation_error_message=_("Choose one of the bases."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {percent(self.share)}"
