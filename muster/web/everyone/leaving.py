"""Exit this page: an empty page takes its place at once."""

from django.http import HttpRequest, HttpResponse

from muster.web.serving import everyone

_EMPTY = '<!doctype html><html lang="zxx"><meta charset="utf-8"><title>\N{NO-BREAK SPACE}</title>'


@everyone
def leave(_request: HttpRequest) -> HttpResponse:
    """Show nothing, and let the browser forget what of ours it kept."""
    response = HttpResponse(_EMPTY)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
