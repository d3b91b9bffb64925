"""Where the quick copy lies, and how it is opened and published.

A small JSON file, the pointer, names the Arrow file with its size and says which changes it has in it. It is
moved into its place at once, and only when the Arrow file is complete, so nobody ever reads half a file.
Either may be deleted: then there is no copy until the next one is made.
"""

import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from uuid import uuid4

import polars as pl
from django.conf import settings
from django.db import connection
from django.utils import timezone

from influencers.search.changes import KEPT, Mark

FORMAT = 1  # of the columns: a copy of another format is none
OLDEST: timedelta = KEPT / 2
logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Copy:
    """An opened copy: the name of its file, its columns, what it knows of changes, and when it was made."""

    name: str
    frame: pl.DataFrame
    mark: Mark
    made_at: datetime

    @property
    def is_old(self) -> bool:
        return timezone.now() - self.made_at > OLDEST


_opened: dict[Path, tuple[tuple[int, int], Copy | None]] = {}
_opening = Lock()


def pointer() -> Path:
    """Each database has its own copy in the folder."""
    database = connection.settings_dict
    parts = [connection.vendor, *(str(database[name]) for name in ("HOST", "PORT", "NAME"))]
    name = hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
    return Path(settings.CACHE_DIR) / f"catalogue-{name}.json"


def opened() -> Copy | None:
    """The newest copy, read once a process; None when there is none that can be read."""
    path = pointer()
    try:
        found = path.stat()
    except OSError:
        return None
    version = found.st_mtime_ns, found.st_ino
    with _opening:
        if path not in _opened or _opened[path][0] != version:
            _opened[path] = version, _open(path)
        return _opened[path][1]


def _open(path: Path) -> Copy | None:
    try:
        about = json.loads(path.read_text("utf-8"))
        file = path.with_name(about["file"])
        if about["format"] != FORMAT or file.stat().st_size != about["bytes"]:
            return None
        gaps = tuple((first, last) for first, last in about["mark"].pop("gaps"))
        mark = Mark(**about["mark"], gaps=gaps)
        return Copy(file.name, pl.read_ipc(file), mark, datetime.fromisoformat(about["made_at"]))
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError):
        logger.warning("The quick copy of the catalogue cannot be read: %s", path)
        return None


def publish(frame: pl.DataFrame, mark: Mark, made_at: datetime) -> None:
    """Write a copy and let it take the place of the one before."""
    path = pointer()
    file = path.with_name(f"{path.stem}-{uuid4().hex}.arrow")
    frame.write_ipc(file, compression="uncompressed", record_batch_size=max(len(frame), 1))
    about = {"format": FORMAT, "file": file.name, "bytes": file.stat().st_size, "mark": asdict(mark)}
    part = path.with_suffix(".part")
    part.write_text(json.dumps({**about, "made_at": made_at.isoformat()}), "utf-8")
    os.replace(part, path)
    for older in path.parent.glob(f"{path.stem}-*.arrow"):
        if older != file:
            older.unlink(missing_ok=True)


def forget() -> None:
    """Delete the copy, for it holds what was erased; the next one is made of what is there then."""
    path = pointer()
    for file in (path, *path.parent.glob(f"{path.stem}-*.arrow")):
        file.unlink(missing_ok=True)


@contextmanager
def claim() -> Iterator[bool]:
    """Whether this process may make the copy: one at a time, however many there are.

    The system lets go of the lock when its owner dies.
    """
    path = pointer()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
