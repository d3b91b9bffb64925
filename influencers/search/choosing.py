"""Which engine answers: the quick copy where there is one, else the database as far as it is quick enough."""

from collections.abc import Iterable
from dataclasses import replace
from threading import Lock

from django.conf import settings

from influencers.models import Profile
from influencers.search import changes, orm
from influencers.search.columnar import building, files
from influencers.search.columnar.answering import Answering
from influencers.search.query import Filters, Page, PageState

LARGEST = 20_000  # profiles that stand in for all while the first copy is made
FEW = 200  # changed profiles that are looked up beside a copy for as long as it takes

_state: dict[str, tuple[object, Answering]] = {}
_preparing = Lock()


def search(filters: Filters) -> Page:
    """The page of profiles that `filters` ask for, as it is at this moment or as its `state` says.

    At a million profiles 10 to 40 ms and three queries with a current copy. Without one the list is of the
    largest profiles alone, for the seconds that it takes to make one.
    """
    if state := _quick():
        answering, behind = state
        return replace(answering.search(filters), state=PageState.BEHIND if behind else PageState.CURRENT)
    if not _is_large():
        return orm.search(filters)
    building.soon()
    return replace(orm.search(_of_the_largest(filters)), catalogue=orm.listed(), state=PageState.LARGEST)


def ids(filters: Filters) -> list[int]:
    """Every profile that `filters` ask for, in the list's order."""
    state = _quick()
    return state[0].ids(filters) if state else orm.ids(filters)


def totals_without(filters: Filters, groups: Iterable[tuple[str, ...]]) -> list[int]:
    """How many profiles would match if each group of fields in turn asked for nothing."""
    if state := _quick():
        return state[0].totals_without(filters, groups)
    return orm.totals_without(_of_the_largest(filters) if _is_large() else filters, groups)


def _quick() -> tuple[Answering, bool] | None:
    """What answers from the quick copy, and whether more changed than it knows of; None without one."""
    copy = files.opened()
    since = copy and changes.since(copy.mark)
    if not since:
        return None
    if since.everything or len(since.profile_ids) > FEW or copy.is_old:
        building.soon()
    return _prepared(copy, since), since.everything


def _prepared(copy: files.Copy, since: changes.Since) -> Answering:
    """Read once for each set of changes; a process keeps the newest."""
    with _preparing:
        known = _state.get(copy.name)
        if known is None or known[0] != since.key:
            known = since.key, Answering(copy, since)
            _state.clear()
            _state[copy.name] = known
        return known[1]


def _is_large() -> bool:
    most = settings.SEARCH_COPY_FROM
    return Profile.objects.order_by()[: most + 1].count() > most


def _of_the_largest(filters: Filters) -> Filters:
    known = Profile.objects.listed().filter(followers__isnull=False).order_by("-followers", "pk")
    largest = frozenset(known.values_list("pk", flat=True)[:LARGEST])
    return replace(filters, among=largest if filters.among is None else largest & filters.among)
