"""One house of invented people, and its pages asked for over HTTP: a process of benches/queue.py.

    python -m muster.config.benches.asking 15000

It says a line of JSON when the house stands, then answers each line with a list of milliseconds.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlparse

from muster.config.benches.crowd import BATTALION, BRIGADE, DIVISION, IN_QUEUE, fill, id_of, unit_of
from muster.config.benches.house import measuring_house

_PERSON = 2
_SIZES = {"battalion": BATTALION, "brigade": BRIGADE, "division": DIVISION}
_MIDDLE = 7_500
"""Somebody in the midst of the first division: their units' psychologists ask."""
_SHOWN = (b"7912", "Вымышленный".encode())
"""What a page that shows people has in it: a number, or a name."""
_WISHES = ("", "", "", "?tier=amber", "?whose=nobody", "?overdue=on")


def main(people: int, *, cases: bool) -> None:
    """Build the house, serve it, and answer what is asked until nothing more comes."""
    with measuring_house() as home:
        fill(home, people, cases=cases)
        from muster.config.benches.asked import served

        accounts = {reach: _psychologist(reach) for reach in (*_SIZES, "force")}
        with served(home) as address:
            house = _House(address, accounts, people)
            for reach in accounts:
                for page in ("late",) if cases else ("queue", "person"):
                    house.taken_often(page, reach, 1)
            _say("ready")
            for asked in sys.stdin:
                said = json.loads(asked)
                _say(house.taken_often(said["page"], said["reach"], said["times"]))


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class _House:
    """The pages of a served house, asked for on one kept connection, as a browser does."""

    def __init__(self, address: str, accounts: dict[str, Any], people: int) -> None:
        found = urlparse(address)
        self._line = http.client.HTTPConnection(found.hostname or "", found.port or 80)
        self._accounts, self._people = accounts, people
        self._dice = random.Random(people)

    def taken_often(self, page: str, reach: str, times: int) -> list[float]:
        """Return how long each of so many pages took; an unmeasured one opens the connection."""
        # Both let go of whoever was silent for long: the server, and the session.
        self._line.close()
        cookie = _session_of(self._accounts[reach])
        self._taken(page, reach, cookie)
        return [self._taken(page, reach, cookie) for _time in range(times)]

    def _taken(self, page: str, reach: str, cookie: str) -> float:
        """Return in how many milliseconds a page came; RuntimeError where it is not the page."""
        path = self._path(page, reach)
        start = time.perf_counter()
        self._line.request("GET", path, headers={"Cookie": cookie})
        answer = self._line.getresponse()
        body = answer.read()
        length = 1000 * (time.perf_counter() - start)
        if answer.status != http.client.OK or not any(mark in body for mark in _SHOWN):
            raise RuntimeError(f"{path} answered {answer.status}: {body[:300]!r}")
        return length

    def _path(self, page: str, reach: str) -> str:
        if page == "late":
            return "/cases/late"
        if page == "queue":
            return f"/queue{self._dice.choice(_WISHES)}"
        size = _SIZES.get(reach, self._people)
        first = _MIDDLE // size * size
        number = self._dice.randrange(first, min(first + size, self._people), IN_QUEUE)
        return f"/people/{id_of(_PERSON, number)}"


def _psychologist(reach: str) -> Any:
    """Give an account the role for a unit of that size, and return the account."""
    from muster.access.accounts import OPERATOR, account_named, viewer_named
    from muster.access.commands import give_role
    from muster.access.permissions import Permission
    from muster.access.roles import UNIT_PSYCHOLOGIST
    from muster.kernel.time import now
    from muster.vault.work import Standing, unit_of_work
    from muster.vault.zones import Audience

    by, name = viewer_named(OPERATOR, to=Permission.GIVE_ROLE, at=now()), f"of-{reach}"
    unit: Any = unit_of(reach, _MIDDLE) if reach in _SIZES else by.units[0]
    give_role(
        account=name, role=UNIT_PSYCHOLOGIST.key, unit=unit, until=now() + timedelta(days=30),
        by=by, at=now(),
    )  # fmt: skip
    with unit_of_work(Standing(Audience.PLATFORM)):
        return account_named(name)


def _session_of(account: Any) -> str:
    """Return the cookie of a session as signing in with two factors leaves it."""
    from allauth.account.internal.userkit import user_id_to_str
    from django.contrib.auth import get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    from muster.config.benches.asked import session_of

    name, key = session_of(account)
    session = SessionStore(session_key=key)
    session["account_authentication_methods"] += [
        {"method": "mfa", "type": "totp", "at": time.time()}
    ]
    user = get_user_model().objects.get(pk=account)
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
    return f"{name}={key}"


if __name__ == "__main__":
    main(int(sys.argv[1]), cases="cases" in sys.argv[2:])
