"""What the system says when a file or an address cannot be used, as sentences of our own.

The system speaks one language, and a refusal speaks the reader's.
"""

from __future__ import annotations

import errno

from muster.kernel.words import Sentence, _

_SAID: dict[int, Sentence] = {
    errno.ENOENT: _("there is no such file or folder"),
    errno.ENOTDIR: _("a part of its path is no folder"),
    errno.EISDIR: _("it is a folder"),
    errno.EEXIST: _("it exists already"),
    errno.EACCES: _("this account may not use it"),
    errno.EPERM: _("this account may not use it"),
    errno.ENOSPC: _("the disk is full"),
    errno.EROFS: _("the disk may not be written to"),
    errno.ENAMETOOLONG: _("its name is too long"),
    errno.EADDRINUSE: _("something listens there already"),
    errno.EADDRNOTAVAIL: _("this machine has no such address"),
}


def why(error: OSError) -> Sentence:
    """Return the reason of a failure, as a part of a sentence."""
    said = _SAID.get(error.errno or 0)
    if said is not None:
        return said
    return _("the system says “{said}”").of(said=error.strerror or type(error).__name__)
