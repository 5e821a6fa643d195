"""Files that come in with a form are held in memory: what names people lies about on no disk.

A file larger than any page takes is counted and not kept, so that its field can say how large it
was; whoever sends without end is cut off.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MOST_KEPT = 64 * 1024 * 1024
MOST_HEARD = 512 * 1024 * 1024


class InMemory(FileUploadHandler):
    """Keeps each file of a form in memory, up to MOST_KEPT bytes."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 — as Django names it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > MOST_HEARD:
            raise StopUpload(connection_reset=True)

    def new_file(self, *given: Any, **named: Any) -> None:
        super().new_file(*given, **named)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= MOST_KEPT:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file with its true size, though not all of it may have been kept."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type or "", file_size,
            self.charset, self.content_type_extra,
        )  # fmt: skip
