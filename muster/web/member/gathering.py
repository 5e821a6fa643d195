"""Everything that is kept about a member, in readable parts: for the copy they take along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from muster.access.queries.own_journal import Look, looks
from muster.access.roles import NEWCOMER
from muster.access.viewers import Viewer
from muster.assessments.queries.own import OwnAnswers
from muster.assessments.queries.own_data import OwnData, own_data
from muster.assessments.queries.turnout import told_command
from muster.care.queries.limitations import told_about
from muster.detection.queries.own import own_steps
from muster.instruments.names import SCALES
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.people.queries import own_complaints, own_place, own_record
from muster.people.queries.own import OwnRecord
from muster.people.queries.temporary import own_moves
from muster.people.unit_names import UnitName, unit_names
from muster.programmes.queries.own import places_of
from muster.programmes.queries.talks import talks_with
from muster.transition.queries.newcomers import own_name
from muster.vault.work import unit_of_work
from muster.web.care.moves.words import ACTS
from muster.web.coordinator.own import name_of
from muster.web.coordinator.words import STAGES
from muster.web.member import evaluations
from muster.web.member.gathering_work import into_work
from muster.web.member.looked import who_looked_at
from muster.web.member.ombudsman import KINDS
from muster.web.member.own import own
from muster.web.member.parts import DAY, FROM, TO, WHAT, WHEN, Cell, Local, Part
from muster.web.member.told import drawn, posts_told
from muster.web.member.worded import lines_of
from muster.web.peer import words as talks

_EVERY_ENTRY = 1_000_000

_ASKED, _QUESTION, _ANSWER = _("What was asked"), _("Question"), _p("to a question", "Answer")
_YES, _NO, _URGENT = _("Yes"), _("No"), _("Needs help now")
_NOT_ANSWERED = _("Not answered")


def gathered(by: Viewer, at: Instant, language: str) -> list[Part]:
    """Return all parts; each reading behind them leaves its own entry in the journal.

    Instants are told by the clock of the member's unit.
    """
    person = own(by)
    zone = ZoneInfo(own_place(person=person, by=by, at=at).calendar.zone)
    record = own_record(person=person, by=by, at=at)

    def local(moment: datetime) -> datetime:
        return moment.astimezone(zone)

    if by.role is NEWCOMER:
        return [
            _taken_in(by, at),
            *(part for part in _of_record(record, local, language) if part.key == "consents"),
            *into_work(by, at, local, language),
            _said_to_ombudsman(by, at, local),
            _looked(by, at, local, language),
        ]
    data = own_data(person=person, by=by, at=at)
    return [
        *_of_record(record, local, language),
        *_of_answers(data, local, language, by),
        _steps(by, at, local),
        _told(by, at, local),
        _notices(by, at, local, language),
        _programmes(by, at, local, language),
        *_moves(by, at, local, language),
        _evaluations(by, at, local, language),
        *into_work(by, at, local, language),
        _talks(by, at),
        _said_to_ombudsman(by, at, local),
        _looked(by, at, local, language),
    ]


def _taken_in(by: Viewer, at: Instant) -> Part:
    name = own_name(person=own(by), by=by, at=at)
    return Part(
        "taken-in", _("How you were taken in"), (("what", WHAT), ("value", _("What is kept"))),
        ((_("The name that you gave"), name),),
    )  # fmt: skip


def _of_record(record: OwnRecord, local: Local, language: str) -> Iterator[Part]:
    card = record.card
    who = card.details
    yield Part(
        "who",
        _("Who you are"),
        (("what", WHAT), ("value", _("What is kept"))),
        (
            (_("Service number"), who.number),
            (_("Names"), card.name),
            (_("Date of birth"), who.born),
            (_("Sex"), card.sex),
            (_("Rank"), who.rank),
            (_("Unit"), card.unit_code),
            (_("Post"), card.post),
            (_("Phone"), who.phone),
            (_("E-mail"), who.email),
            (_("Language"), who.language),
            (_("Qualifications"), who.qualifications),
        ),
    )
    yield Part(
        "service",
        _("Where you served"),
        (("from", FROM), ("to", TO), ("unit", _("Unit")), ("post", _("Post"))),
        tuple((one.since, one.until, one.unit_code, one.post) for one in record.service.postings),
    )
    yield Part(
        "deployments",
        _("Deployments and other exposures"),
        (("from", FROM), ("to", TO), ("what", WHAT)),
        tuple((one.since, one.until, one.kind.says) for one in record.service.exposures),
    )
    yield Part(
        "service-entries",
        _("What you learned, held and did in service"),
        (
            ("kind", _p("column", "Kind of entry")), ("what", WHAT),
            ("code", _p("column", "Code or category")), ("from", FROM), ("to", TO),
            ("people", _p("column", "People led")),
        ),
        tuple(
            (one.kind.says, one.what, one.code, one.since, one.until, one.people)
            for one in record.entries
        ),
    )  # fmt: skip
    yield Part(
        "consents",
        _("What you agreed to"),
        (("when", WHEN), ("what", WHAT), ("given", _("Given")), ("until", _("Until"))),
        tuple(
            (local(one.at), one.item.says, _YES if one.given else _NO, one.until)
            for one in record.said
        ),
    )


def _of_answers(data: OwnData, local: Local, language: str, by: Viewer) -> Iterator[Part]:
    asked = {one.sitting: one.asked for one in data.sittings}
    yield Part(
        "sittings",
        _("What you were asked, and what it meant"),
        (("when", WHEN), ("asked", _ASKED), ("meant", _("What it meant"))),
        tuple(
            (local(one.when), one.asked, " ".join(said.said_in(language) for said in one.meant))
            for one in reversed(data.sittings)
        ),
    )
    yield Part(
        "answers",
        _("Your answers"),
        (("when", WHEN), ("question", _QUESTION), ("answer", _ANSWER)),
        tuple(row for one in data.answers for row in _answered(one, local, language, by)),
    )
    yield Part(
        "unfinished",
        _("Answers that you began and did not send"),
        (("when", WHEN), ("question", _QUESTION), ("answer", _ANSWER)),
        tuple(row for one in data.unfinished for row in _answered(one, local, language, by)),
    )
    yield Part(
        "totals",
        _("What your answers were added up to"),
        (
            ("asked", _ASKED),
            ("of", _("Of what")),
            ("total", _("Total")),
            ("answered", _("Questions answered")),
            ("questions", _("Questions")),
        ),
        tuple(
            (asked.get(one.sitting), SCALES.get(one.scale, one.scale), one.score, one.answered,
             one.items)
            for one in data.scores
        ),
    )  # fmt: skip
    yield from _beside(data, local)


def _answered(
    answers: OwnAnswers, local: Local, language: str, by: Viewer
) -> Iterator[tuple[Cell, ...]]:
    for line in lines_of(answers, language, by):
        question = " ".join(filter(None, (line.stem, line.question)))
        yield local(answers.when), question, line.answer or _NOT_ANSWERED


def _beside(data: OwnData, local: Local) -> Iterator[Part]:
    yield Part(
        "asked-for-help",
        _("When you asked to talk to someone"),
        (("when", WHEN), ("urgent", _URGENT)),
        tuple((local(when), _YES if urgent else _NO) for when, urgent in data.asked_for_help),
    )
    yield Part(
        "reached",
        _("How you said you can be reached"),
        (("when", WHEN), ("number", _("Number")), ("place", _("Place"))),
        tuple((local(when), reach.number, reach.place) for when, reach in data.reached),
    )
    yield Part(
        "attendance",
        _("Whether you came, as the team noted it"),
        (("day", DAY), ("noted", _("What was noted"))),
        tuple((day, came.says) for day, came in data.attended),
    )
    yield Part(
        "appointments",
        _("Your appointments"),
        (("when", WHEN), ("place", _("Place"))),
        tuple((local(when), place) for when, place in data.booked),
    )


def _steps(by: Viewer, at: Instant, local: Local) -> Part:
    found = own_steps(person=own(by), by=by, at=at)
    return Part(
        "what-happened",
        _("What happened because of it"),
        (("when", WHEN), ("why", _("Why")), ("what", _("What happens or happened"))),
        tuple(
            (local(one.since), one.step.why, said)
            for one in reversed(found)
            for said in one.step.says
        ),
    )


def _told(by: Viewer, at: Instant, local: Local) -> Part:
    late = _("Your rank and name, on the list of those late by {closes}.")
    return Part(
        "told-to-command",
        _("What your commander was told"),
        (("from", FROM), ("to", TO), ("what", WHAT)),
        tuple(
            (local(one.since), local(one.gone_at or one.until), late.of(closes=one.closes))
            for one in reversed(told_command(person=own(by), by=by, at=at))
        ),
    )


def _notices(by: Viewer, at: Instant, local: Local, language: str) -> Part:
    rows = [
        (local(one.told.sent_at), one.told.ended_at and local(one.told.ended_at), label, value)
        for one in drawn(told_about(person=own(by), by=by, at=at), language)
        for label, values in one.lines
        for value in values
    ]
    return Part(
        "notices-to-command",
        _("Notices that your commander was sent"),
        (("sent", _("Sent on")), ("gone", _("Gone since")), ("line", WHAT), ("says", _("Says"))),
        tuple(rows),
    )


def _programmes(by: Viewer, at: Instant, local: Local, language: str) -> Part:
    rows = [
        (
            local(one.since), name_of(one.programme, language), STAGES[one.stage].word,
            one.attended, one.ended_at and local(one.ended_at),
        )
        for one in reversed(places_of(person=own(by), by=by, at=at))
    ]  # fmt: skip
    return Part(
        "programmes",
        _("What you waited for or took part in"),
        (
            ("asked", _("Asked on")),
            ("programme", _("Programme")),
            ("stands", _("Where it stands")),
            ("attended", _("Attended")),
            ("ended", _("Ended on")),
        ),
        tuple(rows),
    )


def _evaluations(by: Viewer, at: Instant, local: Local, language: str) -> Part:
    return Part(
        "evaluations",
        evaluations.SAYS["requests"],
        (
            ("asked", evaluations.SAYS["asked"]),
            ("by", evaluations.SAYS["by"]),
            ("seen", evaluations.SAYS["seen"]),
            ("stands", evaluations.SAYS["state"]),
            ("meets", evaluations.SAYS["meets"]),
        ),
        tuple(
            (
                local(one["asking"].asked_at), one["by"], "; ".join(one["seen"]),
                one["state"].word, one["meets"] and local(one["meets"]),
            )
            for one in reversed(evaluations.rows_of(by, at, language))
        ),
    )  # fmt: skip


def _talks(by: Viewer, at: Instant) -> Part:
    """Return the talks with peers that were set for a person; what was said in one is not kept."""
    return Part(
        "talks-with-peers",
        _("Talks with a peer"),
        (
            ("day", _("The day of the event")), ("kind", _("What happened")),
            ("peer", _("Which peer was asked")), ("from", FROM), ("to", TO),
            ("became", _("What became of it")),
        ),
        tuple(
            (
                one.happened_on, talks.KINDS[one.kind], one.peer, one.opens_on, one.due_on,
                talks.ACTS[one.state.last].word if one.state.last else None,
            )
            for one in talks_with(person=own(by), by=by, at=at)
        ),
    )  # fmt: skip


def _moves(by: Viewer, at: Instant, local: Local, language: str) -> Iterator[Part]:
    found = own_moves(person=own(by), by=by, at=at)
    yield Part(
        "posts-for-a-time",
        _("Posts for a time"),
        (("from", FROM), ("to", TO), ("when", WHEN), ("what", WHAT)),
        tuple(
            (one.asked.starts, one.now.ends, local(fact.at), ACTS[fact.act])
            for one in reversed(found)
            for fact in one.facts
        ),
    )
    yield Part(
        "posts-told-to-command",
        _("Requests for another post for a time, as your commander reads them"),
        (("from", FROM), ("gone", _("Gone since")), ("what", WHAT)),
        tuple(
            (local(one.written_at), one.gone_at and local(one.gone_at), said)
            for one, said in reversed(posts_told(by, at, language))
        ),
    )


def _said_to_ombudsman(by: Viewer, at: Instant, local: Local) -> Part:
    you, they = _("You"), _("The ombudsman")
    rows: list[tuple[Cell, ...]] = []
    for one in reversed(own_complaints(person=own(by), by=by, at=at)):
        rows.append((local(one.made_at), KINDS[one.kind], you, ""))
        rows += [
            (local(word.at), KINDS[one.kind], you if word.from_person else they, word.text)
            for word in one.words
        ]
    return Part(
        "ombudsman",
        _("What you and the ombudsman said"),
        (
            ("when", WHEN),
            ("about", _("About")),
            ("who", _("Who")),
            ("said", _p("to the ombudsman", "What was said")),
        ),
        tuple(rows),
    )


def _looked(by: Viewer, at: Instant, local: Local, language: str) -> Part:
    found = looks(person=own(by), others=False, mark=None, most=_EVERY_ENTRY, by=by, at=at)
    with unit_of_work(by.standing()):
        names = unit_names({unit for one in found for unit in one.units})
    return Part(
        "who-looked",
        _("Who looked"),
        (("when", WHEN), ("who", _("Who")), ("what", WHAT), ("why", _("Why"))),
        tuple(_look(one, names, local, language) for one in reversed(found)),
    )


def _look(
    one: Look, names: dict[UnitId, UnitName], local: Local, language: str
) -> tuple[Cell, ...]:
    return local(one.at), who_looked_at(one, names, language), one.what, one.why
