"""What is kept about a member's way into work: for the copy they take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.transition.guidance.starter import starter
from muster.transition.profile.questions import items
from muster.transition.profile.record import said_of
from muster.transition.queries.courses import own_courses
from muster.transition.queries.profile import OwnProfile, own_profile
from muster.transition.queries.support import own_support
from muster.transition.queries.vacancies import own_vacancies
from muster.transition.rules.ideas import MOVES, REASONS, VALUES, Wants
from muster.transition.rules.interests import ANSWERS
from muster.transition.rules.service_asked import RUNS, STUDIES, Service
from muster.web.member.gathering_way import way_into_work
from muster.web.member.own import own
from muster.web.member.parts import WHAT, WHEN, Cell, Local, Part
from muster.web.member.profile.shown import grounds, name_of
from muster.web.partner.shown import PLACE_STAGES, STAGES
from muster.web.partner.supported import STAGES as SUPPORT_STAGES

_YES = _("Yes")
_YOURS, _NOT_YOURS = _("You said that it is yours"), _("You said that it is not yours")


def into_work(by: Viewer, at: Instant, local: Local, language: str) -> Iterator[Part]:
    """Yield what a person brings to work, their case for work after service, and every message."""
    person = own(by)
    found = own_profile(person=person, by=by, at=at)
    yield _skills(found, language)
    yield _recorded(found, language)
    yield _answered(found, language)
    yield _asked(by, at, local)
    yield from way_into_work(by, at, local, language)


def _skills(found: OwnProfile, language: str) -> Part:
    """Return the skills on which they decided; what is only offered is kept nowhere."""
    return Part(
        "skills",
        _("What you bring to work"),
        (("what", WHAT), ("yours", _("What you said of it")), ("found", _("Where it was found"))),
        tuple(
            (name_of(one, language), _YOURS if one.theirs else _NOT_YOURS, grounds(one, language))
            for one in found.skills
            if one.theirs is not None
        ),
    )


def _recorded(found: OwnProfile, language: str) -> Part:
    """Return what they took from their service record into the profile, or said no to."""
    return Part(
        "taken-from-record",
        _("What you took from your service record"),
        (("what", WHAT), ("yours", _("What you said of it"))),
        tuple(
            (said_of(one, language), _YOURS if one.theirs else _NOT_YOURS)
            for one in found.recorded
            if one.theirs is not None
        ),
    )


def _answered(found: OwnProfile, language: str) -> Part:
    """Return what they answered about their service, their wishes, their interests and ideas."""
    known = starter()
    rows: list[tuple[Cell, Cell]] = [*_service(found.service, language)]
    rows += _wants(found.wants, language)
    rows += (
        (one.says[language], ANSWERS[str(found.answers[one.key])])
        for one in items()
        if one.key in found.answers
    )
    rows += (
        (known.jobs[one.code].title[language], REASONS[one.reason])
        for one in found.noes
        if one.code in known.jobs
    )
    return Part(
        "profile-for-work",
        _("What you answered about work"),
        (("what", WHAT), ("value", _("What is kept"))),
        tuple(row for row in rows if row[1] not in ("", None)),
    )


def _service(said: Service, language: str) -> tuple[tuple[Cell, Cell], ...]:
    licences = starter().licences
    return (
        (_("What were you in service?"), said.trades),
        (_("How many people have you led at most?"), said.led),
        (_("For how many months altogether?"), said.months),
        (_("What have you driven or run?"), _together(RUNS, said.runs, language)),
        (
            _("Which licences do you hold?"),
            "; ".join(licences[one][language] for one in said.licences),
        ),
        (_("Which courses have you passed?"), said.courses),
        (_("Which languages do you speak besides your own?"), said.languages),
        (_("How far have you studied?"), STUDIES.get(said.studies)),
    )


def _wants(said: Wants, language: str) -> tuple[tuple[Cell, Cell], ...]:
    conditions = starter().conditions
    needs, avoids = (
        "; ".join(conditions[one][language] for one in keys) for keys in (said.needs, said.avoids)
    )
    return (
        (_("What matters most to you at work?"), _together(VALUES, said.values, language)),
        (_("What do you need at work?"), needs),
        (_("What would you not want?"), avoids),
        (_("Would you move for work?"), MOVES.get(said.moves)),
        (_("For how many months at most could you learn something new?"), said.months),
        (_("I must be paid while I learn"), _YES if said.earning else None),
    )


def _asked(by: Viewer, at: Instant, local: Local) -> Part:
    """Return which vacancies and courses they asked for, of whom, and what became of that."""
    person = own(by)
    vacancies = own_vacancies(person=person, by=by, at=at).asked
    places = own_courses(person=person, by=by, at=at).asked
    rows: list[tuple[Cell, ...]] = [
        (local(one.asked_at), one.title, one.by, STAGES[one.state.stage].word, "")
        for one in vacancies
    ]
    rows += (
        (local(one.asked_at), one.held.course.title, one.held.by,
         PLACE_STAGES[one.state.stage].word, one.certificate)
        for one in places
    )  # fmt: skip
    rows += (
        (local(one.asked_at), one.held.programme.title, one.held.by,
         SUPPORT_STAGES[one.state.stage].word if one.state.stage else "", "")
        for one in own_support(person=person, by=by, at=at).asked
    )  # fmt: skip
    return Part(
        "asked-for-work",
        _("What you asked partners for"),
        (("when", WHEN), ("what", WHAT), ("whom", _("Whom you asked")),
         ("stands", _("What became of it")), ("certificate", _("Certificate"))),
        tuple(rows),
    )  # fmt: skip


def _together(says: Mapping[str, Sentence], keys: Iterable[str], language: str) -> str:
    return "; ".join(says[one].said_in(language) for one in keys)
