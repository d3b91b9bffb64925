"""What an upload may fill the disk with."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class Limit(FileUploadHandler):
    """Lets a file through up to the first piece beyond the limit and drops the rest.

    What is kept is larger than the limit, so the form refuses it in words; the disk never sees the rest.
    Stands before the handlers that store.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= settings.IMPORT_MAX_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """The handlers that store have the file."""
