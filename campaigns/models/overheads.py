"""What a brief says comes on top of fees. What each figure is a share of is said in its help."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from campaigns.models.brand import Brand

SHARES = ("agency_fee", "boost", "contingency")
OVERHEAD_CONSTRAINTS = [
    models.CheckConstraint(
        condition=Q(**{f"{share}__gte": 0, f"{share}__lte": 1}),
        name=f"campaign_{share}_share",
        violation_error_message=_("The share is between 0 %% and 100 %%."),
    )
    for share in SHARES
]


class Overheads(models.Model):
    """For campaigns: shares from 0 to 1, and who gets PPN back."""

    brand: "Brand"

    agency_fee = models.FloatField(
        _("agency fee"), default=0, help_text=_("Share of the fees, 0 to 1, after discount and gross-up.")
    )
    agency_is_pkp = models.BooleanField(
        _("the agency charges PPN"), default=False, help_text=_("On its own fee: it is registered for VAT.")
    )
    boost = models.FloatField(_("paid boost"), default=0, help_text=_("Share of the fees, 0 to 1."))
    contingency = models.FloatField(
        _("contingency"), default=0, help_text=_("Share of everything else that is paid, 0 to 1.")
    )
    gets_ppn_back = models.BooleanField(
        _("PPN is credited"),
        null=True,
        blank=True,
        choices=[(None, _("As the brand is set")), (True, _("Yes")), (False, _("No"))],
        help_text=_("Then it is shown and not part of the cost."),
    )

    class Meta:
        abstract = True

    @property
    def vat_is_credited(self) -> bool:
        """As the brief says, else as the brand is set, if there is one yet."""
        if self.gets_ppn_back is None:
            return bool(self.brand_id) and self.brand.is_pkp
        return self.gets_ppn_back
