"""Whoever sits at a device and answers, for the tests of the sitting's pages."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from muster.kernel.ids import AccountId
from muster.web import addresses
from tests.journeys.sessions import session_for
from tests.reading import Leaf, reads


def device(account: AccountId, *, kiosk: bool = False, language: str = "en") -> Client:
    """Return a browser in which `account` has signed in."""
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": language})
    name, value = session_for(account, kiosk=kiosk)
    client.cookies[name] = value
    return client


def begins(client: Client) -> Leaf:
    """Begin what is due, read what to know, and say how one is reached: the first question."""
    due = reads(client, addresses.SITTING)
    before = due.sends(due.form("campaign"))
    reach = reads(client, before.address.replace("/before", "/reach"))
    return reach.sends(reach.form("number"), number="555-0123", place="Barracks 4")


def goes_on(leaf: Leaf, choose: Callable[[Leaf], str]) -> list[Leaf]:
    """Answer page after page until no question is left; return the pages, the last included."""
    pages = [leaf]
    for _page in range(120):
        leaf = pages[-1]
        if any("answer" in one.offers for one in leaf.forms):
            pages.append(leaf.sends(leaf.form("answer"), answer=choose(leaf)))
        elif any("number" in one.fields and "step" in one.fields for one in leaf.forms):
            pages.append(leaf.sends(leaf.form("step")))
        else:
            break
    return pages


def chooses(**by_word: str) -> Callable[[Leaf], str]:
    """Return what answers 0, but for the questions in whose text a word stands."""

    def choose(leaf: Leaf) -> str:
        return next((value for word, value in by_word.items() if word in leaf.text), "0")

    return choose
