"""The wall: to people who are not its members, a brand and everything of it do not exist."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VIEWER = "viewer", _("Viewer: reads everything, changes nothing")
    PLANNER = "planner", _("Planner: writes briefs, imports lists, saves plans")
    APPROVER = "approver", _("Approver: reads everything, decides on plans")


class BrandQuerySet(models.QuerySet):
    def of_member(self, user):
        return self.filter(members=user)

    def of_planner(self, user):
        return self.filter(memberships__user=user, memberships__role=Role.PLANNER)


class Brand(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="brands", verbose_name=_("members")
    )
    is_pkp = models.BooleanField(
        _("registered for VAT (PKP)"),
        default=False,
        help_text=_(
            "The brand gets PPN back, so that it is shown and not part of the cost. Briefs may differ."
        ),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="brand_name_given",
                violation_error_message=_("Give the brand a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    brand = models.ForeignKey(
        Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["brand", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "user"],
                name="membership_once",
                violation_error_message=_("This person is a member of the brand already."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="membership_role_known",
                violation_error_message=_("Choose one of the roles."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.brand}"
