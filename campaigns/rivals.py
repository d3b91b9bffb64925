"""Writing down whom rivals booked; sending it twice changes nothing more."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from campaigns.models import Brand, Rival, RivalBooking
from influencers.models import Influencer


@transaction.atomic
def record_booking(
    *,
    brand: Brand,
    influencer: Influencer,
    rival: str,
    booked_on: dt.date,
    user: AbstractBaseUser,
    category: str = "",
    source: str = "",
) -> RivalBooking:
    """Adds the rival to the brand's list where it is not there; letter case does not make another one."""
    Brand.objects.select_for_update().get(pk=brand.pk)
    found = brand.rivals.filter(name__iexact=rival).first()
    row = found or Rival.objects.create(brand=brand, name=rival, category=category)
    return RivalBooking.objects.get_or_create(
        rival=row,
        influencer=influencer,
        booked_on=booked_on,
        defaults={"source": source, "recorded_by": user},
    )[0]


@transaction.atomic
def remove_booking(*, booking: RivalBooking) -> None:
    """The rival stays on the brand's list."""
    booking.delete()
