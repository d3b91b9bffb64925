"""Two invented brands, their people, a saved list, and three briefs of which two differ in the goal alone."""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from campaigns.goals import AWARENESS_WEIGHT
from campaigns.models import Brand, Campaign, Goal, Membership, Pool, Role, SavedList
from influencers.models import Niche, Profile, Tier
from influencers.models.source import Source

PASSWORD = "demo"  # noqa: S105 - the demo's public password
USERNAMES = ("planner", "approver", "viewer", "admin")
SKINCARE, COFFEE = "Embun Pagi Skincare", "Kopi Rimba"
MEMBERS = {
    SKINCARE: {"planner": Role.PLANNER, "approver": Role.APPROVER, "viewer": Role.VIEWER},
    COFFEE: {"planner": Role.PLANNER, "approver": Role.APPROVER},
}
LIST_SIZE = 60


def create(*, source: Source, today: date) -> None:
    """Users, brands, the saved list and the campaigns; the synthetic catalogue has to be there."""
    users = _users()
    brands = {name: Brand.objects.create(name=name) for name in MEMBERS}
    Membership.objects.bulk_create(
        Membership(brand=brands[name], user=users[username], role=role)
        for name, roles in MEMBERS.items()
        for username, role in roles.items()
    )
    chosen = _food_list(brands[COFFEE], source)
    _campaigns(brands, chosen, users["planner"], today)


def _users() -> dict:
    """The password is hashed once: hashing is slow on purpose."""
    User, hashed = get_user_model(), make_password(PASSWORD)
    people = [
        User(username=name, password=hashed, is_staff=name == "admin", is_superuser=name == "admin")
        for name in USERNAMES
    ]
    return {person.username: person for person in User.objects.bulk_create(people)}


def _food_list(brand: Brand, source: Source) -> SavedList:
    found = Profile.objects.filter(
        source=source, tier__in=[Tier.MICRO, Tier.MACRO], niche_weights__niche__parent__slug="food"
    )
    row = SavedList.objects.create(brand=brand, name="Food and coffee creators")
    row.profiles.set(found.order_by("pk").distinct()[:LIST_SIZE])
    return row


def _campaigns(brands: dict[str, Brand], chosen: SavedList, planner, today: date) -> None:
    starts = today + timedelta(days=30)
    brief = {"created_by": planner, "countries": ["ID"], "starts_on": starts}
    twin = {
        **brief,
        "brand": brands[SKINCARE],
        "budget": 150_000_000,
        "ends_on": starts + timedelta(days=30),
        "platforms": ["instagram", "tiktok"],
        "ages": ["18-24", "25-34"],
        "gender": "female",
    }
    for goal, name in (
        (Goal.AWARENESS, "New serum: be known"),
        (Goal.ENGAGEMENT, "New serum: be talked about"),
    ):
        row = Campaign.objects.create(name=name, goal=goal, awareness_weight=AWARENESS_WEIGHT[goal], **twin)
        row.niches.set(Niche.objects.filter(slug__in=["beauty", "skincare"]))
    row = Campaign.objects.create(
        **brief,
        name="Cold brew for the fasting month",
        brand=brands[COFFEE],
        goal=Goal.BALANCED,
        awareness_weight=AWARENESS_WEIGHT[Goal.BALANCED],
        budget=60_000_000,
        ends_on=starts + timedelta(days=44),
        pool=Pool.LIST,
        pool_list=chosen,
    )
    row.niches.set(Niche.objects.filter(slug__in=["food", "coffee"]))
