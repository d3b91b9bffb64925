"""What a role in a brand allows elsewhere: planners may import influencers, and see how they are reached."""

from django.contrib.auth.backends import BaseBackend

from campaigns.models import Membership, Role

PLANNER_MAY = {"influencers.add_import", "influencers.view_contact"}


class BrandRoleBackend(BaseBackend):
    """Grants catalogue permissions to everyone who plans for at least one brand."""

    def has_perm(self, user_obj, perm, obj=None):
        if perm not in PLANNER_MAY or not user_obj.is_active:
            return False
        return Membership.objects.filter(user=user_obj, role=Role.PLANNER).exists()
