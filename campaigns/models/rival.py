"""Rivals of a brand and whom they booked: the brand's own knowledge, behind its wall."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Rival(models.Model):
    """A brand that this brand competes with; only those on its list count."""

    brand = models.ForeignKey(
        "campaigns.Brand", verbose_name=_("brand"), on_delete=models.CASCADE, related_name="rivals"
    )
    name = models.CharField(_("name"), max_length=120)
    category = models.CharField(
        _("category"), max_length=80, blank=True, help_text=_("What you compete in, for example sunscreen.")
    )

    class Meta:
        verbose_name = _("rival")
        verbose_name_plural = _("rivals")
        ordering = ["brand", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "name"],
                name="rival_once",
                violation_error_message=_("This rival is on the brand's list already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="rival_name_given",
                violation_error_message=_("Name the rival."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RivalBookingQuerySet(models.QuerySet):
    def of_member(self, user):
        return self.filter(rival__brand__members=user)


class RivalBooking(models.Model):
    """A rival's campaign that an influencer was seen in, on any platform."""

    rival = models.ForeignKey(
        Rival, verbose_name=_("rival"), on_delete=models.CASCADE, related_name="bookings"
    )
    influencer = models.ForeignKey(
        "influencers.Influencer",
        verbose_name=_("influencer"),
        on_delete=models.CASCADE,
        related_name="rival_bookings",
    )
    booked_on = models.DateField(_("seen on"), help_text=_("The day of the rival's post, or of the booking."))
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("A link, or who said so."))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    objects = RivalBookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking by a rival")
        verbose_name_plural = _("bookings by rivals")
        ordering = ["-booked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rival", "influencer", "booked_on"],
                name="rival_booking_once",
                violation_error_message=_("This booking is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.influencer} · {self.rival}"

    @property
    def brand(self):
        """Whose knowledge it is."""
        return self.rival.brand
