"""The person (or pet, or group) who publishes."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other")
    UNKNOWN = "", _("not known")


class VendorKind(models.TextChoices):
    INDIVIDUAL = "individual", _("individual with NPWP")
    WITHOUT_NPWP = "individual_without_npwp", _("individual without NPWP")
    COMPANY = "company", _("company or agency")
    UNKNOWN = "", _("not known")


class InfluencerQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)


class Influencer(models.Model):
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, for example ID.")
    )
    city = models.CharField(_("city"), max_length=120, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    bio = models.TextField(_("bio"), max_length=5000, blank=True)
    vendor_kind = models.CharField(
        _("who is paid"),
        max_length=30,
        choices=VendorKind,
        blank=True,
        help_text=_(
            "Decides which tax is withheld. Not known: taken as an individual with NPWP, and marked."
        ),
    )
    is_pkp = models.BooleanField(
        _("registered for VAT (PKP)"), default=False, help_text=_("Who is paid adds PPN to the invoice.")
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Inactive influencers are neither listed nor recommended.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = InfluencerQuerySet.as_manager()

    class Meta:
        verbose_name = _("influencer")
        verbose_name_plural = _("influencers")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="influencer_by_name"),
            models.Index(Lower("name"), name="influencer_by_folded_name"),
            models.Index(fields=["vendor_kind", "name", "id"], name="influencer_by_vendor"),
            models.Index(
                fields=["name", "id"], condition=models.Q(is_active=False), name="influencer_inactive"
            ),
            models.Index(fields=["name", "id"], condition=models.Q(is_pkp=True), name="influencer_pkp"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="influencer_name_given",
                violation_error_message=_("Give the influencer a name."),
            ),
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex=r"^[A-Z]{2}$"),
                name="influencer_country_iso",
                violation_error_message=_("Write the country as two capital letters, for example ID."),
            ),
            models.CheckConstraint(
                condition=models.Q(gender__in=Gender.values),
                name="influencer_gender_known",
                violation_error_message=_("Choose one of the genders."),
            ),
            models.CheckConstraint(
                condition=models.Q(vendor_kind__in=VendorKind.values),
                name="influencer_vendor_kind_known",
                violation_error_message=_("Choose who is paid: an individual, or a company or agency."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("influencers:detail", args=[self.pk])
