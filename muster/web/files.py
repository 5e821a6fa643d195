"""The few files a page needs, read once and named by their digest, so a browser may keep them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

from muster.web.serving import everyone

_FOLDER = Path(__file__).parent / "looks"
_KINDS = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
_CONTENTS = {name: (_FOLDER / name).read_bytes() for name in _KINDS}


def address(name: str) -> str:
    """Return where a file is served; another content has another address."""
    return f"/looks/{_digest(name)}/{name}"


@everyone
def looks(_request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Serve one file as it is."""
    if name not in _KINDS or digest != _digest(name):
        raise Http404
    response = HttpResponse(_CONTENTS[name], content_type=_KINDS[name])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _digest(name: str) -> str:
    return sha256(_CONTENTS[name]).hexdigest()[:12]
