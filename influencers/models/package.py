"""Packages: several deliverables at one price, as somebody quoted them to anybody."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from influencers.deliverables import is_of_platform
from influencers.figures import money
from influencers.models.rate import Deliverable, RateBasis

MOST_PIECES = 50  # of one deliverable in a package


def priced_together(right: str) -> Q:
    """Both or neither: so many days in all, more than the price includes, and what they cost."""
    days, price = f"more_{right}_days", f"more_{right}_price"
    included = "usage_rights_days" if right == "rights" else "exclusivity_days"
    given = Q(**{f"{days}__isnull": False, f"{price}__isnull": False})
    return Q(**{f"{days}__isnull": True, f"{price}__isnull": True}) | (
        given & Q(**{f"{days}__gt": F(included), f"{price}__gt": 0})
    )


class Package(models.Model):
    """Deliverables of one profile at one price, in whole units of its currency.

    The price includes usage rights and exclusivity for so many days. `more_rights_price` buys usage rights
    for `more_rights_days` in all, on the basis of the price; likewise exclusivity.
    """

    profile = models.ForeignKey(
        "influencers.Profile",
        verbose_name=gettext_lazy("profile"),
        on_delete=models.CASCADE,
        related_name="packages",
    )
    name = models.CharField(gettext_lazy("name"), max_length=80)
    amount = models.BigIntegerField(
        gettext_lazy("price"), help_text=gettext_lazy("Of the whole package, in whole units of the currency.")
    )
    currency = models.CharField(
        gettext_lazy("currency"),
        max_length=3,
        default="IDR",
        help_text=gettext_lazy("Three capital letters, for example IDR."),
    )
    basis = models.CharField(
        gettext_lazy("nett or gross"), max_length=10, choices=RateBasis, default=RateBasis.UNKNOWN
    )
    usage_rights_days = models.PositiveIntegerField(
        gettext_lazy("usage rights, days"), default=0, help_text=gettext_lazy("Included in the price.")
    )
    exclusivity_days = models.PositiveIntegerField(
        gettext_lazy("exclusivity, days"), default=0, help_text=gettext_lazy("Included in the price.")
    )
    more_rights_days = models.PositiveIntegerField(
        gettext_lazy("more usage rights, days"),
        null=True,
        blank=True,
        help_text=gettext_lazy("In all, for the price on top."),
    )
    more_rights_price = models.BigIntegerField(
        gettext_lazy("price of more usage rights"), null=True, blank=True
    )
    more_exclusivity_days = models.PositiveIntegerField(
        gettext_lazy("more exclusivity, days"),
        null=True,
        blank=True,
        help_text=gettext_lazy("In all, for the price on top."),
    )
    more_exclusivity_price = models.BigIntegerField(
        gettext_lazy("price of more exclusivity"), null=True, blank=True
    )
    quoted_on = models.DateField(gettext_lazy("quoted on"))
    valid_until = models.DateField(gettext_lazy("valid until"), null=True, blank=True)
    source = models.ForeignKey(
        "influencers.Source",
        verbose_name=gettext_lazy("source"),
        on_delete=models.PROTECT,
        related_name="packages",
    )

    class Meta:
        verbose_name = gettext_lazy("package")
        verbose_name_plural = gettext_lazy("packages")
        ordering = ["-quoted_on", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "name", "quoted_on", "source"],
                name="package_once",
                violation_error_message=gettext_lazy(
                    "This source has quoted a package of that name on that day already."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="package_name_given",
                violation_error_message=gettext_lazy("Give the package a name."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="package_positive",
                violation_error_message=gettext_lazy("The price is more than zero."),
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                name="package_currency_iso",
                violation_error_message=gettext_lazy(
                    "Write the currency as three capital letters, for example IDR."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("quoted_on")),
                name="package_valid_after_quote",
                violation_error_message=gettext_lazy("The price cannot end before it was quoted."),
            ),
            models.CheckConstraint(
                condition=Q(basis__in=RateBasis.values),
                name="package_basis_known",
                violation_error_message=gettext_lazy("Choose nett or gross."),
            ),
            models.CheckConstraint(
                condition=priced_together("rights"),
                name="package_rights_priced",
                violation_error_message=gettext_lazy(
                    "More usage rights need their days, more than the price includes, and their price."
                ),
            ),
            models.CheckConstraint(
                condition=priced_together("exclusivity"),
                name="package_exclusivity_priced",
                violation_error_message=gettext_lazy(
                    "More exclusivity needs its days, more than the price includes, and its price."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {money(self.amount, self.currency)}"


class PackageItem(models.Model):
    """So many pieces of one deliverable in a package."""

    package = models.ForeignKey(
        Package, verbose_name=gettext_lazy("package"), on_delete=models.CASCADE, related_name="items"
    )
    deliverable = models.CharField(gettext_lazy("deliverable"), max_length=30, choices=Deliverable)
    quantity = models.PositiveSmallIntegerField(
        gettext_lazy("quantity"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PIECES)],
    )

    class Meta:
        verbose_name = gettext_lazy("package item")
        verbose_name_plural = gettext_lazy("package items")
        ordering = ["package", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "deliverable"],
                name="package_item_once",
                violation_error_message=gettext_lazy("The package has this deliverable already."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MOST_PIECES),
                name="package_item_quantity",
                violation_error_message=gettext_lazy("The quantity is 1 to 50."),
            ),
            models.CheckConstraint(
                condition=Q(deliverable__in=Deliverable.values),
                name="package_item_known",
                violation_error_message=gettext_lazy("Choose a deliverable."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.get_deliverable_display()}"

    def clean(self) -> None:
        super().clean()
        platform = self.package.profile.platform if self._profile_is_known() else ""
        if platform and self.deliverable and not is_of_platform(self.deliverable, platform):
            message = _("%(deliverable)s is not of this profile's platform.")
            words = {"deliverable": self.get_deliverable_display()}
            raise ValidationError({"deliverable": message % words})

    def _profile_is_known(self) -> bool:
        package = getattr(self, "package", None)
        return package is not None and package.profile_id is not None
