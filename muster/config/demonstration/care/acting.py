"""The clinicians of the invented cases, and what they do again and again.

Everything goes through the commands of the rooms, each with the time it belongs to.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from muster.config.demonstration.accounts import MANAGER, PHYSICIAN
from muster.config.demonstration.building import Building, psychologist_of
from muster.config.demonstration.care.cast import Cast, Somebody
from muster.config.demonstration.care.words import said
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.access.permissions import Permission
    from muster.access.viewers import Viewer


HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
SESSION_MINUTES = 50
MEASURES = ("phq-9",)
# What an interview found: the codes of each part of its form.
FOUND = {
    "function": "strained", "suicide": "no", "violence": "no", "alcohol": "to-sleep",
    "sleep": "short", "concussion": "once", "weapons": "on-duty",
}  # fmt: skip


class Clinic:
    """Whoever acts in the stories; `count` says how much happened."""

    def __init__(self, building: Building, cast: Cast) -> None:
        self.building, self.cast, self.now = building, cast, building.now
        self._viewers: dict[tuple[str, str], Viewer] = {}
        self._accounts: dict[str, AccountId] = {}

    def viewer(self, account: str, permission: Permission) -> Viewer:
        """Return an account in the role that lets it do this today."""
        key = (account, permission.value)
        if key not in self._viewers:
            self._viewers[key] = self.building.viewer(account, permission, self.now)
        return self._viewers[key]

    def account(self, name: str) -> AccountId:
        """Return the id of an account of the demonstration."""
        from muster.access.accounts import account_named

        if name not in self._accounts:
            self._accounts[name] = account_named(name)
        return self._accounts[name]

    def psychologist(self, battalion: int) -> Viewer:
        from muster.access.permissions import Permission

        return self.viewer(psychologist_of(battalion), Permission.WORK_CASE)

    @property
    def physician(self) -> Viewer:
        from muster.access.permissions import Permission

        return self.viewer(PHYSICIAN, Permission.WORK_CASE)

    @property
    def manager(self) -> Viewer:
        from muster.access.permissions import Permission

        return self.viewer(MANAGER, Permission.WORK_CASE)

    def member(self, one: Somebody, account: AccountId | None = None) -> Viewer:
        """Return a person as they act for themselves, on their own phone."""
        from muster.access.roles import MEMBER
        from muster.access.viewers import Viewer

        return Viewer(account or AccountId(new_id()), MEMBER, person=one.person)

    def open(
        self, one: Somebody, begins: str, at: Instant, reason: str = "signal", tier: str = "yellow"
    ) -> UUID:
        """Open a case with the psychologist of the person's battalion."""
        from muster.care.commands import open_case

        by, case = self.psychologist(one.battalion), new_id()
        open_case(
            person=one.person, case=case, reason=reason, begins=begins, source=None, tier=tier,
            owner=by.account, by=by, at=at,
        )  # fmt: skip
        self.building.count("cases", 1)
        return case

    def step(
        self, one: Somebody, case: UUID, step: str, at: Instant, *, reason: str = "",
        by: Viewer | None = None,
    ) -> None:  # fmt: skip
        """Take a step of the path."""
        from muster.care.commands import take_step

        take_step(
            person=one.person, case=case, step=step, reason=reason, words="", to=None,
            by=by or self.psychologist(one.battalion), at=at,
        )  # fmt: skip

    def interview(self, one: Somebody, case: UUID, at: Instant) -> None:
        """Go through the structured interview, part by part, and finish it."""
        from muster.care.commands.interviews import ORDER, finish_interview, keep_part
        from muster.care.interviewing import LATEST, form_of
        from muster.care.rules.interviews import Found

        by = self.psychologist(one.battalion)
        for place, part in enumerate(form_of(LATEST).parts):
            code = FOUND.get(part.key, part.options[0].code)
            words = said("interview", one.language, place) if part.words or place < 2 else ""
            keep_part(
                person=one.person, case=case, part=part.key, found=Found((code,), words), by=by,
                at=at + timedelta(minutes=4 * place),
            )  # fmt: skip
        finish_interview(person=one.person, case=case, decided=ORDER, words="", by=by, at=at + HOUR)

    def board(
        self, one: Somebody, case: UUID, options: tuple[str, ...], at: Instant, *,
        reason: str = "", dissents: Viewer | None = None, sign: bool = True,
    ) -> UUID:  # fmt: skip
        """Put options to the table with the person's own words; two disciplines sign."""
        from muster.care.commands.boards import dissent, open_board, sign_board

        by, board = self.psychologist(one.battalion), new_id()
        open_board(
            person=one.person, case=case, board=board, options=options, present=True,
            own_words=said("wants", one.language, int(one.number[-2:])), by=by, at=at,
        )  # fmt: skip
        if dissents is not None:
            words = said("dissent", one.language)
            dissent(person=one.person, case=case, board=board, words=words, by=dissents,
                    at=at + HOUR / 2)  # fmt: skip
        for place, signer in enumerate((by, self.physician) if sign else (by,)):
            words = said("agreed", one.language) if place else ""
            sign_board(
                person=one.person, case=case, board=board, reason=reason, words=words, by=signer,
                at=at + HOUR * (place + 1),
            )  # fmt: skip
        return board

    def plan(
        self, one: Somebody, case: UUID, programmes: tuple[str, ...], at: Instant, review: date
    ) -> None:
        """Agree on a plan."""
        from muster.care.commands.plans import make_plan

        goals = said("goals", one.language, int(one.number[-2:]))
        make_plan(
            person=one.person, case=case, plan=new_id(), goals=goals, programmes=programmes,
            review_on=review, measures=MEASURES, by=self.psychologist(one.battalion), at=at,
        )  # fmt: skip

    def session(
        self, one: Somebody, case: UUID, on: date, at: Instant, became: str = "kept"
    ) -> None:
        """Note what became of an appointment."""
        from muster.care.commands.plans import note_session

        kept = became == "kept"
        words = said("session", one.language, on.day) if kept else ""
        note_session(
            person=one.person, case=case, session=new_id(), on=on, became=became,
            minutes=SESSION_MINUTES if kept else None, words=words,
            by=self.psychologist(one.battalion), at=at,
        )  # fmt: skip

    def review(self, one: Somebody, case: UUID, at: Instant, following: date, place: int) -> None:
        """Hold a review and decide as the scores propose."""
        from muster.care.commands.plans import hold_review
        from muster.care.queries.plans import plan_of

        by = self.psychologist(one.battalion)
        found = plan_of(person=one.person, case=case, by=by, at=at)
        hold_review(
            person=one.person, case=case, review=new_id(), decided=found.verdict.proposal,
            reason="", next_review=following, words=said("review", one.language, place), by=by,
            at=at,
        )  # fmt: skip

    def safety_plan(self, one: Somebody, at: Instant) -> None:
        """Make a safety plan with the person."""
        from muster.care.commands.plans import make_safety_plan
        from muster.care.rules.safety import Contact, Part, SafetyPlan

        words = {
            part.value: said(part.value, one.language)
            for part in (Part.SIGNS, Part.OWN, Part.COMPANY, Part.SAFER)
        }
        says = SafetyPlan(
            words,
            (Contact(said("brother", one.language), "+999 55 010 001"),),
            (Contact(said("duty-line", one.language), "555-0102"),),
        )
        make_safety_plan(
            person=one.person, plan=new_id(), says=says, by=self.psychologist(one.battalion), at=at
        )


def persons(some: list[Somebody]) -> list[PersonId]:
    return [one.person for one in some]
