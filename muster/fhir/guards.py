"""How deep and how large a document may be, found out before it is parsed."""

from __future__ import annotations

import re

DOCUMENT_LIMIT = 1 << 20
BUNDLE_LIMIT = 64 << 20
DEPTH_LIMIT = 64
SHALLOW_BELOW = 3072
"""Documents shorter than this are left to the parser, which stops at a depth of its own."""

_OTHERS = bytes(byte for byte in range(256) if byte not in b"[]{}")
_ALIKE = bytes.maketrans(b"{}", b"[]")
_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


def too_deep(document: bytes, limit: int = DEPTH_LIMIT) -> bool:
    """Is the document nested deeper than `limit`? Costs about a nanosecond a byte.

    What seems too deep is looked at again without the document's texts, which may hold brackets of
    their own. Depth that brackets in texts hide, and documents that are no JSON at all, are left to
    the parser, which refuses them itself.
    """
    if len(document) < SHALLOW_BELOW:
        return False
    brackets = document.translate(_ALIKE, _OTHERS)
    if len(brackets) <= limit or not _deeper(brackets, limit):
        return False
    return _deeper(_TEXT.sub(b"", document).translate(_ALIKE, _OTHERS), limit)


def _deeper(brackets: bytes, levels: int) -> bool:
    """Are more brackets open at once than `levels`?

    Innermost pairs are taken out, once for each level. Each of them stands in at most `levels`
    others, so every round takes out one part in `levels` of all pairs, or more; where it takes out
    less, the nesting is too deep, and no more time is spent on it.
    """
    for _level in range(levels):
        fewer = brackets.replace(b"[]", b"")
        taken_out = len(brackets) - len(fewer)
        brackets = fewer
        if taken_out * levels < len(brackets):
            break
    return b"[]" in brackets or brackets.count(b"[") > levels
