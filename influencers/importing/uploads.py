"""An uploaded list: it waits until its owner has seen what was understood, then comes in or is discarded.

Short lists are read and brought in at once, long ones in the background (`work`).
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from influencers.importing import remembered, runs, stored, undoing, work
from influencers.importing.reading import UnreadableFile
from influencers.models import Import
from influencers.models.importing import ImportKind, ImportStatus

ROWS_AT_ONCE = 2_000
AT_ONCE = 256 * 1024  # bytes of a file that nobody has to wait for: some two thousand rows


class Outdated(Exception):
    """The page that was sent shows another reading of the file than the stored one."""


def receive(
    *, upload: UploadedFile, user, platform: str = "", country: str = "", as_of: date | None = None
) -> Import:
    """Store an upload and its preview. Raises UnreadableFile, and then nothing of the file is kept."""
    return _receive(Import(uploaded_by=user, platform=platform, country=country), upload, as_of)


def receive_overlaps(
    *, upload: UploadedFile, user, platform: str = "", unit: str = "", as_of: date | None = None
) -> Import:
    """The same for a table of overlaps; `unit` is one of UNITS, or "" where the file says it."""
    run = Import(uploaded_by=user, kind=ImportKind.OVERLAPS, platform=platform, unit=unit)
    return _receive(run, upload, as_of)


def _receive(run: Import, upload: UploadedFile, as_of: date | None) -> Import:
    run.file_name = runs.display_name(upload.name or "")
    run.file.save(f"{uuid4().hex}.list", upload, save=False)
    try:
        path = Path(run.file.path)
        run.sha256 = runs.digest(path)
        run.as_of = runs.date_of(run.sha256, as_of, run.file_name)
        _read(run)
    except UnreadableFile:
        stored.remove(run)
        raise
    return run


def _read(run: Import) -> None:
    """Look at a short file now, at a long one in the background; saves the run."""
    short = stored.path_of(run).stat().st_size <= AT_ONCE
    if short:
        stored.look(run)
    run.status = ImportStatus.PREVIEW if short else ImportStatus.READING
    run.save()
    if not short:
        work.submit(run)


@transaction.atomic
def read_again(pk: int, *, platform: str, answers: Mapping[str, str], as_of: date | None = None) -> Import:
    """Read the stored file with the user's own choice of columns, and of the day where one is given.

    Raises UnreadableFile, Outdated.
    """
    run = _waiting(pk)
    run.platform, run.mapping, run.as_of = platform, dict(answers), as_of or run.as_of
    _read(run)
    return run


@transaction.atomic
def read_overlaps_again(pk: int, *, platform: str, unit: str, as_of: date | None = None) -> Import:
    """Read the stored table with what the user says of it. Raises UnreadableFile, Outdated."""
    run = _waiting(pk)
    run.platform, run.unit, run.as_of = platform, unit, as_of or run.as_of
    _read(run)
    return run


def confirm(pk: int, *, reading: str) -> Import:
    """Import what the preview shows, once: a second call finds it done, or under way.

    `reading` is the `reading_of` the page that was confirmed. Raises UnreadableFile, Outdated.
    """
    run = _queue(pk, reading)
    if run.status == ImportStatus.QUEUED and run.file and run.file.size <= AT_ONCE:
        work.carry_on(pk)
    else:
        work.resume(run)
    run.refresh_from_db()
    return run


@transaction.atomic
def _queue(pk: int, reading: str) -> Import:
    run = Import.objects.select_for_update().get(pk=pk)
    if run.status in (ImportStatus.QUEUED, ImportStatus.RUNNING, ImportStatus.DONE):
        return run
    if run.status != ImportStatus.PREVIEW or reading != reading_of(run):
        raise Outdated
    stored.path_of(run)
    if questions := run.report.get("questions"):
        raise UnreadableFile(questions[0]["text"])
    remembered.remember(run)
    run.status = ImportStatus.QUEUED
    run.save(update_fields=["status"])
    return run


@transaction.atomic
def discard(pk: int) -> Import:
    """Throw a waiting list away together with its file; a list that was imported stays. Raises Outdated."""
    run = _waiting(pk)
    stored.remove(run)
    run.status, run.report = ImportStatus.DISCARDED, {}
    run.save()
    return run


def undo(pk: int, *, by) -> Import:
    """Take a finished import back, once; a long one in the background. Raises Outdated where it cannot be."""
    with transaction.atomic():
        run = Import.objects.select_for_update().get(pk=pk)
        if run.status == ImportStatus.DONE and not undoing.is_relied_on(run):
            run.status, run.undone_by = ImportStatus.UNDOING, by
            run.save(update_fields=["status", "undone_by"])
        elif run.status not in (ImportStatus.UNDOING, ImportStatus.UNDONE):
            raise Outdated
    if run.report.get("rows", 0) <= ROWS_AT_ONCE:
        work.carry_on(pk)
    else:
        work.resume(run)
    run.refresh_from_db()
    return run


def reading_of(run: Import) -> str:
    """A short mark of how the file is read: it changes with platform, day, unit and any column's meaning."""
    told = json.dumps([run.platform, run.unit, run.as_of.isoformat(), run.mapping], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _waiting(pk: int) -> Import:
    run = Import.objects.select_for_update().get(pk=pk)
    if run.status != ImportStatus.PREVIEW:
        raise Outdated
    return run
