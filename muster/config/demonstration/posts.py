"""Posts for a time: the brigade's list of posts, and a few invented people who ask for one.

One of them returned and said whether it helped, two have a post now, the others wait; for two of
these somebody is asked to swap, and one of them said yes to personnel.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from muster.config.demonstration import formation
from muster.config.demonstration.accounts import COMMANDER, MEMBERS_BATTALION, PERSONNEL
from muster.config.demonstration.building import ADMINISTRATOR, Building, Progress
from muster.kernel.ids import PersonId, new_id

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.kernel.time import Instant

HEADINGS = (
    "Unit code", "Post", "What the post demands", "Nights in a month", "Exposure", "Latitude",
    "Longitude", "Established strength", "May be swapped",
)  # fmt: skip
# What a post demands, how many nights it has, how much exposure: invented.
DEMANDS = {
    "rifleman": ("weapons; night-duty; physical-load", 6, 2),
    "gunner": ("weapons; night-duty; physical-load", 6, 2),
    "section leader": ("weapons; night-duty", 5, 2),
    "platoon sergeant": ("weapons; night-duty", 4, 1),
    "driver": ("driving", 2, 1),
    "medic": ("night-duty", 4, 1),
}
LACKING = ("clerk", "driver")
"""Posts of which each unit has a seat more than people."""
RETURNED, RUNNING, WAITING = 1, 2, 3
ASKING = RETURNED + RUNNING + WAITING
ASKED_TO_SWAP, HEARD = 2, 1
"""So many are asked to swap, and so many of them said it to personnel."""
WEEKS, SO_FAR = 6, 2
"""A post for a time lasts so many weeks; of those under way so many are over."""


def give_posts(building: Building, _progress: Progress) -> None:
    """Bring in the list of posts, and let a few people of one battalion ask for one for a time."""
    _bring_list(building)
    people = _people(building)
    over, there = people[:RETURNED], people[RETURNED : RETURNED + RUNNING]
    for some, weeks in ((over, WEEKS), (there, SO_FAR)):
        _lived(building, some, building.now - timedelta(weeks=weeks))
    for person in over:
        _say(person, building.now)
    _ask(people[RETURNED + RUNNING :], building.now, _officer(building, building.now))
    _tend(building, building.now)
    _swap(building)
    building.facts["posts for a time"] = len(people)


def _lived(building: Building, people: list[PersonId], begun: Instant) -> None:
    """Let these people ask on a day in the past, and all of it happen until now."""
    _ask(people, begun, _officer(building, building.now))
    _tend(building, begun)
    _decide(building, begun)
    _tend(building, begun)
    _tend(building, building.now)


def _swap(building: Building) -> None:
    """Let command ask two who hold a post that may be swapped; one says yes to personnel."""
    from muster.access.permissions import Permission
    from muster.people.commands.deciding import ask_to_swap
    from muster.people.commands.swapping import take_down_swap
    from muster.people.queries.swaps import swaps_of_move
    from muster.people.queries.temporary import move_forms, moves

    command = building.viewer(COMMANDER, Permission.DECIDE_MOVE, building.now)
    # Whoever is tried as the member has a story of their own, and a limitation in it.
    members, asked = building.unit(f"{formation.BRIGADE}-{MEMBERS_BATTALION}"), set[UUID]()
    for one in move_forms(by=command, at=building.now):
        swaps = [
            option.post
            for option in one.form.options
            if option.asked == "not-asked" and option.unit != members and option.post not in asked
        ]
        if swaps and one.decided is None and len(asked) < ASKED_TO_SWAP:
            ask_to_swap(form=one.id, post=swaps[0], by=command, at=building.now)
            asked.add(swaps[0])
    _tend(building, building.now)
    office = building.viewer(PERSONNEL, Permission.TAKE_DOWN_SWAP, building.now)
    reader = building.viewer(PERSONNEL, Permission.ASSIGN_MOVES, building.now)
    heard = [
        question
        for one in moves(by=reader, at=building.now)
        for question in swaps_of_move(move=one.id, by=office, at=building.now)
    ]
    building.cast.taken.update(question.person for question in heard)
    for question in heard[:HEARD]:
        take_down_swap(person=question.person, question=question.question, agrees=True, by=office,
                       at=building.now)  # fmt: skip
    _tend(building, building.now)
    building.facts["asked to swap"] = len(heard)


def _tend(building: Building, at: Instant) -> None:
    from muster.access.accounts import watch
    from muster.people.commands.tending import tend_moves

    tend_moves(by=watch((building.unit(formation.BRIGADE),)), at=at)


def _say(person: PersonId, at: Instant) -> None:
    """Let somebody who returned say that it helped."""
    from muster.access.roles import MEMBER
    from muster.access.viewers import Viewer
    from muster.kernel.ids import AccountId
    from muster.people.commands.temporary import say_of_move
    from muster.people.queries.temporary import own_moves
    from muster.people.rules.temporary import State, View

    by = Viewer(AccountId(new_id()), MEMBER, person=person)
    for one in own_moves(person=person, by=by, at=at):
        if one.now.state is State.RETURNED:
            say_of_move(person=person, move=one.id, view=View.HELPED, by=by, at=at)


def write_posts(building: Building) -> Path:
    """Write posts.csv: every post of the brigade with what it demands."""
    path = building.folder / "posts.csv"
    kinds = {title: one.titles["en"] for one in _every() for title in one.titles.values()}
    strength = Counter((one.unit, one.post) for one in building.brigade.soldiers)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for (unit, title), held in sorted(strength.items()):
            functions, nights, exposure = DEMANDS.get(kinds[title], ("", 0, 0))
            battalion = int(unit.split("-")[1]) if "-" in unit else 0
            spare = int(kinds[title] in LACKING)
            swap = "yes" if kinds[title] == "clerk" else "no"
            writer.writerow(
                (unit, title, functions, nights, exposure, 48.0 + battalion / 5,
                 33.0 + battalion / 4, held + spare, swap)
            )  # fmt: skip
    return path


def _every() -> list[formation.Post]:
    found = {one.titles["en"]: one for some in formation.POSTS.values() for one in some}
    return list(found.values())


def _bring_list(building: Building) -> None:
    from muster.access.permissions import Permission
    from muster.kernel.sheets import open_sheet
    from muster.people.commands.posts import import_posts
    from muster.people.rules.files import arrived
    from muster.people.rules.post_list import POSTS

    listed = arrived(open_sheet(write_posts(building)), POSTS)
    by = building.viewer(ADMINISTRATOR, Permission.IMPORT_PEOPLE, building.now)
    import_posts(arrived=listed, chosen=None, confirm=True, by=by, at=building.now)


def _people(building: Building) -> list[PersonId]:
    """Return the first riflemen of the battalion whose members may be tried."""
    titles = set(formation.RIFLEMAN.titles.values())
    ours = [
        building.known[one.number].person
        for one in building.brigade.soldiers
        if one.battalion == MEMBERS_BATTALION and one.post in titles
        if one.number in building.known
    ]
    found = [one for one in ours if one not in building.cast.taken][:ASKING]
    building.cast.taken.update(found)
    return found


def _officer(building: Building, at: Instant) -> Viewer:
    from muster.access.permissions import Permission

    return building.viewer(PERSONNEL, Permission.ASK_MOVE, at)


def _ask(people: list[PersonId], at: Instant, by: Viewer) -> None:
    from muster.people.commands.temporary import ask_move
    from muster.people.rules.temporary import Asked

    today = at.date()
    last, review = today + timedelta(weeks=WEEKS - 1), today + timedelta(days=21)
    for person in people:
        asked = Asked(("night-duty",), today, last, review)
        ask_move(person=person, move=new_id(), asked=asked, by=by, at=at)


def _decide(building: Building, at: Instant) -> None:
    """Let the brigade's commander choose the nearest vacant post of each form."""
    from muster.access.permissions import Permission
    from muster.people.commands.deciding import decide_move
    from muster.people.queries.temporary import move_forms

    by = building.viewer(COMMANDER, Permission.DECIDE_MOVE, building.now)
    for one in move_forms(by=by, at=at):
        vacant = [option for option in one.form.options if option.open]
        if vacant:
            decide_move(form=one.id, post=vacant[0].post, by=by, at=at)
