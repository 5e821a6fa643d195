"""How a page is made: a template, its sentences, and the language of whoever reads it.

Sentences stand in Python beside the view that says them, never in a template; `{{ title }}` says
the one that is called `title` in the reader's language, and escapes it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from muster.kernel.words import Sentence, _
from muster.web import addresses, files
from muster.web.language import language_of, remember

LANGUAGE_NAMES = (("en", "English"), ("ru", "Русский"))

_FRAME = {
    "skip": _("Skip to the content"),
    "choose_language": _("Language"),
    "get_help": _("Get help now"),
    "exit_page": _("Exit this page"),
    "safety": _("Safety"),
}


def environment(**options: Any) -> Environment:
    """Return the templates' environment; a name that no view gave is an error and no blank."""
    made = Environment(**{**options, "undefined": StrictUndefined, "finalize": _said})  # noqa: S701 — Django turns autoescape on
    made.globals["style"] = files.address("style.css")
    made.globals["icon"] = files.address("icon.svg")
    made.globals["addresses"] = addresses
    made.globals["languages"] = LANGUAGE_NAMES
    return made


@pass_context
def _said(context: Context, value: object) -> object:
    return value.said_in(context["language"]) if isinstance(value, Sentence) else value


def page(
    request: HttpRequest, template: str, *, title: Sentence, status: int = 200, **given: Any
) -> HttpResponse:
    """Return a page in the reader's language; `title` is its heading too."""
    language = language_of(request)
    words = {**_FRAME, "title": title, "language": language, **given}
    response = HttpResponse(render_to_string(template, words), status=status)
    response.headers["Content-Language"] = language
    remember(request, response)
    return response
