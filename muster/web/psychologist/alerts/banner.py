"""What stands above every page while somebody is to look at once: it says that, and no more.

A screen is seen by whoever passes, so no name, reason or number stands in it. Where scripts run it
is asked for every few seconds; elsewhere it is there with every page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from markupsafe import Markup

from muster.access.channels import Kind, Waiting, waiting_for
from muster.access.permissions import Permission
from muster.access.roles import AUDITOR, HEAD_OF_SERVICE, PRIVACY_OFFICER, ROLES, THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.doors import serves
from muster.web.psychologist.fragments import fragment
from muster.web.reading import read_as
from muster.web.standing import reader_of

TEMPLATE = "psychologist/alerts_banner.html"
TOLD = tuple(role for role in ROLES.values() if role not in THEMSELVES)
"""Whoever holds one of these may have something on screen; a member's page says what is due."""

_WORDS = {
    "where": _("Alerts"),
    "alert": _("Somebody needs you now."),
    "open": _("Open the alerts"),
    "task": _("A task is waiting for you now"),
    "go": _("Open the task"),
    "test": _("This is a test of the alert channels. Nobody is waiting."),
    "seen": _("I see it"),
    "house": _("The installation needs you."),
    "look": _("See what it needs"),
    "silent": _(
        "This page cannot hear of alerts at the moment. Load it again; if that does not help, "
        "listen for the telephone."
    ),
}


EVALUATION = "evaluation"  # the occasion on which the ombudsman is told of one
_TASKS: Mapping[str, str] = {
    HEAD_OF_SERVICE.key: addresses.LATE,
    AUDITOR.key: addresses.OPENINGS,
    PRIVACY_OFFICER.key: addresses.OPENINGS,
}
"""Where a task of somebody waits who answers no alerts."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the screen: how many alerts, a test, a word to the administrators."""

    alerts: int
    test: bool
    house: bool
    steps: tuple[str, ...] = ()

    @classmethod
    def of(cls, waiting: Sequence[Waiting]) -> Shown:
        kinds = [one.kind for one in waiting]
        steps = tuple(one.step for one in waiting if one.kind is Kind.WAITING)
        return cls(len(steps), Kind.TEST in kinds, Kind.HOUSE in kinds, steps)

    @property
    def mark(self) -> str:
        """A few signs by which a page says what it shows, so that only what is new is sent."""
        return f"{self.alerts}{'t' if self.test else ''}{'h' if self.house else ''}"


def banner(request: HttpRequest) -> object:
    """Return the banner of a page, None for readers whom nobody alarms."""
    reader = reader_of(request)
    if reader is None or reader.kiosk or not any(role.key in reader.roles for role in TOLD):
        return None
    shown = _shown(reader.account)
    given = _given(shown, reader.roles) | {"whole": True}
    return Markup(render_to_string(TEMPLATE, given, request=request))  # noqa: S704 — a template's own text


@serves(*TOLD)
def renewed(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Return the banner as it stands now, or nothing where the page shows that already."""
    shown = _shown(by.account)
    if request.GET.get("shown") == shown.mark:
        return HttpResponse(status=204)
    reader = reader_of(request)
    roles = reader.roles if reader is not None else ()
    return fragment(request, TEMPLATE, **_given(shown, roles), whole=False)


def _shown(account: AccountId) -> Shown:
    return Shown.of(read_as(Audience.PLATFORM, lambda: waiting_for(account)))


def _given(shown: Shown, roles: Collection[str]) -> dict[str, object]:
    texts: dict[str, Sentence] = _WORDS
    alarmed = any(Permission.ANSWER_ALERT in ROLES[key].may for key in roles if key in ROLES)
    elsewhere = next((one for key, one in _TASKS.items() if key in roles), addresses.HOME)
    if AUDITOR.key in roles and EVALUATION in shown.steps:
        elsewhere = addresses.EVALUATION_COPIES
    return {
        "shown": shown,
        "texts": texts,
        "alarmed": alarmed,
        "list": addresses.ALERTS if alarmed else elsewhere,
        "seen": addresses.ALERT_TEST_SEEN,
        "house": addresses.ADMINISTRATION,
        "renewed": f"{addresses.ALERTS}/banner?shown={shown.mark}",
    }
