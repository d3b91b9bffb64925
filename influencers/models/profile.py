"""A person on one platform. Tier belongs here, and so do the newest figures."""

import unicodedata
from hashlib import blake2b

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from influencers import tiers

TITLE_PREFIX = "title:"


class Platform(models.TextChoices):
    INSTAGRAM = "instagram", "Instagram"
    TIKTOK = "tiktok", "TikTok"
    YOUTUBE = "youtube", "YouTube"


class Tier(models.TextChoices):
    NANO = tiers.NANO, _("Nano")
    MICRO = tiers.MICRO, _("Micro")
    MACRO = tiers.MACRO, _("Macro")
    UNKNOWN = tiers.UNKNOWN, _("Not known")


class Denominator(models.TextChoices):
    """What an engagement rate is divided by; rates with different denominators are never compared."""

    FOLLOWERS = "followers", _("of followers")
    REACH = "reach", _("of people reached")
    VIEWS = "views", _("of views")


def normalize_handle(handle: str) -> str:
    """The handle as it identifies: no @, no surrounding space, no letter case."""
    return unicodedata.normalize("NFKC", handle).strip().lstrip("@").strip().lower()


def identity_of(*, handle: str, title: str = "", apart: str = "") -> str:
    """What makes a profile the same one on its platform: its handle, else its title exactly as written.

    `apart` tells accounts of one title from each other, for lists of first names.
    """
    known = normalize_handle(handle)
    if known or not apart:
        return known or f"{TITLE_PREFIX}{title}"
    return f"{TITLE_PREFIX}{title}#{blake2b(apart.encode(), digest_size=6).hexdigest()}"


class ProfileQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(influencer__is_active=True)

    def with_person(self):
        return self.select_related("influencer")

    def with_niches(self):
        return self.prefetch_related("niche_weights__niche__parent")


class Profile(models.Model):
    """One account.

    The figures below are the newest known of each kind, copied from the measurements by
    `influencers.current.refresh`; the history stays in `measurements`.
    """

    influencer = models.ForeignKey(
        "influencers.Influencer",
        verbose_name=_("influencer"),
        on_delete=models.CASCADE,
        related_name="profiles",
    )
    platform = models.CharField(_("platform"), max_length=20, choices=Platform)
    handle = models.CharField(
        _("handle"), max_length=150, blank=True, help_text=_("Without @. Empty when only a title is known.")
    )
    title = models.CharField(
        _("channel title"), max_length=200, blank=True, help_text=_("As the platform shows it.")
    )
    identity = models.CharField(
        _("identity"),
        max_length=220,
        editable=False,
        help_text=_("What makes it the same account on its platform: the handle, else the channel title."),
    )
    url = models.URLField(_("link"), max_length=500, blank=True)

    audience_country = models.CharField(
        _("main country of the audience"),
        max_length=2,
        blank=True,
        help_text=_("Two letters. Used where no shares of the audience are known."),
    )

    followers = models.BigIntegerField(_("followers"), null=True, blank=True, editable=False)
    tier = models.GeneratedField(
        verbose_name=_("tier"),
        expression=Case(
            When(followers__isnull=True, then=Value(tiers.UNKNOWN)),
            When(followers__lt=tiers.MICRO_MIN, then=Value(tiers.NANO)),
            When(followers__lte=tiers.MICRO_MAX, then=Value(tiers.MICRO)),
            default=Value(tiers.MACRO),
        ),
        output_field=models.CharField(max_length=10, choices=Tier),
        db_persist=True,
    )
    engagement_rate = models.FloatField(_("engagement rate"), null=True, blank=True, editable=False)
    engagement_denominator = models.CharField(
        _("divided by"), max_length=10, choices=Denominator, blank=True, editable=False
    )
    average_engagements = models.FloatField(_("engagements a post"), null=True, blank=True, editable=False)
    average_views = models.FloatField(_("average views"), null=True, blank=True, editable=False)
    average_reach = models.FloatField(_("average reach"), null=True, blank=True, editable=False)
    posts = models.PositiveIntegerField(_("posts behind the averages"), null=True, blank=True, editable=False)
    measured_on = models.DateField(_("measured on"), null=True, blank=True, editable=False)
    source = models.ForeignKey(
        "influencers.Source",
        verbose_name=_("newest source"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    credibility = models.FloatField(_("credibility"), null=True, blank=True, editable=False)
    price = models.BigIntegerField(_("list price, rupiah"), null=True, blank=True, editable=False)

    niches = models.ManyToManyField(
        "influencers.Niche", verbose_name=_("niches"), through="ProfileNiche", related_name="profiles"
    )
    imports = models.ManyToManyField(
        "influencers.Import", verbose_name=_("imports"), related_name="profiles", editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ["-followers", "pk"]
        indexes = [
            models.Index(fields=["tier", "platform"], name="profile_tier_platform"),
            models.Index(fields=["-followers", "id"], name="profile_by_followers"),
            models.Index(fields=["tier", "-followers", "id"], name="profile_by_tier"),
            models.Index(fields=["platform", "-followers", "id"], name="profile_by_platform"),
            models.Index(fields=["measured_on"], name="profile_by_measured_on"),
            models.Index(fields=["id"], condition=Q(price__isnull=True), name="profile_without_price"),
            models.Index(
                fields=["id"], condition=Q(credibility__isnull=True), name="profile_without_credibility"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "identity"],
                name="profile_identity_unique",
                violation_error_message=_("This account is in the catalogue already."),
            ),
            models.CheckConstraint(
                condition=Q(platform__in=Platform.values),
                name="profile_platform_known",
                violation_error_message=_("Choose one of the platforms."),
            ),
            models.CheckConstraint(
                condition=Q(handle="", identity__startswith=TITLE_PREFIX)
                | (~Q(handle="") & ~Q(handle__startswith="@") & ~Q(identity="")),
                name="profile_handle_or_title",
                violation_error_message=_("Give a handle without @, or a channel title."),
            ),
            models.CheckConstraint(
                condition=Q(audience_country="") | Q(audience_country__regex=r"^[A-Z]{2}$"),
                name="profile_audience_country_iso",
                violation_error_message=_("Write the country as two capital letters, for example ID."),
            ),
            models.CheckConstraint(
                condition=Q(followers__isnull=True) | Q(followers__gte=0),
                name="profile_followers_not_negative",
                violation_error_message=_("Followers cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(credibility__isnull=True) | Q(credibility__gte=0, credibility__lte=1),
                name="profile_credibility_share",
                violation_error_message=_("Credibility is a share between 0 and 1."),
            ),
            models.CheckConstraint(
                condition=Q(engagement_rate__isnull=True, engagement_denominator="")
                | Q(
                    engagement_rate__isnull=False,  # a comparison with NULL would pass
                    engagement_rate__gte=0,
                    engagement_denominator__in=Denominator.values,
                ),
                name="profile_engagement_rate_named",
                violation_error_message=_("An engagement rate needs its denominator."),
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}" if self.handle else self.title

    def save(self, *args, **kwargs):
        self._identify()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self._identify()

    def _identify(self) -> None:
        self.handle = self.handle.strip().lstrip("@").strip()
        self.identity = identity_of(handle=self.handle, title=self.title)
