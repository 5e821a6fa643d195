"""A file that is held in memory and yet has a path, as `open_sheet` wants one.

What came in on a page names people; it is sealed in the database, and shall not lie about on a disk
while it is read.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(data: bytes) -> Iterator[Path]:
    """Yield a path at which `data` can be read until the end of the block.

    Where the system has no files in memory, it is a file that only this account may read, removed
    at the end.
    """
    if not hasattr(os, "memfd_create"):
        with tempfile.TemporaryDirectory(prefix="muster-") as folder:
            path = Path(folder) / "file"
            path.touch(mode=0o600)
            path.write_bytes(data)
            yield path
        return
    handle = os.memfd_create("muster")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        yield Path(f"/proc/self/fd/{handle}")
