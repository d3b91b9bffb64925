"""What an administrator should look after in the catalogue: missing and old figures, imports left open.

Nothing here reads more than a bounded number of rows: counts stop at `CAP`, and every condition has an index
or concerns the largest profiles alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from influencers import figures
from influencers.models import Benchmark, ExchangeRate, Import, Profile, ProfileNiche, Rate

CAP = 1_000
LARGEST = 5_000  # the profiles that lists show first
STALE_AFTER = timedelta(days=182)  # half a year: followers and rates have moved on by then
RATES_LAST = timedelta(days=92)
BENCHMARKS_LAST = timedelta(days=365)
CURRENCIES_AT_MOST = 40


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing to look after: how many rows, why they matter, and the list that shows them.

    `permissions` are what it takes to know of it, besides seeing the model.
    """

    name: str
    why: str
    number: int
    model: type[Model]
    filters: Mapping[str, str]
    action: str
    permissions: tuple[str, ...] = ()

    @property
    def figure(self) -> str:
        """The number; a plus stands for all that were not counted."""
        return f"{figures.count(CAP)}+" if self.number > CAP else figures.count(self.number)

    @property
    def url(self) -> str:
        address = reverse(f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_changelist")
        return f"{address}?{urlencode(self.filters)}" if self.filters else address


def counted(rows: QuerySet) -> int:
    """How many rows there are, or CAP + 1 for more than CAP."""
    return rows.order_by()[: CAP + 1].count()


def stale(today: date) -> Q:
    """Profiles whose newest measurement is half a year old, or that were never measured."""
    return Q(measured_on__lte=today - STALE_AFTER) | Q(measured_on__isnull=True)


def without_niche() -> Q:
    return Q(~Exists(ProfileNiche.objects.filter(profile=OuterRef("pk"))))


def large_without_niche() -> Q:
    """Among the largest profiles alone: to find that all have one, every profile would have to be read."""
    largest = Profile.objects.order_by("-followers", "pk").values("pk")[:LARGEST]
    return without_niche() & Q(pk__in=largest)


def old_benchmarks(today: date) -> Q:
    return Q(as_of__lt=today - BENCHMARKS_LAST)


def needs() -> Iterator[Need]:
    """Everything of the catalogue, also what is well (number 0)."""
    today = timezone.localdate()
    yield from _imports()
    yield from _gaps(today)
    yield from _reference(today)


def _imports() -> Iterator[Need]:
    yield Need(
        name=_("Imports with doubts that nobody has looked through"),
        why=_("Rejected rows are missing from the catalogue, and flagged values may be wrong."),
        number=counted(Import.objects.in_doubt()),
        model=Import,
        filters={"review": "open"},
        action=_("Review"),
    )
    yield Need(
        name=_("Imports that wait for a confirmation"),
        why=_("Somebody uploaded a list and left at the preview: nothing of it is in the catalogue."),
        number=counted(Import.objects.unconfirmed()),
        model=Import,
        filters={"status__exact": "preview"},
        action=_("Show imports"),
    )


def _gaps(today: date) -> Iterator[Need]:
    profiles = Profile.objects.all()
    yield Need(
        name=_("Profiles not measured for six months"),
        why=_("Followers and engagement move; a forecast from old figures is a guess."),
        number=counted(profiles.filter(stale(today))),
        model=Profile,
        filters={"gap": "stale"},
        action=_("Show profiles"),
    )
    yield Need(
        name=_("Profiles without a niche, among the %(number)s largest") % {"number": figures.count(LARGEST)},
        why=_("A brief that names niches never finds them."),
        number=counted(profiles.filter(large_without_niche())),
        model=Profile,
        filters={"gap": "niche"},
        action=_("Assign niches"),
    )
    yield Need(
        name=_("Profiles without a price"),
        why=_("Their cost is estimated from benchmarks until somebody asks them."),
        number=counted(profiles.filter(price__isnull=True)),
        model=Profile,
        filters={"gap": "price"},
        action=_("Show profiles"),
    )
    yield Need(
        name=_("Profiles without a credibility figure"),
        why=_("Nothing is known about bought followers; a brief with a floor leaves them out."),
        number=counted(profiles.filter(credibility__isnull=True)),
        model=Profile,
        filters={"gap": "credibility"},
        action=_("Show profiles"),
    )


def _reference(today: date) -> Iterator[Need]:
    yield Need(
        name=_("Benchmarks older than a year"),
        why=_("They stand in wherever nothing was measured, so every estimate leans on them."),
        number=counted(Benchmark.objects.filter(old_benchmarks(today))),
        model=Benchmark,
        filters={"age": "old"},
        action=_("Show benchmarks"),
    )
    yield Need(
        name=_("Currencies without an exchange rate of the last three months"),
        why=_("Prices in these currencies cannot be compared with rupiah as of today."),
        number=len(currencies_without_rate(today)),
        model=ExchangeRate,
        filters={},
        action=_("Add a rate"),
    )


def currencies_without_rate(today: date) -> list[str]:
    """Currencies of prices, or of rates once entered, whose newest rate is missing or old."""
    newest = dict(ExchangeRate.objects.order_by().values_list("currency").annotate(Max("as_of")))
    used = {*newest, *_currencies_of_prices()} - {"IDR"}
    return sorted(code for code in used if newest.get(code, date.min) < today - RATES_LAST)


def _currencies_of_prices() -> Iterator[str]:
    """Each currency once: one step of the index from one to the next instead of reading every price."""
    last = ""
    for _step in range(CURRENCIES_AT_MOST):
        following = (
            Rate.objects.filter(currency__gt=last).order_by("currency").values_list("currency", flat=True)
        )
        last = following.first() or ""
        if not last:
            return
        yield last
