"""What an administrator should look after among the people who sign in."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import FailedSignIn
from influencers.care import CAP, Need


def locked() -> QuerySet[FailedSignIn]:
    """Failed sign-ins of names and addresses that the throttle refuses now.

    It counts the failures of a name from an address together, whatever the browser; a row is one browser's.
    """
    recent = FailedSignIn.objects.filter(
        attempt_time__gte=timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    )
    same = recent.filter(username=OuterRef("username"), ip_address=OuterRef("ip_address")).order_by()
    together = same.values("username").annotate(failures=Sum("failures_since_start")).values("failures")
    return recent.annotate(failures=Subquery(together)).filter(failures__gte=settings.AXES_FAILURE_LIMIT)


@transaction.atomic
def unlock(*, attempt_ids: Collection[int]) -> int:
    """Forget the failures of these names at these addresses; answers how many pairs there were."""
    pairs = set(FailedSignIn.objects.filter(pk__in=attempt_ids).values_list("username", "ip_address"))
    for username, address in pairs:
        FailedSignIn.objects.filter(username=username, ip_address=address).delete()
    return len(pairs)


def needs() -> Iterator[Need]:
    pairs = locked().order_by().values_list("username", "ip_address").distinct()
    yield Need(
        name=_("Accounts locked out after failed sign-ins"),
        why=_(
            "Somebody mistyped a password too often, or somebody else is guessing. The lock ends by itself."
        ),
        number=pairs[: CAP + 1].count(),
        model=FailedSignIn,
        filters={"locked": "yes"},
        action=_("Unlock"),
    )
