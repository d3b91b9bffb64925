"""Reference figures that stand in where nothing was measured; administrators edit them with their source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from influencers.figures import day


class Evidence(models.TextChoices):
    SOURCED = "S", _("sourced")
    DERIVED = "D", _("derived from sourced figures")
    ASSUMED = "X", _("assumption of this project")


class Benchmark(models.Model):
    """One figure for a platform, country, group and size; an empty key means "any"."""

    metric = models.CharField(
        _("metric"), max_length=60, help_text=_("The name under which the forecast looks it up.")
    )
    platform = models.CharField(_("platform"), max_length=20, blank=True, help_text=_("Empty: any platform."))
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters. Empty: any country.")
    )
    group = models.CharField(
        _("group"),
        max_length=60,
        blank=True,
        help_text=_("A deliverable, tier or kind of post, where the metric has several."),
    )
    followers_from = models.BigIntegerField(_("followers from"), default=0)
    followers_to = models.BigIntegerField(
        _("followers below"), null=True, blank=True, help_text=_("Empty: no upper end.")
    )
    value = models.FloatField(_("value"))
    sigma = models.FloatField(
        _("spread"), null=True, blank=True, help_text=_("Standard deviation of the natural logarithm.")
    )
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    evidence = models.CharField(_("evidence"), max_length=1, choices=Evidence, default=Evidence.ASSUMED)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.CharField(
        _("link"), max_length=500, blank=True, help_text=_("Where the source can be read.")
    )
    as_of = models.DateField(
        _("as of"), null=True, blank=True, help_text=_("The day on which the figure was true.")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("benchmark")
        verbose_name_plural = _("benchmarks")
        ordering = ["metric", "platform", "country", "group", "followers_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "platform", "country", "group", "followers_from"],
                name="benchmark_once",
                violation_error_message=_("There is a benchmark for exactly this already."),
            ),
            models.CheckConstraint(
                condition=Q(followers_to__isnull=True) | Q(followers_to__gt=models.F("followers_from")),
                name="benchmark_size_range",
                violation_error_message=_("The range of followers ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) | Q(metric__endswith="exponent"),
                name="benchmark_value_not_negative",
                violation_error_message=_("The value cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values),
                name="benchmark_evidence_known",
                violation_error_message=_("Choose how well the figure is supported."),
            ),
        ]

    def __str__(self) -> str:
        keys = (self.metric, self.platform, self.country, self.group)
        return " ".join(key for key in keys if key)


class ExchangeRate(models.Model):
    """Rupiah for one unit of a foreign currency on a day."""

    currency = models.CharField(
        _("currency"), max_length=3, help_text=_("Three capital letters, for example USD.")
    )
    rupiah = models.DecimalField(_("rupiah for one unit"), max_digits=14, decimal_places=4)
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["currency", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "as_of"],
                name="exchange_rate_once_a_day",
                violation_error_message=_("There is a rate for that day already."),
            ),
            models.CheckConstraint(
                condition=Q(rupiah__gt=0),
                name="exchange_rate_positive",
                violation_error_message=_("The rate is more than zero."),
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$") & ~Q(currency="IDR"),
                name="exchange_rate_foreign",
                violation_error_message=_(
                    "Write a foreign currency as three capital letters, for example USD."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {day(self.as_of)}"
