"""How views fetch what belongs to a brand: permission is part of the fetch.

To people outside the brand nothing of it exists (404); its members may read; its planners may write, and the
brand's other members learn that they may not (403). Being an administrator opens no brand.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from campaigns.models import Brand, Campaign, RivalBooking, SavedList


def planner_brands(user: AbstractBaseUser) -> QuerySet[Brand]:
    """The brands that the user plans for."""
    return Brand.objects.of_planner(user)


def campaign_for_member(user: AbstractBaseUser, pk: int) -> Campaign:
    """The campaign with its brief, for every role of its brand."""
    return get_object_or_404(Campaign.objects.of_member(user).with_brief(), pk=pk)


def campaign_for_planner(user: AbstractBaseUser, pk: int) -> Campaign:
    """The campaign with its brief, to be changed."""
    return _for_planner(user, campaign_for_member(user, pk))


def list_for_member(user: AbstractBaseUser, pk: int) -> SavedList:
    """The saved list, for every role of its brand."""
    return get_object_or_404(SavedList.objects.of_member(user).select_related("brand"), pk=pk)


def list_for_planner(user: AbstractBaseUser, pk: int) -> SavedList:
    """The saved list, to be changed."""
    return _for_planner(user, list_for_member(user, pk))


def rival_booking_for_planner(user: AbstractBaseUser, pk: int) -> RivalBooking:
    """What a brand noted of its rivals, to be removed."""
    bookings = RivalBooking.objects.of_member(user).select_related("rival__brand", "influencer")
    return _for_planner(user, get_object_or_404(bookings, pk=pk))


def of_brand_for_planner(user: AbstractBaseUser, model: type[Model], pk: int) -> Any:
    """A row that belongs to a brand by its `brand`, to be changed."""
    rows = model._default_manager.of_member(user).select_related("brand")
    return _for_planner(user, get_object_or_404(rows, pk=pk))


def _for_planner(user: AbstractBaseUser, row: Model) -> Model:
    if not plans_for(user, row.brand):
        raise PermissionDenied
    return row


def plans_for(user: AbstractBaseUser, brand: Brand) -> bool:
    """Whether the user is a planner of this brand: may write what belongs to it."""
    return planner_brands(user).filter(pk=brand.pk).exists()
