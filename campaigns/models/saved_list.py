"""Profiles that a brand keeps together: a pool for briefs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from influencers.models import Tier


class SavedListQuerySet(models.QuerySet):
    def of_member(self, user):
        return self.filter(brand__members=user)

    def with_size(self):
        return self.annotate(size=models.Count("profiles"))

    def with_tiers(self):
        """How many of the profiles are micro and macro, beside the number of all."""
        counts = {
            tier.value: models.Count("profiles", filter=models.Q(profiles__tier=tier))
            for tier in (Tier.MICRO, Tier.MACRO)
        }
        return self.with_size().annotate(**counts)


class SavedList(models.Model):
    brand = models.ForeignKey(
        "campaigns.Brand", verbose_name=_("brand"), on_delete=models.CASCADE, related_name="saved_lists"
    )
    name = models.CharField(_("name"), max_length=120)
    profiles = models.ManyToManyField(
        "influencers.Profile", related_name="saved_lists", verbose_name=_("profiles"), blank=True
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SavedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "name"],
                name="saved_list_name_once",
                violation_error_message=_("The brand has a list of that name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
