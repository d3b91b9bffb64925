"""What is ticked on the list: some profiles, or everybody whom its filters match.

A form sends the ticked keys as `profile`, or `all` with the filters as the address writes them, and then
`expected`: how many matched when the page was made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from influencers import filters, search
from influencers.models import Niche, Profile
from influencers.search import Filters

MOST_TICKED = 900  # a request may hold 1,000 fields, and forms have some of their own
KEY_DIGITS = 18  # more do not fit the database's whole numbers


@dataclass(frozen=True)
class Selection:
    """Ids of profiles in the order in which they were ticked or are listed.

    `reading` is of the filters where all that match are meant; `expected` is the number that was promised.
    """

    ids: Sequence[int]
    reading: filters.Reading | None = None
    expected: int | None = None

    @property
    def filters(self) -> Filters | None:
        return self.reading.filters if self.reading else None

    @property
    def has_moved(self) -> bool:
        """Whether the catalogue has changed since the number was shown."""
        return self.expected is not None and self.expected != len(self.ids)


def read(data: QueryDict, user) -> Selection:
    """What a form or an address selects; what is no profile of the catalogue is left out.

    Cost: for ticks one query; for all that match what `search.ids` costs.
    """
    if "all" not in data:
        return Selection(known(data.getlist("profile")[:MOST_TICKED]))
    reading = understood(data["all"], user)
    expected = data.get("expected", "")
    return Selection(search.ids(reading.filters), reading, int(expected) if is_key(expected) else None)


def understood(query: str, user) -> filters.Reading:
    """The filters of an address without its path, as `user` may use them; every page of them."""
    slugs = set(Niche.objects.values_list("slug", flat=True))
    reading = filters.read(QueryDict(query.encode("utf-8", "ignore")), niches=slugs, user=user)
    reading.keep(page=1)
    return reading


def known(keys: Iterable[str]) -> list[int]:
    """The keys that are profiles of the list, once each and in their order; one query."""
    asked = list(dict.fromkeys(int(key) for key in keys if is_key(key)))
    found = set(Profile.objects.listed().filter(pk__in=asked).values_list("pk", flat=True)) if asked else ()
    return [pk for pk in asked if pk in found]


def is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= KEY_DIGITS
