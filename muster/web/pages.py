"""How a page is made: a template, its sentences, and the language of whoever reads it.

Sentences stand in Python beside the view that says them, never in a template; `{{ title }}` says
the one that is called `title` in the reader's language, and escapes it. docs/concepts/pages.md
shows what templates may use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from jinja2 import Environment, StrictUndefined

from muster.kernel.words import Sentence
from muster.web import addresses, files
from muster.web.components import times
from muster.web.components.drawing import draw_field, draw_form, errors_of
from muster.web.components.govuk import govuk
from muster.web.components.words import WORDS
from muster.web.language import SWITCH, remember
from muster.web.navigation import navigation
from muster.web.speaking import say, speaking, speaking_to
from muster.web.standing import Reader, reader_of

LANGUAGE_NAMES = (("en", "English"), ("ru", "Русский"))

BANNERS: list[Callable[[HttpRequest], object]] = []
"""Each is asked on every page of a signed-in reader, and what it returns stands above the page."""


class Templates(Environment):
    """Where `says.keys` is what a view gave by that name, and never a method of the mapping."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(**options: Any) -> Environment:
    """Return the templates' environment; a name that no view gave is an error and no blank."""
    # Django turns escaping on, in `options`.
    made = Templates(**{**options, "undefined": StrictUndefined, "finalize": say})
    made.globals.update(
        addresses=addresses,
        draw=draw_form,
        draw_field=draw_field,
        file=files.address,
        govuk=govuk,
        languages=LANGUAGE_NAMES,
        lasting=times.lasting,
        say=say,
        speaking=speaking,
        switch=SWITCH,
        when=times.when,
        words=WORDS,
    )
    made.globals["ui"] = made.get_template("components/ui.html").module
    return made


def page(
    request: HttpRequest,
    template: str,
    *,
    title: Sentence | str,
    status: int = 200,
    form: BaseForm | None = None,
    back: str | None = None,
    alone: bool = False,
    **given: Any,
) -> HttpResponse:
    """Return a page in the reader's language.

    `title` is its heading too, unless `form` asks its one question there. `form` stands in the
    template, and what is wrong with it in a summary on top. `back` is where the link Back leads.
    A page that stands `alone` shows nothing of who reads it, so its bytes tell nothing either.
    """
    with speaking_to(request) as reading:
        wrong = errors_of(form) if form is not None else []
        words = {
            "title": title,
            "tab": WORDS["error_in_title"].of(title=title) if wrong else title,
            "language": reading.language,
            "form": form,
            "errors": wrong,
            "back": back,
            "frame": _frame(request, None if alone else reader_of(request)),
            **given,
        }
        html = render_to_string(template, words, request=request)
    response = HttpResponse(html, status=status)
    response.headers["Content-Language"] = reading.language
    remember(request, response)
    return response


def _frame(request: HttpRequest, reader: Reader | None) -> dict[str, object]:
    """Return what the frame shows of the reader; nothing of it on pages for everyone."""
    return {
        "reader": reader,
        "navigation": navigation(request) if reader is not None else [],
        "banners": list(_banners(request)) if reader is not None else [],
        "demonstration": settings.MUSTER_DEMONSTRATION,
        "at_help": request.path.rstrip("/") == addresses.GET_HELP,
        "here": [
            {"code": code, "name": name, "address": _in_language(request, code)}
            for code, name in LANGUAGE_NAMES
        ],
    }


def _banners(request: HttpRequest) -> Iterator[object]:
    for banner in BANNERS:
        shown = banner(request)
        if shown:
            yield shown


def _in_language(request: HttpRequest, code: str) -> str:
    """Return this page's own address, asking for a language; its other wishes are kept."""
    wishes = request.GET.copy()
    wishes["language"] = code
    return f"?{wishes.urlencode()}"
