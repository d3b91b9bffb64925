"""The work: brand, campaign, recommendation, plan."""

from campaigns.models.brand import Brand, Membership, Role
from campaigns.models.campaign import Campaign, Goal, Pin, PinKind, Pool
from campaigns.models.plan import Plan, PlanLine
from campaigns.models.recommendation import Recommendation, RecommendationState
from campaigns.models.rival import Rival, RivalBooking
from campaigns.models.saved_list import SavedList

__all__ = [
    "Brand",
    "Campaign",
    "Goal",
    "Membership",
    "Pin",
    "PinKind",
    "Plan",
    "PlanLine",
    "Pool",
    "Recommendation",
    "RecommendationState",
    "Rival",
    "RivalBooking",
    "Role",
    "SavedList",
]
