"""The file of an upload: looked at for a preview, carried out, removed."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from influencers.importing import overlap_runs, reading, remembered, runs
from influencers.importing.reading import Sheet, UnreadableFile
from influencers.models import Import
from influencers.models.importing import ImportKind

MAX_ROWS = 1_000_000


def look(run: Import, *, tell: runs.Tell = runs.nobody) -> None:
    """Fill in platform, mapping and the preview's report, unsaved. Raises UnreadableFile.

    What the run says of platform and columns counts before what the file seems to say.
    """
    if run.kind == ImportKind.OVERLAPS:
        run.report = overlap_runs.preview_pairs(run, overlap_runs.open_pairs(run, path_of(run), **limits()))
        return
    opened, answered, recalled = _open(run), bool(run.mapping), None
    if not answered:
        opened, recalled = remembered.recall(opened, file_name=run.file_name, platform=run.platform)
    run.platform, run.mapping = opened.understanding.platform, opened.understanding.mapping
    run.report = runs.preview(run, opened, tell=tell) | {"answered": answered, "recalled": recalled}


def carry_out(run: Import, *, tell: runs.Tell) -> None:
    """Import it. Raises UnreadableFile, and what `tell` raises; then nothing was written."""
    if run.kind == ImportKind.OVERLAPS:
        pairs = overlap_runs.open_pairs(run, path_of(run), **limits())
        _refuse(pairs.pairs.question)
        overlap_runs.carry_out_pairs(run, pairs)
        return
    opened = _open(run)
    _refuse(next((question.text for question in opened.understanding.questions), ""))
    runs.carry_out(run, opened, tell=tell)
    if run.report["erased"]:  # a list that names an erased person is not kept once it is in
        run.file.delete(save=True)


def _refuse(question: str) -> None:
    if question:
        raise UnreadableFile(question)


def _open(run: Import) -> runs.Opened:
    said = {"platform": run.platform, "answers": run.mapping}
    return runs.open_file(path_of(run), file_name=run.file_name, **said, **limits())


def sheet_of(run: Import) -> Sheet:
    """The table that was uploaded, to be read again. Raises UnreadableFile, also where the file is gone."""
    return reading.read(path_of(run), **limits())


def path_of(run: Import) -> Path:
    """Raises UnreadableFile where the file is gone."""
    if not run.file or not run.file.storage.exists(run.file.name):
        raise UnreadableFile(_("The uploaded file is no longer there. Upload it again."))
    return Path(run.file.path)


def remove(run: Import) -> None:
    """Delete the file, should there be one."""
    if run.file:
        run.file.delete(save=False)


def limits() -> dict[str, int]:
    return {"max_bytes": settings.IMPORT_MAX_BYTES, "max_rows": MAX_ROWS}
