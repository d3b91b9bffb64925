"""Making the quick copy anew, in the background of whoever notices that it is missing or behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import connection, transaction
from django.utils import timezone

from config import background
from influencers.search import changes
from influencers.search.columnar import columns, files

AGAIN_AFTER = 60  # seconds until one that did not come is asked for again
_asked: dict[str, float] = {}  # when this process was about to make the copy of which database


def soon() -> None:
    """Have the copy made in the background; asking again before it is done changes nothing."""
    name, now = files.pointer().stem, monotonic()
    if now - _asked.get(name, -AGAIN_AFTER) >= AGAIN_AFTER:
        _asked[name] = now
        background.submit(_work, 0, lane="catalogue")


def _work(_pk: int) -> None:
    build()
    _asked.pop(files.pointer().stem, None)


def build() -> bool:
    """Make a copy unless another process does or has; answers whether there is a new one.

    About ten seconds and half a gigabyte at a million profiles.
    """
    with files.claim() as mine:
        if not mine or is_current():
            return False
        changes.begin()
        with _one_view():
            made_at = timezone.now()
            mark = changes.mark()
            frame = columns.read()
        files.publish(columns.with_orders(frame), mark, made_at)
    changes.forget()
    return True


def is_current() -> bool:
    """Whether the copy has every change in it."""
    copy = files.opened()
    found = copy and changes.since(copy.mark)
    return bool(found) and not found.key and not copy.is_old


@contextmanager
def _one_view() -> Iterator[None]:
    """Everything that is read inside is of one moment, and nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
