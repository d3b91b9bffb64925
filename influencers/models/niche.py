"""Fields of interest: a taxonomy of two levels, and how much of a profile each one is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from influencers.figures import percent


class Niche(models.Model):
    slug = models.SlugField(
        _("short name"),
        max_length=60,
        unique=True,
        help_text=_("Stands in addresses and files. Keep it once the niche is in use."),
    )
    name = models.CharField(_("name in English"), max_length=80)
    name_id = models.CharField(_("name in Bahasa Indonesia"), max_length=80)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader niche"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Empty for a niche of the top level."),
    )

    class Meta:
        verbose_name = _("niche")
        verbose_name_plural = _("niches")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="niche_not_its_own_parent",
                violation_error_message=_("A niche cannot be its own broader niche."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.name_id if get_language() == "id" else self.name

    def clean(self) -> None:
        super().clean()
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Niches have two levels: choose a top-level niche here.")})
        if self.parent and self.pk and self.children.exists():
            raise ValidationError(
                {"parent": _("This niche has narrower ones, so it stays at the top level.")}
            )


class NicheSynonym(models.Model):
    """A word that lists use for a niche; imports look categories up here, regardless of case."""

    term = models.CharField(
        _("word in lists"),
        max_length=80,
        help_text=_("As spreadsheets write it; capital letters make no difference."),
    )
    niche = models.ForeignKey(
        Niche, verbose_name=_("niche"), on_delete=models.CASCADE, related_name="synonyms"
    )

    class Meta:
        verbose_name = _("niche synonym")
        verbose_name_plural = _("niche synonyms")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                name="niche_synonym_unique",
                violation_error_message=_("This word already belongs to a niche."),
            ),
        ]

    def __str__(self) -> str:
        return self.term


class ProfileNiche(models.Model):
    """How much of a profile's content is about a niche; an importer shares unknown weights equally."""

    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=_("profile"),
        on_delete=models.CASCADE,
        related_name="niche_weights",
        db_index=False,  # the unique constraint begins with it
    )
    niche = models.ForeignKey(
        Niche, verbose_name=_("niche"), on_delete=models.PROTECT, related_name="profile_weights"
    )
    weight = models.FloatField(_("weight"), default=1.0, help_text=_("Share of the content, 0 to 1."))

    class Meta:
        verbose_name = _("niche of a profile")
        verbose_name_plural = _("niches of a profile")
        ordering = ["-weight", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "niche"],
                name="profile_niche_once",
                violation_error_message=_("The profile has this niche already."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0, weight__lte=1),
                name="profile_niche_weight_share",
                violation_error_message=_("The weight is more than 0 and at most 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.niche} {percent(self.weight)}"
