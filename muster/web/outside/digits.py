"""A door that opens by digits: no account, and the session holds an opaque id until the answer.

The digits come after the address's “#”, or are typed. What was used, taken back or is too old is
told from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.kernel.time import Instant, now
from muster.kernel.words import Sentence, _
from muster.vault.zones import Audience
from muster.web.forms import Form, Text
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.sign_in.devices import known
from muster.web.sign_in.guessing import count_wrong, forget_wrong, may_try

_INTRO = _("Enter the digits that were sent to you with this address. You need no account.")


class Opened(Protocol):
    """What digits stand for; `link` is its opaque id."""

    @property
    def link(self) -> UUID: ...


L = TypeVar("L", bound=Opened)


class Digits(Form):
    code = Text(
        asks=_("The digits you were sent"),
        hint=_("Twenty-four digits; spaces between them make no difference"),
        required=_("Enter the digits you were sent"),
        longest=60,
        wide=20,
        attributes={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"},
    )


@dataclass(frozen=True, slots=True)
class Door(Generic[L]):
    """One kind of link: its page at `at`, and the page behind it, at `behind`.

    `by_digits` and `by_id` return what stands behind a link, None where it holds no longer. Wrong
    digits are counted by `bucket` on each device; `held` names the link in the session.
    """

    at: str
    behind: str
    title: Sentence
    wrong: Sentence
    held: str
    bucket: str
    by_digits: Callable[[str, Instant], L | None]
    by_id: Callable[[UUID, Instant], L | None]

    def knock(self, request: HttpRequest) -> HttpResponse:
        """Ask for the digits; the right ones lead on."""
        form = Digits(request.POST or None)
        if form.is_valid():
            if not may_try(request, self.bucket):
                return HttpResponse(status=429)  # its middleware says until when
            text, at = form.cleaned_data["code"], now()
            found = read_as(Audience.PLATFORM, lambda: self.by_digits(text, at))
            if found is not None:
                request.session[self.held] = str(found.link)
                forget_wrong(request, self.bucket)
                return HttpResponseRedirect(self.behind)
            count_wrong(request, self.bucket, "outside-link")
            form.refuse(self.wrong, "code")
        response = page(request, "outside/digits.html", title=self.title, form=form, intro=_INTRO)
        return known(request, response, self.bucket)

    def opened(self, request: HttpRequest, at: Instant) -> L | None:
        """Return what the session's link stands for, None where it holds none that still does."""
        link = request.session.get(self.held)
        if link is None:
            return None
        return read_as(Audience.PLATFORM, lambda: self.by_id(UUID(link), at))

    def shut(self, request: HttpRequest) -> HttpResponse:
        """Forget the link, and lead back to where digits are asked for."""
        request.session.pop(self.held, None)
        return HttpResponseRedirect(self.at)
