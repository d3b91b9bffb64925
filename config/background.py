"""Work that outlasts a request: one thread a lane and process, its state in the database.

A job is a row that knows its own state. `submit` runs `work(pk)` after the commit; the work claims its row,
so that running it twice is harmless. What a dead process left behind is submitted again by the next page that
asks for it. No broker, no second process to run.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import close_old_connections, connections, transaction

logger = logging.getLogger(__name__)
# What somebody asked for, lists on their way in, the quick copy of the catalogue: none waits for the others.
LANES = ("jobs", "imports", "catalogue")
_pools = {lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=lane) for lane in LANES}
_waiting: set[tuple[Callable[[int], None], int]] = set()


def submit(work: Callable[[int], None], pk: int, *, lane: str = "jobs") -> None:
    """Run `work(pk)` once the current transaction has committed; at once where the settings say inline."""
    if settings.BACKGROUND_INLINE:
        work(pk)
    else:
        transaction.on_commit(lambda: _queue(work, pk, lane))


def _queue(work: Callable[[int], None], pk: int, lane: str) -> None:
    """Pages ask again and again while work waits for its turn: it stands in the queue once."""
    if (work, pk) not in _waiting:
        _waiting.add((work, pk))
        _pools[lane].submit(_run, work, pk)


def _run(work: Callable[[int], None], pk: int) -> None:
    _waiting.discard((work, pk))
    close_old_connections()
    try:
        work(pk)
    except Exception:  # the thread must live on; the job's own row tells the user
        logger.exception("background work failed: %s(%s)", work.__qualname__, pk)
    finally:
        connections.close_all()
