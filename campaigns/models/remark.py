"""What a brand keeps about people to itself: notes, tags, and whom it does not book."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class OfBrandQuerySet(models.QuerySet):
    def of_member(self, user):
        return self.filter(brand__members=user)


class Note(models.Model):
    """A remark about a person, read by the brand's members alone."""

    brand = models.ForeignKey(
        "campaigns.Brand", verbose_name=_("brand"), on_delete=models.CASCADE, related_name="notes"
    )
    influencer = models.ForeignKey(
        "influencers.Influencer",
        verbose_name=_("influencer"),
        on_delete=models.CASCADE,
        related_name="brand_notes",
    )
    text = models.TextField(_("note"), max_length=2000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = OfBrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="note_says_something",
                violation_error_message=_("Write the note."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.influencer} · {self.brand}"


class Tag(models.Model):
    """A word that a brand puts on people, to find them again."""

    brand = models.ForeignKey(
        "campaigns.Brand", verbose_name=_("brand"), on_delete=models.CASCADE, related_name="tags"
    )
    name = models.CharField(_("name"), max_length=40)
    influencers = models.ManyToManyField(
        "influencers.Influencer", verbose_name=_("influencers"), related_name="brand_tags", blank=True
    )

    objects = OfBrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "brand",
                Lower("name"),
                name="tag_name_once",
                violation_error_message=_("The brand has this tag already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="tag_name_given",
                violation_error_message=_("Name the tag."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Block(models.Model):
    """A person whom a brand does not book, on any platform."""

    brand = models.ForeignKey(
        "campaigns.Brand", verbose_name=_("brand"), on_delete=models.CASCADE, related_name="blocks"
    )
    influencer = models.ForeignKey(
        "influencers.Influencer",
        verbose_name=_("influencer"),
        on_delete=models.CASCADE,
        related_name="brand_blocks",
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    blocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("blocked by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    blocked_at = models.DateTimeField(_("blocked"), auto_now_add=True)

    objects = OfBrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["-blocked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "influencer"],
                name="block_once",
                violation_error_message=_("The brand has blocked this influencer already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.influencer} · {self.brand}"
