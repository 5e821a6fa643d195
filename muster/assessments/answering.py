"""A sitting in progress as it stands; for use inside a unit of work of this room's doors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from muster.assessments import problems
from muster.assessments.due import next_stage, opens_more
from muster.assessments.models import Answer, Answering
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.assessments.rules.flow import Plan, steps
from muster.assessments.rules.said import WIDTH, Answered, Said, Step, from_plain, plain
from muster.instruments.packs import Pack, pack
from muster.instruments.queries import has_text, installed, text_asked
from muster.instruments.rules.results import Result
from muster.instruments.rules.scalar import score_values
from muster.instruments.rules.specification import Sex, Specification
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.people.sexes import sex_asked, sex_said
from muster.policy.rules.profile import Profile
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.trips import Filled, Statement
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "assessments_answer"


@dataclass(frozen=True)
class UnderWay:
    """A sitting in progress: what it asks, what was said, and what became of its follow-up.

    `became` are the facts about the follow-up ("opened", "missing", "refused", "abandoned",
    "done"). `ended` is "submitted", "declined", or "" while it goes on.
    """

    row: Answering
    plan: Plan
    said: Said
    became: frozenset[str]
    ended: str

    @property
    def id(self) -> UUID:
        return UUID(str(self.row.id))

    @property
    def person(self) -> PersonId:
        return PersonId(self.row.person_id)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every page of the sitting, in order."""
        return steps(self.plan, self.said)

    @cached_property
    def unanswered(self) -> Step | None:
        """The first page that was not answered, None where all were."""
        return next((one for one in self.steps if one not in self.said.latest), None)

    @property
    def critical(self) -> bool:
        """Was a critical answer given in this sitting, at any time?"""
        return "opened" in self.became

    @property
    def expects_follow_up(self) -> bool:
        """Is the follow-up being asked at this moment?"""
        return self.became == {"opened"}

    @property
    def follow_up(self) -> str | None:
        """What became of the follow-up, as `submit` takes it; None where none was opened.

        What was refused or left and then answered after all was done.
        """
        if not self.critical:
            return None
        ends = ("done", "missing", "refused", "abandoned")
        return next((one for one in ends if one in self.became), "missing")

    def expired(self, at: Instant) -> bool:
        """Is the time over in which it could be resumed?"""
        return not self.ended and at >= self.row.expires_at


def one_at_a_time(answering: UUID) -> None:
    """Wait for whoever is just writing to this sitting, until the end of the transaction."""
    current().ask(_LOCK, answering.hex)


_ANSWER = Statement(
    f"INSERT INTO {TABLE} (id, answering_id, person_id, number, at, sealed) "
    "VALUES ($1, $2, $3, $4, $5, $6)"
)
_LOCK = Statement("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
# Every press of a sitting asks for all of this, so it is one question.
_UNDER_WAY = Statement("""
SELECT s.id, s.person_id, s.campaign_id, s."window", s.instruments, s.language, s.in_room,
  s.started_at, s.expires_at,
  ARRAY(SELECT f.became FROM assessments_followupfact f WHERE f.answering_id = s.id),
  (SELECT e.became FROM assessments_answeringend e WHERE e.answering_id = s.id),
  ARRAY(SELECT a.id FROM assessments_answer a WHERE a.answering_id = s.id ORDER BY a.number),
  ARRAY(SELECT a.sealed FROM assessments_answer a WHERE a.answering_id = s.id ORDER BY a.number)
FROM assessments_answering s WHERE s.id = $1 AND s.person_id = $2
""")
_FIELDS = (
    "id", "person_id", "campaign_id", "window", "instruments", "language", "in_room",
    "started_at", "expires_at",
)  # fmt: skip


def under_way(person: PersonId, answering: UUID, *, room: bool, profile: Profile) -> UnderWay:
    """Return a sitting in progress; Refused where this person has none by that id.

    `room` says that others are near now; a sitting begun in a room stays one.
    """
    found = current().ask(_UNDER_WAY, answering, person)
    if not found:
        raise problems.NO_SUCH_SITTING.refused()
    *own, facts, ended, ids, sealed = found[0]
    row = Answering(**dict(zip(_FIELDS, own, strict=True)))
    plan = Plan(
        tuple(pack(key).specification for key in row.instruments),
        follow_up=follow_up_asked(profile),
        room=room or row.in_room,
    )
    said = _opened(person, zip(ids, sealed, strict=True))
    return with_longer_forms(UnderWay(row, plan, said, frozenset(facts), ended or ""), profile)


def asked_of(person: PersonId, answering: UUID, profile: Profile) -> list[Filled]:
    """Return what every press of a sitting asks, whoever writes to it waited for first."""
    return [
        _LOCK.of(answering.hex),
        _UNDER_WAY.of(answering, person),
        text_asked(profile.follow_up.instrument),
        sex_asked(person),
    ]


def said_in(row: Answering) -> Said:
    """Open every answer of a sitting, in the order they were given."""
    answers = Answer.objects.filter(answering_id=row.id).order_by("number")
    return _opened(PersonId(row.person_id), answers.values_list("id", "sealed"))


def _opened(person: PersonId, answers: Iterable[tuple[UUID, bytes]]) -> Said:
    key = current().data_key(person, Zone.CLINICAL)
    return Said.of(
        from_plain(unpad(open_sealed(key, table=TABLE, row=row, sealed=bytes(sealed))))
        for row, sealed in answers
    )


def append_answer(now: UnderWay, answered: Answered, at: Instant) -> None:
    """Write one more answer, sealed at the width of all."""
    row, work = new_id(), current()
    key = work.data_key(now.person, Zone.CLINICAL)
    sealed = seal(key, table=TABLE, row=row, plain=pad(plain(answered), WIDTH))
    work.write(_ANSWER, row, now.id, now.person, len(now.said.answers) + 1, at, sealed)


def with_longer_forms(now: UnderWay, profile: Profile) -> UnderWay:
    """Add the longer forms that the short ones opened, once all of these are answered.

    In a room none is opened: it is booked, so that nobody stays longer than the others.
    """
    if now.plan.room or now.unanswered is not None:
        return now
    if not opens_more(now.row.campaign_id):
        return now
    opened = next_stage(now.row.campaign_id, results_of(now, profile))
    known = {one.instrument for one in now.plan.forms}
    more = tuple(pack(key).specification for key in opened if key not in known)
    if not more:
        return now
    return replace(now, plan=replace(now.plan, more=more))


def results_of(now: UnderWay, profile: Profile) -> list[Result]:
    """Score what was answered so far, instrument by instrument; those not answered are left out."""
    sex = sex_of(now.person)
    return [
        result
        for form in now.plan.asked
        if (values := now.said.values(form.instrument))
        for result in score_values(form, values, sex=sex, cutoffs=cutoffs_of(profile, form))
    ]


def sex_of(person: PersonId) -> Sex | None:
    """Return a person's sex, on which cut-offs may depend; None where it is not known."""
    known = sex_said(person)
    return Sex(known) if known else None


def follow_up_asked(profile: Profile) -> Specification | None:
    """Return the follow-up's specification, None where its licensed text is not installed."""
    key = profile.follow_up.instrument
    if not pack(key).wordings and not has_text(key):
        return None
    chosen = installed(key)
    return chosen.specification if chosen.wordings else None


def texts(keys: Sequence[str]) -> dict[str, Pack]:
    """Return these instruments with the words this installation has for them."""
    return {key: installed(key) if pack(key).licensed else pack(key) for key in keys}
