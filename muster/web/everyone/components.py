"""The components of the pages, each in every state, in both languages, light and dark."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from markupsafe import Markup

from muster.kernel.words import LANGUAGES, _
from muster.web.components import samples
from muster.web.components.drawing import errors_of
from muster.web.pages import page
from muster.web.serving import everyone
from muster.web.speaking import saying_in, speaking_to

_TITLE = _("What the pages are built of")
_INTRO = _("Every component in all its states, in English beside Russian, on light and on dark.")
_SCHEMES = (("light", _("On light")), ("dark", _("On dark")))
_LABELS = {"light": _("Pages, on light"), "dark": _("Pages, on dark")}


@everyone
def components(request: HttpRequest) -> HttpResponse:
    """Show everything at once: whoever changes a component or a word sees what else it touches."""
    with speaking_to(request):
        schemes = [
            (scheme, heading, {code: _drawn(scheme, code) for code in LANGUAGES})
            for scheme, heading in _SCHEMES
        ]
    return page(request, "components/page.html", title=_TITLE, intro=_INTRO, schemes=schemes)


def _drawn(scheme: str, code: str) -> Markup:
    given = {
        "said": samples.SAID,
        "statuses": samples.STATUSES,
        "served": samples.SERVED,
        "lasted": samples.LASTED,
        "forms": samples.forms(f"{scheme}-{code}"),
        "errors": errors_of,
        "label": _LABELS[scheme],
    }
    with saying_in(code):
        return Markup(render_to_string("components/sample.html", given))  # noqa: S704 — a template's own
