"""Who works at an import now, how far they are, and whether they shall stop: told by small files.

The database cannot tell: what is written in the transaction of an import is not seen before it ends, and on
SQLite nobody else can write meanwhile. A lock on a file ends with the process that holds it, so that what a
killed process left behind is taken up at once.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from django.conf import settings

EVERY = 0.25  # seconds between two words on how far the work is


class Cancelled(Exception):
    """Somebody asked the work to stop; nothing of it has been written."""


@dataclass(frozen=True, slots=True)
class Progress:
    percent: int = 0
    step: str = ""


class Desk:
    """The place where the work on one import is done."""

    def __init__(self, pk: int):
        self._folder = Path(settings.MEDIA_ROOT) / "imports" / "work"
        names = ("lock", "said", "stop")
        self._lock, self._said, self._stop = (self._folder / f"{pk}.{name}" for name in names)
        self._told = 0.0

    @contextmanager
    def taken(self) -> Iterator[bool]:
        """True where nobody else works here; then nobody else does until the block ends, or the process."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def is_free(self) -> bool:
        with self.taken() as free:
            return free

    def tell(self, percent: int, step: str) -> None:
        """Say how far the work is, at most four times a second. Raises Cancelled where it shall stop."""
        if self._stop.exists():
            raise Cancelled
        if monotonic() - self._told > EVERY:
            self._told = monotonic()
            new = self._said.with_suffix(".new")
            new.write_text(json.dumps([min(percent, 99), step]), "utf-8")
            new.replace(self._said)

    def progress(self) -> Progress:
        with suppress(OSError, ValueError):
            return Progress(*json.loads(self._said.read_text("utf-8")))
        return Progress()

    def ask_to_stop(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._stop.touch()

    def clear(self) -> None:
        """Forget what was said and asked here, when the work has ended."""
        for path in (self._said, self._stop):
            path.unlink(missing_ok=True)
