"""A set of filters that a brand keeps by name."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.remark import OfBrandQuerySet


class SavedSearch(models.Model):
    """`query` is what the list's address says after "?", in its canonical form."""

    brand = models.ForeignKey(
        "campaigns.Brand", verbose_name=_("brand"), on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("filters"), max_length=2000, blank=True)
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)

    objects = OfBrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "name"],
                name="saved_search_name_once",
                violation_error_message=_("The brand has a search of that name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="saved_search_name_given",
                violation_error_message=_("Name the search."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where the list is that the search describes."""
        path = reverse("influencers:list")
        return f"{path}?{self.query}" if self.query else path
