"""Pages as a browser without scripts reads them: what is on them, and their forms sent back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta"}


@dataclass
class FormRead:
    """A form: where it is sent, and what it holds as it stands."""

    method: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    offers: dict[str, list[str]] = field(default_factory=dict)
    in_main: bool = False


class _Reader(HTMLParser):
    """Collects the forms, the tags of the main part in order, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FormRead] = []
        self.tags: list[str] = []
        self.text: list[str] = []
        self.heading = ""
        self._main = self._in_heading = False
        self._form: FormRead | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._main = True
        if self._main:
            self.tags.append(tag)
        self._in_heading = self._in_heading or tag == "h1"
        if tag == "form":
            self._form = FormRead(
                given.get("method", "get"), given.get("action", ""), in_main=self._main
            )
            self.forms.append(self._form)
        elif tag == "input" and self._form is not None and "name" in given:
            self._enter(given)

    def _enter(self, given: dict[str, str]) -> None:
        name, value, kind = given["name"], given.get("value", ""), given.get("type", "text")
        if kind in ("radio", "checkbox"):
            self._form.offers.setdefault(name, []).append(value)
            if "checked" in given:
                self._form.fields[name] = value
        else:
            self._form.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "main":
            self._main = False
        if tag == "h1":
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        if self._main:
            self.text.append(data)
        if self._in_heading:
            self.heading += data


class Leaf:
    """One page that a client was given, where it is, and what can be done with it."""

    def __init__(self, client: Client, address: str, answer: HttpResponse) -> None:
        self.client, self.address, self.answer = client, address, answer
        self.html = answer.content.decode() if answer.status_code != 304 else ""
        reader = _Reader()
        reader.feed(self.html)
        self.forms, self.tags = reader.forms, reader.tags
        self.heading = " ".join(reader.heading.split())
        self.text = re.sub(r"\s+", " ", " ".join(reader.text))

    @property
    def status(self) -> int:
        return self.answer.status_code

    def form(self, holding: str) -> FormRead:
        """Return the form of the main part that has a field or choice of this name."""
        found = (one for one in self.forms if one.in_main)
        return next(one for one in found if holding in one.fields or holding in one.offers)

    def sends(self, form: FormRead, **values: str) -> Leaf:
        """Send a form as it stands but for `values`, and follow to the page it leads to."""
        where = urljoin(self.address, form.action)
        return follow(self.client, where, self.client.post(where, {**form.fields, **values}))


def reads(client: Client, address: str) -> Leaf:
    """Go to a page."""
    return follow(client, address, client.get(address))


def follow(client: Client, address: str, answer: HttpResponse) -> Leaf:
    """Follow redirects to where they end."""
    for _step in range(10):
        if answer.status_code not in (301, 302, 303):
            break
        address = urljoin(address, answer.headers["Location"])
        answer = client.get(address)
    return Leaf(client, address, answer)
