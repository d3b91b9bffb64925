"""The brief: goal, budget, audience, niches, platforms, dates, rules, and the pool to choose from."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns import goals
from campaigns.goals import AWARENESS_WEIGHT
from campaigns.models.brief_checks import faults_of
from campaigns.models.overheads import OVERHEAD_CONSTRAINTS, Overheads
from campaigns.models.plan import Plan
from campaigns.models.recommendation import Recommendation
from campaigns.models.terms import TERM_CONSTRAINTS, Terms
from influencers.models.audience import AGE_BANDS
from influencers.models.profile import Platform


class Goal(models.TextChoices):
    AWARENESS = goals.AWARENESS, _("Awareness")
    BALANCED = goals.BALANCED, _("Balanced")
    ENGAGEMENT = goals.ENGAGEMENT, _("Engagement")


class Pool(models.TextChoices):
    CATALOGUE = "catalogue", _("The whole catalogue")
    IMPORT = "import", _("One imported file")
    LIST = "list", _("A saved list")


class TargetGender(models.TextChoices):
    EVERYONE = "", _("Everyone")
    FEMALE = "female", _("Women")
    MALE = "male", _("Men")


class CampaignQuerySet(models.QuerySet):
    def of_member(self, user):
        return self.filter(brand__members=user)

    def with_standing(self):
        """How far each has come: its newest recommendation and its newest plan."""
        asked = Recommendation.objects.filter(campaign=OuterRef("pk")).order_by("-pk")
        plans = Plan.objects.filter(campaign=OuterRef("pk")).order_by("-version")
        return self.select_related("brand").annotate(
            recommendation_state=Subquery(asked.values("state")[:1]),
            recommendation_asked_at=Subquery(asked.values("asked_at")[:1]),
            recommendation_fingerprint=Subquery(asked.values("fingerprint")[:1]),
            plan_pk=Subquery(plans.values("pk")[:1]),
            plan_version=Subquery(plans.values("version")[:1]),
            plan_saved_at=Subquery(plans.values("created_at")[:1]),
        )

    def with_brief(self):
        return self.select_related("brand", "created_by", "pool_import", "pool_list").prefetch_related(
            "niches", "pins"
        )


# Where a form shows what a constraint says.
FIELD_OF_CONSTRAINT = {
    "campaign_budget_positive": "budget",
    "campaign_ends_after_start": "ends_on",
    "campaign_weight_share": "awareness_weight",
    "campaign_people_range": "people_max",
    "campaign_share_cap": "share_cap",
    "campaign_micro_share_range": "micro_share_max",
    "campaign_credibility_share": "credibility_min",
    "campaign_audience_positive": "audience_size",
    "campaign_pool_named": "pool",
    "campaign_choices_known": "goal",
    "campaign_agency_fee_share": "agency_fee",
    "campaign_boost_share": "boost",
    "campaign_contingency_share": "contingency",
    "campaign_usage_rights_days": "usage_rights_days",
    "campaign_exclusivity_days": "exclusivity_days",
    "campaign_rival_weeks": "rival_weeks",
}


def is_share(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0, f"{field}__lte": 1})


class Campaign(Overheads, Terms):
    """A campaign is its brief until there is a plan. Shares are 0 to 1, money in whole units of `currency`.

    `platforms`, `countries` and `ages` are lists of codes; an empty list means "any".
    `platform_shares` maps a platform to [least, most] share of the spend.
    """

    brand = models.ForeignKey(
        "campaigns.Brand", verbose_name=_("brand"), on_delete=models.PROTECT, related_name="campaigns"
    )
    name = models.CharField(_("name"), max_length=120)
    goal = models.CharField(_("goal"), max_length=12, choices=Goal, default=Goal.AWARENESS)
    awareness_weight = models.FloatField(
        _("weight of awareness"),
        default=AWARENESS_WEIGHT[Goal.AWARENESS],
        help_text=_("0 to 1; the rest is the weight of engagement."),
    )
    budget = models.BigIntegerField(_("budget"), help_text=_("All-in, in whole units of the currency."))
    currency = models.CharField(_("currency"), max_length=3, default="IDR")
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    platforms = models.JSONField(
        _("platforms"), default=list, blank=True, help_text=_('A list, for example ["instagram"]. [] is any.')
    )
    niches = models.ManyToManyField(
        "influencers.Niche", verbose_name=_("niches"), related_name="campaigns", blank=True
    )

    countries = models.JSONField(
        _("countries"), default=list, help_text=_('A list of two-letter codes, for example ["ID"].')
    )
    ages = models.JSONField(
        _("ages"), default=list, blank=True, help_text=_('A list, for example ["18-24"]. [] is any.')
    )
    gender = models.CharField(_("gender"), max_length=10, choices=TargetGender, blank=True)
    audience_size = models.BigIntegerField(
        _("size of the audience"),
        null=True,
        blank=True,
        help_text=_("People. Empty: estimated from the platforms' adults."),
    )

    pool = models.CharField(_("choose from"), max_length=12, choices=Pool, default=Pool.CATALOGUE)
    pool_import = models.ForeignKey(
        "influencers.Import",
        verbose_name=_("imported file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="campaigns",
    )
    pool_list = models.ForeignKey(
        "campaigns.SavedList",
        verbose_name=_("saved list"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="campaigns",
    )

    people_min = models.PositiveIntegerField(_("at least"), default=1)
    people_max = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    share_cap = models.FloatField(
        _("most for one influencer"),
        null=True,
        blank=True,
        default=0.25,
        help_text=_("Share of the budget, 0 to 1."),
    )
    micro_share_min = models.FloatField(
        _("micro at least"), null=True, blank=True, help_text=_("Share of the spend, 0 to 1.")
    )
    micro_share_max = models.FloatField(
        _("micro at most"), null=True, blank=True, help_text=_("Share of the spend, 0 to 1.")
    )
    platform_shares = models.JSONField(
        _("platform shares"),
        default=dict,
        blank=True,
        help_text=_('Least and most share of the spend, for example {"tiktok": [0.2, 0.5]}.'),
    )
    credibility_min = models.FloatField(
        _("credibility at least"), null=True, blank=True, help_text=_("A share, 0 to 1.")
    )
    known_prices_only = models.BooleanField(_("known prices only"), default=False)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-created_at", "-pk"]
        constraints = [
            *OVERHEAD_CONSTRAINTS,
            *TERM_CONSTRAINTS,
            models.CheckConstraint(
                condition=Q(budget__gt=0),
                name="campaign_budget_positive",
                violation_error_message=_("The budget is more than zero."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_start",
                violation_error_message=_("The campaign cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(awareness_weight__gte=0, awareness_weight__lte=1),
                name="campaign_weight_share",
                violation_error_message=_("The weight is between 0 and 1."),
            ),
            models.CheckConstraint(
                condition=Q(people_max__isnull=True)
                | (Q(people_max__gte=F("people_min")) & Q(people_max__gte=1)),
                name="campaign_people_range",
                violation_error_message=_("“At most” is below “at least”."),
            ),
            models.CheckConstraint(
                condition=is_share("share_cap") & (Q(share_cap__isnull=True) | Q(share_cap__gt=0)),
                name="campaign_share_cap",
                violation_error_message=_("The share is more than 0 %% and at most 100 %%."),
            ),
            models.CheckConstraint(
                condition=is_share("micro_share_min")
                & is_share("micro_share_max")
                & (
                    Q(micro_share_min__isnull=True)
                    | Q(micro_share_max__isnull=True)
                    | Q(micro_share_max__gte=F("micro_share_min"))
                ),
                name="campaign_micro_share_range",
                violation_error_message=_("“At most” is below “at least”."),
            ),
            models.CheckConstraint(
                condition=is_share("credibility_min"),
                name="campaign_credibility_share",
                violation_error_message=_("Credibility is between 0 %% and 100 %%."),
            ),
            models.CheckConstraint(
                condition=Q(audience_size__isnull=True) | Q(audience_size__gt=0),
                name="campaign_audience_positive",
                violation_error_message=_("The audience has at least one person."),
            ),
            models.CheckConstraint(
                condition=Q(pool=Pool.CATALOGUE, pool_import__isnull=True, pool_list__isnull=True)
                | Q(pool=Pool.IMPORT, pool_import__isnull=False, pool_list__isnull=True)
                | Q(pool=Pool.LIST, pool_import__isnull=True, pool_list__isnull=False),
                name="campaign_pool_named",
                violation_error_message=_("Say which import or list to choose from."),
            ),
            models.CheckConstraint(
                condition=Q(goal__in=Goal.values, gender__in=TargetGender.values),
                name="campaign_choices_known",
                violation_error_message=_("Choose one of the goals."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        faults: dict[str, list[str]] = {}
        for field, message in faults_of(self):
            faults.setdefault(field, []).append(message)
        if faults:
            raise ValidationError(faults)

    def validate_constraints(self, exclude=None) -> None:
        """As Django's own, with every message at the field that it is about."""
        faults: dict[str, list[ValidationError]] = {}
        for constraint in self._meta.constraints:
            try:
                constraint.validate(type(self), self, exclude=exclude)
            except ValidationError as fault:
                faults.setdefault(FIELD_OF_CONSTRAINT[constraint.name], []).append(fault)
        if faults:
            raise ValidationError(faults)

    @property
    def engagement_share(self) -> float:
        """The weight of engagement, 0 to 1."""
        return 1 - self.awareness_weight

    @property
    def own_engagement_weight(self) -> float | None:
        """The weight of engagement where the planner set another than the goal's, else None."""
        if abs(self.awareness_weight - AWARENESS_WEIGHT[self.goal]) < 0.001:
            return None
        return self.engagement_share

    @property
    def platform_labels(self) -> list[str]:
        return [label for value, label in Platform.choices if value in self.platforms or not self.platforms]


class PinKind(models.TextChoices):
    INCLUDE = "include", _("must have")
    EXCLUDE = "exclude", _("never")


class Pin(models.Model):
    """A profile that the shortlist must have, or must never have."""

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campaign"), on_delete=models.CASCADE, related_name="pins"
    )
    profile = models.ForeignKey(
        "influencers.Profile", verbose_name=_("profile"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("rule"), max_length=10, choices=PinKind)

    class Meta:
        verbose_name = _("must have or never")
        verbose_name_plural = _("must have and never")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "profile"],
                name="pin_once",
                violation_error_message=_("The same profile cannot be both must have and never."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PinKind.values),
                name="pin_kind_known",
                violation_error_message=_("Choose must have or never."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.profile}"


__all__ = ["AGE_BANDS", "Campaign", "Goal", "Pin", "PinKind", "Pool", "TargetGender"]
