"""Whom the page under way is made for: their language, and the token their forms carry.

A page is made of templates inside templates; each says its sentences in the same language without
being told it again. Outside a page nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import translation
from django.utils.functional import Promise
from markupsafe import Markup

from muster.kernel.words import Sentence
from muster.web.language import language_of


@dataclass(slots=True)
class Speaking:
    """One page under way; `form_drawn` once the page's own form stands in it."""

    request: HttpRequest
    language: str
    form_drawn: bool = False
    named: int = 0

    def fresh_id(self) -> str:
        """Return an id that nothing else on the page has."""
        self.named += 1
        return f"part-{self.named}"

    def mark_form(self) -> None:
        """Note that the page's own form stands in it."""
        self.form_drawn = True

    def token(self) -> Markup:
        """Return the hidden input without which a form is not accepted."""
        given = get_token(self.request)
        return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(given)


_under_way: ContextVar[Speaking] = ContextVar("speaking")


@contextmanager
def speaking_to(request: HttpRequest) -> Iterator[Speaking]:
    """Say what follows in the reader's language, libraries' own words included."""
    now = Speaking(request, language_of(request))
    token = _under_way.set(now)
    try:
        with translation.override(now.language):
            yield now
    finally:
        _under_way.reset(token)


@contextmanager
def saying_in(language: str) -> Iterator[None]:
    """Say what follows in one language, whatever the reader's is."""
    now = speaking()
    usual, now.language = now.language, language
    try:
        with translation.override(language):
            yield
    finally:
        now.language = usual


def speaking() -> Speaking:
    """Return the page under way; LookupError where there is none."""
    return _under_way.get()


def say(value: object) -> object:
    """Return a sentence as it is said in the reader's language, anything else as it is."""
    if isinstance(value, Sentence):
        return value.said_in(speaking().language)
    return str(value) if isinstance(value, Promise) else value


def said(value: object) -> object:
    """Return what a component is given with every sentence in it said."""
    if isinstance(value, dict):
        return {name: said(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [said(one) for one in value]
    return say(value)
