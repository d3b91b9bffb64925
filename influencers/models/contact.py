"""How a person is reached: personal data, for planners and administrators alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    EMAIL = "email", _("e-mail")
    WHATSAPP = "whatsapp", _("WhatsApp")
    PHONE = "phone", _("telephone")
    MANAGER = "manager", _("manager")


class ContactQuerySet(models.QuerySet):
    def shown_to(self, user):
        """All of them for who may see contacts (the planners of any brand, administrators), else none."""
        return self.select_related("source") if user.has_perm("influencers.view_contact") else self.none()


class Contact(models.Model):
    """One way to a person, as a source gave it. Never part of a shared page, a file or an answer."""

    influencer = models.ForeignKey(
        "influencers.Influencer",
        verbose_name=_("influencer"),
        on_delete=models.CASCADE,
        related_name="contacts",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ContactKind)
    value = models.CharField(
        _("contact"), max_length=200, help_text=_("The address or number; of a manager the name, too.")
    )
    source = models.ForeignKey(
        "influencers.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["influencer", "kind", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["influencer", "kind", "value"],
                name="contact_once",
                violation_error_message=_("This contact is known already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values) & ~Q(value=""),
                name="contact_kind_known",
                violation_error_message=_("Choose what kind of contact it is, and give it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"
