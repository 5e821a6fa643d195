"""A force with an administrator, and what its pages are asked in the tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from muster.access.roles import ADMINISTRATOR
from muster.kernel.ids import AccountId, UnitId
from tests.houses import account_with, make_unit
from tests.journeys.sessions import session_for

HEAD = "Service number,Surname,Given name,Sex,Date of birth,Unit code,From"
GOOD = f"""{HEAD}
AB-001,Гайко,Олесь,M,1999-04-01,7.1,2026-01-10
AB-002,Лис,Іван,M,1998-02-03,7.2,2026-01-10
"""
FAULTY = f"""{HEAD}
AB-001,Гайко,Олесь,M,1999-04-01,7.1,2026-01-10
AB-002,Лис,Іван,M,1999-31-01,7.1,2026-01-10
AB-003,=1+1,Іван,M,1998-02-03,7.1,2026-01-10
AB-004,Кіт,Юрій,M,1998-02-03,77,2026-01-10
"""


@dataclass(frozen=True)
class House:
    """A battalion with two companies, and the account of its administrator."""

    unit: UnitId
    first: UnitId
    second: UnitId
    account: AccountId


def make_house() -> House:
    """Make the battalion; its administrator signs in as anna."""
    unit = make_unit("7")
    first, second = make_unit("7.1", unit), make_unit("7.2", unit)
    return House(unit, first, second, account_with(ADMINISTRATOR, unit, "anna"))


def signed_in(account: AccountId, language: str = "en", *, again: bool = True) -> Client:
    """Return a browser in which `account` is signed in, and has just shown who they are."""
    client = Client(headers={"accept-language": language})
    name, value = session_for(account, again=again)
    client.cookies[name] = value
    return client


def texts(response: HttpResponse) -> str:
    """Return what a page's own part says, without its tags."""
    assert response.status_code == 200, response.status_code
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def upload(text: str | bytes, name: str = "roster.csv") -> SimpleUploadedFile:
    """Return a file as a browser would send it."""
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
