"""The administrator's first page: what the house needs today, and where everything is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.access import jobs
from muster.access.errands import ErrandKind, ended_well
from muster.access.permissions import Permission
from muster.access.queries import open_notices
from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.journal.reading import last_written
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.policy.queries import stale_lines
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.administrator import addresses as here
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.errands import NOBODY, NOBODY_DO
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Administration")
GOOD = Status(_p("finding", "Good"), "green")
SOON = Status(_p("finding", "Soon"), "amber")
NOW = Status(_p("finding", "Now"), "red")
OLD_BACKUP = timedelta(days=7)
WORDS = {
    "told": _("What the house needs"),
    "since": _("since {when}"),
    "all_well": _("Nothing needs you at the moment."),
    "people": _("People and units"),
    "access": _("Who may do what"),
    "care": _("What people in need rely on"),
    "house": _("The house itself"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One place to go, and how it stands there."""

    title: Sentence
    href: str
    hint: Sentence
    status: Status | None = None


@dataclass(frozen=True)
class _House:
    """What the statuses of the house are told by."""

    notices: list[Any]
    stale: int
    failed: int
    worker: bool
    last_backup: Instant | None
    findings: list[Mapping[str, Any]]


@serves(ADMINISTRATOR, PERSONNEL_OFFICER)
def home(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what is open, then every page of the house, each with how it stands."""
    keeps = Permission.KEEP_HOUSE in by.role.may
    house = read_as(Audience.PLATFORM, lambda: _read(at)) if keeps else None
    language = language_of(request)
    groups = [(WORDS["people"], list(_people(by))), *(_of_the_house(house, at) if house else ())]
    urgent = any(task.status is NOW for _title, tasks in groups for task in tasks)
    return page(
        request,
        "administrator/home.html",
        title=_TITLE,
        texts=WORDS,
        notices=[
            (one.says_ru if language == "ru" else one.says_en, one.raised_at)
            for one in (house.notices if house else [])
        ],
        nobody=(NOBODY, NOBODY_DO) if house and not house.worker else (),
        well=keeps and not urgent,
        groups=groups,
    )


def _read(at: Instant) -> _House:
    last = next(iter(ended_well(ErrandKind.EXAMINE, 1)), None)
    return _House(
        open_notices(),
        len(stale_lines(at)),
        len(jobs.failed()),
        jobs.a_worker_works(at),
        last_written("access.back-up"),
        [] if last is None else list((last.told or {}).get("findings", [])),
    )


def _people(by: Viewer) -> Iterator[Task]:
    yield Task(
        _p("page", "People"), here.PEOPLE,
        _("Find one; move, correct, record the last day, let them sign in."),
    )  # fmt: skip
    yield Task(
        _("Rosters of people"), here.ROSTERS,
        _("Bring one in, read the report, confirm it; and what came in before."),
    )  # fmt: skip
    yield Task(
        _p("page", "Units"), here.UNITS,
        _("The tree of units as it stands on any day; rename, move, stand down."),
    )  # fmt: skip
    if Permission.ASK_RECALL in by.role.may:
        yield Task(
            _("Recall from the reserve"), here.RECALL,
            _("Ask about one person under one order: fit, limited or not fit."),
        )  # fmt: skip
    yield Task(
        _("Lists of posts"), here.POST_LISTS,
        _("What each post demands; posts for a time are found by it."),
    )  # fmt: skip
    yield Task(
        _("Lists of service entries"), here.ENTRY_LISTS,
        _("Trades, courses, licences, languages, vehicles, people led: for their way into work."),
    )  # fmt: skip
    if Permission.ASSIGN_MOVES in by.role.may:
        yield Task(
            _("Posts for a time"), here.MOVES,
            _("Ask for one, find posts for all who wait, and see what became of them."),
        )  # fmt: skip


def _of_the_house(house: _House, at: Instant) -> list[tuple[Sentence, list[Task]]]:
    return [
        (WORDS["access"], list(_access())),
        (WORDS["care"], list(_care(house))),
        (WORDS["house"], list(_machine(house, at))),
    ]


def _access() -> Iterator[Task]:
    yield Task(
        _("Roles and accounts"), here.ROLES,
        _("Give and take roles for a unit and a time; invite whoever holds one."),
    )  # fmt: skip
    yield Task(
        _("Lost devices"), addresses.RECOVERY,
        _("Two administrators let a holder in again."),
    )  # fmt: skip


def _care(house: _House) -> Iterator[Task]:
    yield Task(
        _("Duty rosters"), here.DUTY,
        _("Who is called at night; where nobody is, no campaign opens."),
        _worst(house, "duty-rosters"),
    )  # fmt: skip
    yield Task(
        _("Crisis numbers"), here.CRISIS, _("Call each one, and say that it answered."),
        NOW if house.stale else GOOD,
    )  # fmt: skip
    yield Task(
        _("Alert channels"), addresses.ALERT_CHANNELS,
        _("Test that a message reaches whoever is on duty."),
    )  # fmt: skip
    yield Task(
        _("Questionnaires"), here.INSTRUMENTS,
        _("What is asked, in whose words, on what terms; add a licensed text."),
    )  # fmt: skip
    yield Task(
        _("The force's profile"), here.PROFILE,
        _("Every threshold and clock, and what another profile would change."),
    )  # fmt: skip
    yield Task(
        _("Occupations and skills"), here.OCCUPATIONS,
        _("Which official archives are in force, on what terms, and what a release changed."),
    )  # fmt: skip


def _machine(house: _House, at: Instant) -> Iterator[Task]:
    yield Task(
        _("Examination"), here.EXAMINATION,
        _("Everything the doctor looks at, and what to do about it."), _worst(house),
    )  # fmt: skip
    yield Task(
        _("Jobs"), here.JOBS, _("What the worker does, what waits, and what failed."),
        NOW if not house.worker else SOON if house.failed else GOOD,
    )  # fmt: skip
    old = house.last_backup is None or at - house.last_backup > OLD_BACKUP
    yield Task(
        _("Backups"), here.BACKUPS, _("Make one, and try whether the house comes back from it."),
        SOON if old else GOOD,
    )  # fmt: skip


def _worst(house: _House, name: str | None = None) -> Status | None:
    """Return how the last examination found something, or everything; None where it has not."""
    colours = {one["colour"] for one in house.findings if name in (None, one["name"])}
    if not colours:
        return None
    return NOW if "red" in colours else SOON if "amber" in colours else GOOD
