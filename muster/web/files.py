"""The few files a page needs, read once and named by their digest, so a browser may keep them.

They are built into `looks/built` (tools/looks.py). All stand under one digest, because they name
one another: the sheet its typeface, one script the other.
"""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

from muster.web.serving import everyone

BUILT = Path(__file__).parent / "looks" / "built"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_NOT_BUILT = "not-built"


@cache
def contents() -> dict[str, bytes]:
    """Return each file by its name; empty where nothing was built yet."""
    found = sorted(BUILT.glob("*")) if BUILT.is_dir() else []
    return {path.name: path.read_bytes() for path in found if path.suffix in _KINDS}


@cache
def packed(name: str) -> bytes:
    """Return a file as gzip. Pages are never packed, because their length must tell nothing."""
    return gzip.compress(contents()[name], compresslevel=9, mtime=0)


@cache
def digest() -> str:
    """Return what every file's address holds; another content of any has another."""
    if not contents():
        return _NOT_BUILT
    said = sha256()
    for name, content in contents().items():
        said.update(f"{name} {len(content)} ".encode())
        said.update(content)
    return said.hexdigest()[:12]


def address(name: str) -> str:
    """Return where a file is served. Without a build a page is bare, and still says everything."""
    return f"/looks/{digest()}/{name}"


@everyone
def looks(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Serve one file as it is."""
    content = contents().get(name)
    if content is None or digest != _digest():
        raise Http404
    response = HttpResponse(content, content_type=_KINDS[Path(name).suffix])
    if Path(name).suffix != ".woff2":  # which is packed already
        response.headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = packed(name)
            response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


_digest = digest  # the address names its own “digest”
