"""Stored uploads that mention a person. A list is kept as it came, so a mention costs the whole file."""

import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO

from django.db import transaction

from influencers.models import Import
from influencers.models.importing import ImportStatus
from influencers.personal.identity import Identity

FILE = Import._meta.get_field("file")
FOLDER = FILE.upload_to


def mentioning(who: Identity) -> list[str]:
    """Names of the stored files that hold the person, whether or not an import still knows the file.

    Reads every stored file: an erasure is rare, and a list may name somebody whom it did not bring.
    """
    linked = set(Import.objects.filter(profiles__in=who.profiles).values_list("file", flat=True))
    return [name for name in _stored() if name in linked or _holds(name, who)]


def _stored() -> Iterator[str]:
    if FILE.storage.exists(FOLDER):
        _folders, names = FILE.storage.listdir(FOLDER)
        yield from (f"{FOLDER.rstrip('/')}/{name}" for name in sorted(names))


def _holds(name: str, who: Identity) -> bool:
    with FILE.storage.open(name) as file:
        data = file.read()
    return any(who.is_in(text) for text in texts_in(data))


def texts_in(data: bytes) -> Iterator[str]:
    """What can be read in a file: text of any usual encoding, parts of a workbook, strings of an old one."""
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for part in archive.namelist():
                yield unescape(archive.read(part).decode("utf-8", "ignore"))
        return
    try:
        yield data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield data.decode("cp1252", "ignore")
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            yield from (data[start:].decode(encoding, "ignore") for start in (0, 1))


@transaction.atomic
def delete(names: list[str]) -> int:
    """Delete the files; answers how many. What was imported stays, what still waited is discarded."""
    for run in Import.objects.filter(file__in=names):
        if run.status == ImportStatus.PREVIEW:
            run.status, run.report = ImportStatus.DISCARDED, {}
        run.file = ""
        run.save()
    for name in names:
        FILE.storage.delete(name)
    return len(names)
