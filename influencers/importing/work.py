"""The work on an import, in the background where it is long: read it, bring it in.

Each piece is done by whoever holds the import's desk, wholly or not at all, and can be begun again.
"""

from collections.abc import Callable

from django.db import OperationalError, transaction

from config import background, bulk
from influencers.importing import stored, undoing
from influencers.importing.desk import Cancelled, Desk
from influencers.importing.reading import UnreadableFile
from influencers.models import Import
from influencers.models.importing import ImportStatus


def carry_on(pk: int) -> None:
    """Do what the state of the import asks for; nothing where somebody is at it, or it has ended."""
    desk = Desk(pk)
    with desk.taken() as free:
        run = Import.objects.filter(pk=pk).first()
        work = WORK.get(run.status) if run and free else None
        if run and work:
            try:
                _attempt(work, run, desk)
            finally:
                desk.clear()


def submit(run: Import) -> None:
    background.submit(carry_on, run.pk, lane="imports")


def resume(run: Import) -> None:
    """Take up again what a process that ended left behind; harmless while somebody is at it."""
    if run.is_unfinished and Desk(run.pk).is_free():
        submit(run)


def cancel(run: Import) -> bool:
    """Have the work stop before anything is written; False where it came too late.

    Whoever works at it notices within a batch; where nobody does, it ends here.
    """
    if not run.is_cancellable:
        return run.status == ImportStatus.CANCELLED
    desk = Desk(run.pk)
    desk.ask_to_stop()
    with desk.taken() as free:
        if free:
            desk.clear()
            end(run.pk, ImportStatus.CANCELLED)
    run.refresh_from_db()
    return run.is_cancellable or run.status == ImportStatus.CANCELLED


def _attempt(work: Callable[[Import, Desk], None], run: Import, desk: Desk) -> None:
    try:
        work(run, desk)
    except Cancelled:
        end(run.pk, ImportStatus.CANCELLED)
    except UnreadableFile as error:
        end(run.pk, ImportStatus.FAILED, report={"problem": str(error)})
    except OperationalError:  # the database was busy or away: whoever asks for the import next tries again
        raise
    except Exception:
        end(run.pk, ImportStatus.FAILED)
        Import.objects.filter(pk=run.pk, status=ImportStatus.UNDOING).update(status=ImportStatus.DONE)
        raise


@transaction.atomic
def end(pk: int, status: ImportStatus, **fields: object) -> None:
    """Put an import into a state that it ends in without having written anything, and delete its file."""
    run = Import.objects.select_for_update().may_become(status).filter(pk=pk).first()
    if run:
        transaction.on_commit(lambda: stored.remove(run))
        Import.objects.filter(pk=pk).update(status=status, file="", **fields)


def _look(run: Import, desk: Desk) -> None:
    """Read the stored file, and keep the preview."""
    stored.look(run, tell=desk.tell)
    run.status = ImportStatus.PREVIEW
    run.save()


def _bring(run: Import, desk: Desk) -> None:
    """Import what the preview showed."""
    Import.objects.filter(pk=run.pk).update(status=ImportStatus.RUNNING)
    with bulk.patience():
        stored.carry_out(run, tell=desk.tell)


def _take_back(run: Import, desk: Desk) -> None:
    with bulk.patience():
        undoing.take_back(run, tell=desk.tell)


WORK: dict[str, Callable[[Import, Desk], None]] = {
    ImportStatus.READING: _look,
    ImportStatus.QUEUED: _bring,
    ImportStatus.RUNNING: _bring,
    ImportStatus.UNDOING: _take_back,
}
