"""Work that outlasts a request: one thread a lane and process, its state in the database.

A job is a row that knows its own state. `submit` runs `work(pk)` after the commit; the work claims its row
with one conditional update, so running it twice is harmless. A row that a dead process left behind goes stale
and is submitted again by the next page that asks for it. No broker, no second process to run.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import close_old_connections, connections, transaction

logger = logging.getLogger(__name__)
# What somebody asked for, and the quick copy of the catalogue, which waits for no job.
LANES = ("jobs", "catalogue")
_pools = {lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=lane) for lane in LANES}


def submit(work: Callable[[int], None], pk: int, *, lane: str = "jobs") -> None:
    """Run `work(pk)` once the current transaction has committed; at once where the settings say inline."""
    if settings.BACKGROUND_INLINE:
        work(pk)
    else:
        transaction.on_commit(lambda: _pools[lane].submit(_run, work, pk))


def _run(work: Callable[[int], None], pk: int) -> None:
    close_old_connections()
    try:
        work(pk)
    except Exception:  # the thread must live on; the job's own row tells the user
        logger.exception("background work failed: %s(%s)", work.__qualname__, pk)
    finally:
        connections.close_all()
