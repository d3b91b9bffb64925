"""An uploaded list: it waits until its owner has seen what was understood, then comes in or is discarded."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from influencers.importing import overlap_runs, reading, runs
from influencers.importing.reading import Sheet, UnreadableFile
from influencers.models import Import
from influencers.models.importing import ImportKind, ImportStatus

MAX_ROWS = 100_000


class Outdated(Exception):
    """The page that was sent shows another reading of the file than the stored one."""


def receive(
    *, upload: UploadedFile, user, platform: str = "", country: str = "", as_of: date | None = None
) -> Import:
    """Store an upload and its preview. Raises UnreadableFile, and then nothing of the file is kept."""
    run = Import(uploaded_by=user, country=country)
    return _receive(run, upload, as_of, lambda: _look(run, platform=platform, answers={}))


def receive_overlaps(
    *, upload: UploadedFile, user, platform: str = "", unit: str = "", as_of: date | None = None
) -> Import:
    """The same for a table of overlaps; `unit` is one of UNITS, or "" where the file says it."""
    run = Import(uploaded_by=user, kind=ImportKind.OVERLAPS, platform=platform, unit=unit)
    return _receive(run, upload, as_of, lambda: _look_at_pairs(run))


def _receive(run: Import, upload: UploadedFile, as_of: date | None, look: Callable[[], None]) -> Import:
    run.file_name = runs.display_name(upload.name or "")
    run.file.save(f"{uuid4().hex}.list", upload, save=False)
    try:
        path = Path(run.file.path)
        run.sha256 = runs.digest(path)
        run.as_of = runs.date_of(run.sha256, as_of, run.file_name)
        look()
    except UnreadableFile:
        run.file.delete(save=False)
        raise
    run.save()
    return run


@transaction.atomic
def read_again(pk: int, *, platform: str, answers: Mapping[str, str], as_of: date | None = None) -> Import:
    """Read the stored file with the user's own choice of columns, and of the day where one is given.

    Raises UnreadableFile, Outdated.
    """
    run = _waiting(pk)
    run.as_of = as_of or run.as_of
    _look(run, platform=platform, answers=answers)
    run.save()
    return run


@transaction.atomic
def read_overlaps_again(pk: int, *, platform: str, unit: str, as_of: date | None = None) -> Import:
    """Read the stored table with what the user says of it. Raises UnreadableFile, Outdated."""
    run = _waiting(pk)
    run.platform, run.unit, run.as_of = platform, unit, as_of or run.as_of
    _look_at_pairs(run)
    run.save()
    return run


@transaction.atomic
def confirm(pk: int, *, reading: str) -> Import:
    """Import what the preview shows, once: a second call finds it done.

    `reading` is the `reading_of` the page that was confirmed. Raises UnreadableFile, Outdated.
    """
    run = Import.objects.select_for_update().get(pk=pk)
    if run.status == ImportStatus.DONE:
        return run
    if run.status != ImportStatus.PREVIEW or reading != reading_of(run):
        raise Outdated
    if run.kind == ImportKind.OVERLAPS:
        return _confirm_overlaps(run)
    opened = _open(run, platform=run.platform, answers=run.mapping)
    if opened.understanding.questions:
        raise UnreadableFile(opened.understanding.questions[0].text)
    return _without_the_erased(runs.carry_out(run, opened))


def _without_the_erased(run: Import) -> Import:
    """A list that names an erased person is not kept once it is in; its report names nobody."""
    if run.report["erased"]:
        run.file.delete(save=True)
    return run


def _confirm_overlaps(run: Import) -> Import:
    opened = overlap_runs.open_pairs(run, _path(run), **_limits())
    if opened.pairs.question:
        raise UnreadableFile(opened.pairs.question)
    return overlap_runs.carry_out_pairs(run, opened)


@transaction.atomic
def discard(pk: int) -> Import:
    """Throw a waiting list away together with its file; a list that was imported stays. Raises Outdated."""
    run = Import.objects.select_for_update().get(pk=pk)
    if run.status == ImportStatus.DONE:
        raise Outdated
    run.file.delete(save=False)
    run.status, run.report = ImportStatus.DISCARDED, {}
    run.save()
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


def _path(run: Import) -> Path:
    if not run.file or not run.file.storage.exists(run.file.name):
        raise UnreadableFile(_("The uploaded file is no longer there. Upload it again."))
    return Path(run.file.path)


def stored_sheet(run: Import) -> Sheet:
    """The table that was uploaded, to be read again. Raises UnreadableFile, also where the file is gone."""
    return reading.read(_path(run), **_limits())


def _limits() -> dict[str, int]:
    return {"max_bytes": settings.IMPORT_MAX_BYTES, "max_rows": MAX_ROWS}


def _open(run: Import, *, platform: str, answers: Mapping[str, str]) -> runs.Opened:
    path = _path(run)
    return runs.open_file(path, file_name=run.file_name, platform=platform, answers=answers, **_limits())


def _look(run: Import, *, platform: str, answers: Mapping[str, str]) -> None:
    opened = _open(run, platform=platform, answers=answers)
    run.platform, run.mapping = opened.understanding.platform, opened.understanding.mapping
    run.report = runs.preview(run, opened)


def _look_at_pairs(run: Import) -> None:
    run.report = overlap_runs.preview_pairs(run, overlap_runs.open_pairs(run, _path(run), **_limits()))
