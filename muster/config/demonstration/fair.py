"""Three organisations that may be tried: an employer, a school, a town hall; and a job fair ahead.

Those who gave a packet ask the employer for work, the school for a course, and agree that the town
hall reads what it is asked to do for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from muster.config.demonstration.building import ADMINISTRATOR, CASEWORKER, Building
from muster.kernel.ids import AccountId, UnitId, new_id

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.kernel.ids import PersonId
    from muster.transition.commands.bringing_partners import Firm

SIGN_IN = {"employer": "employer", "school": "school", "local-authority": "town-hall"}
"""By kind of organisation, the account with which its first one is tried."""
COMERS, HOUSED, MORE = 12, 5, 3
"""So many ask for work, and for a home; so many more for a course than it has places."""


def bring_outsiders_in(building: Building, firms: Sequence[Firm]) -> None:
    """Let three organisations sign in, and people ask each of them."""
    first = {kind: next(one for one in firms if one.kind == kind) for kind in SIGN_IN}
    for kind, account in SIGN_IN.items():
        _let_in(building, first[kind], account)
    _ask_for_work(building, first["employer"])
    _ask_for_courses(building, first["school"])
    _ask_for_support(building, first["local-authority"])
    _give_tasks(building, first["local-authority"])


def _let_in(building: Building, firm: Firm, account: str) -> None:
    from muster.access.commands import give_role
    from muster.access.permissions import Permission
    from muster.access.roles import PARTNER

    by = building.viewer(ADMINISTRATOR, Permission.GIVE_ROLE, building.now)
    give_role(
        account=account, role=PARTNER.key, unit=UnitId(firm.key),
        until=building.now + timedelta(days=299), by=by, at=building.now,
    )  # fmt: skip


def _member(person: PersonId) -> Viewer:
    from muster.access.roles import MEMBER
    from muster.access.viewers import Viewer

    return Viewer(AccountId(new_id()), MEMBER, person=person)


def _ask_for_work(building: Building, firm: Firm) -> None:
    """Let some ask for two of the employer's three vacancies with the fewest places."""
    from muster.transition.commands.candidacies import ask_for, say_wishes
    from muster.transition.rules.fitting import Wishes

    today = building.now.date()
    standing = [one for one in firm.posted if one.closed is None and one.draft.begins >= today]
    wanted = [one.key for one in sorted(standing, key=lambda one: one.draft.places)[:3]]
    for number, (person, words) in enumerate(building.packets[:COMERS]):
        by = _member(person)
        wishes = Wishes(words=words["trade"])
        say_wishes(person=person, wishes=wishes, by=by, at=building.now)
        for place in {number % len(wanted), (number + 1) % len(wanted)}:
            ask_for(
                person=person, vacancy=wanted[place], candidacy=new_id(), agreed=True, by=by,
                at=building.now,
            )  # fmt: skip


def _ask_for_courses(building: Building, school: Firm) -> None:
    """Let more people ask for the school's smallest course than it has places."""
    from muster.access.permissions import Permission
    from muster.transition.commands.places import ask_for_place
    from muster.transition.schooling import standing_courses
    from muster.vault.work import unit_of_work

    by = building.viewer(CASEWORKER, Permission.KEEP_PARTNERS, building.now)
    with unit_of_work(by.standing()):
        courses = standing_courses(building.now.date())
    mine = (one for one in courses if one.partner == school.key)
    wanted = min(mine, key=lambda one: one.course.places)
    for person, _words in building.packets[-wanted.course.places - MORE :]:
        ask_for_place(
            person=person, course=wanted.key, place=new_id(), agreed=True, by=_member(person),
            at=building.now,
        )  # fmt: skip


def _ask_for_support(building: Building, hall: Firm) -> None:
    """Let more people ask for the town hall's smallest programme than its quota has places."""
    from muster.access.permissions import Permission
    from muster.transition.agency import Words
    from muster.transition.commands.support import ask_for_support
    from muster.transition.support import standing_support
    from muster.vault.work import unit_of_work

    by = building.viewer(CASEWORKER, Permission.KEEP_PARTNERS, building.now)
    with unit_of_work(by.standing()):
        every = standing_support(building.now.date())
    mine = (one for one in every if one.partner == hall.key)
    wanted = min(mine, key=lambda one: one.programme.places)
    for number, (person, words) in enumerate(building.packets[: wanted.programme.places + MORE]):
        needed = "For two, from next month" if number % 2 else "На одного, со следующей недели"
        ask_for_support(
            person=person, support=wanted.key, ask_id=new_id(),
            words=Words(words["name"], needed), agreed=True, by=_member(person),
            at=building.now - timedelta(days=3 * (number % 5)),
        )  # fmt: skip


def _give_tasks(building: Building, hall: Firm) -> None:
    """Give the town hall tasks that it reads itself, some of them late by now."""
    from muster.access.permissions import Permission
    from muster.kernel.problems import Refused
    from muster.transition.commands.tasks import Task, give_task

    by = building.viewer(CASEWORKER, Permission.WORK_TRACK, building.now)
    given = 0
    for number, (person, _words) in enumerate(building.packets):
        task = Task("housing", "local-authority", hall.name, to=hall.key, agreed=True)
        at = building.now - timedelta(days=12 * (number % HOUSED))
        try:
            give_task(person=person, task=new_id(), given=task, words="", by=by, at=at)
        except Refused:
            continue  # whose case is over is given no task any more
        given += 1
        if given == HOUSED:
            return
