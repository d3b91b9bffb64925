"""List prices: what an influencer asks of anybody. Negotiated prices are a brand's own and live elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from influencers.figures import money


class Deliverable(models.TextChoices):
    INSTAGRAM_POST = "instagram_post", _("Instagram feed post")
    INSTAGRAM_REEL = "instagram_reel", _("Instagram reel")
    INSTAGRAM_STORY = "instagram_story", _("Instagram story")
    INSTAGRAM_LIVE = "instagram_live", _("Instagram live")
    TIKTOK_VIDEO = "tiktok_video", _("TikTok video")
    TIKTOK_LIVE = "tiktok_live", _("TikTok live")
    YOUTUBE_INTEGRATION = "youtube_integration", _("YouTube integration")
    YOUTUBE_DEDICATED = "youtube_dedicated", _("YouTube dedicated video")
    YOUTUBE_SHORT = "youtube_short", _("YouTube short")


class RateBasis(models.TextChoices):
    NETT = "nett", _("nett: the creator receives it, tax comes on top")
    GROSS = "gross", _("gross: tax is included")
    UNKNOWN = "unknown", _("not stated")


class Rate(models.Model):
    """Price of one deliverable, in whole units of its currency."""

    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=_("profile"),
        on_delete=models.CASCADE,
        related_name="rates",
        db_index=False,  # the unique constraint begins with it
    )
    deliverable = models.CharField(_("deliverable"), max_length=30, choices=Deliverable)
    amount = models.BigIntegerField(_("price"), help_text=_("Whole units of the currency."))
    currency = models.CharField(
        _("currency"), max_length=3, default="IDR", help_text=_("Three capital letters, for example IDR.")
    )
    basis = models.CharField(_("nett or gross"), max_length=10, choices=RateBasis, default=RateBasis.UNKNOWN)
    quoted_on = models.DateField(_("quoted on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.ForeignKey(
        "influencers.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="rates"
    )

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ["-quoted_on", "deliverable", "pk"]
        indexes = [models.Index(fields=["currency"], name="rate_by_currency")]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "deliverable", "quoted_on", "source"],
                name="rate_once",
                violation_error_message=_("This source has quoted the deliverable on that day already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="rate_positive",
                violation_error_message=_("The price is more than zero."),
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                name="rate_currency_iso",
                violation_error_message=_("Write the currency as three capital letters, for example IDR."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("quoted_on")),
                name="rate_valid_after_quote",
                violation_error_message=_("The price cannot end before it was quoted."),
            ),
            models.CheckConstraint(
                condition=Q(deliverable__in=Deliverable.values, basis__in=RateBasis.values),
                name="rate_choices_known",
                violation_error_message=_("Choose a deliverable, and nett or gross."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_deliverable_display()} {money(self.amount, self.currency)}"
