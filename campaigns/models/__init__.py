"""The work: brand, campaign, recommendation, plan."""

from campaigns.models.brand import Brand, Membership, Role
from campaigns.models.campaign import Campaign, Goal, Pin, PinKind, Pool
from campaigns.models.plan import Plan, PlanLine
from campaigns.models.recommendation import Recommendation, RecommendationState
from campaigns.models.remark import Block, Note, Tag
from campaigns.models.rival import Rival, RivalBooking
from campaigns.models.saved_list import SavedList
from campaigns.models.saved_search import SavedSearch

__all__ = [
    "Block",
    "Brand",
    "Campaign",
    "Goal",
    "Membership",
    "Note",
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
    "SavedSearch",
    "Tag",
]
