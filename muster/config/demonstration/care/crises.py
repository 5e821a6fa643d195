"""Crises up to the hand-off: one over, one in hospital, a threat, one offered, one not reached."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from muster.config.demonstration.building import psychologist_of
from muster.config.demonstration.care.acting import DAY, HOUR, Clinic
from muster.config.demonstration.care.cast import Somebody
from muster.config.demonstration.care.words import said
from muster.kernel.ids import new_id
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.access.viewers import Viewer

MINUTE = timedelta(minutes=1)
TOLD = ("danger", "do-now")


def tell_crises(clinic: Clinic) -> list[Somebody]:
    """Let five crises be, each as far as it came; return whom a limitation protects in one."""
    over = clinic.cast.one(4)
    _until_evaluated(clinic, over, clinic.now - 35 * DAY, "care")
    _hand_off(clinic, over, clinic.now - 35 * DAY + 5 * HOUR, kept=True)
    ill = clinic.cast.one(4)
    clinic.open(ill, "assessment", clinic.now - 9 * DAY)
    _until_evaluated(clinic, ill, clinic.now - 6 * DAY, "hospital")
    _in_hospital(clinic, ill, clinic.now - 6 * DAY + 5 * HOUR)
    _threat(clinic, clinic.cast.one(5), clinic.now - 12 * DAY)
    offered = clinic.cast.one(3)
    _until_evaluated(clinic, offered, clinic.now - 20 * HOUR, "care")
    _hand_off(clinic, offered, clinic.now - 14 * HOUR, kept=False)
    sought = clinic.cast.one(1)
    _sought(clinic, sought, clinic.now - 2 * HOUR)
    clinic.building.count("crises", 5)
    return [over, offered]


def _raise(clinic: Clinic, one: Somebody, at: Instant, by: Viewer) -> None:
    """Let somebody ask for help now, and whoever is on duty answer."""
    from muster.assessments.commands import ask_for_help
    from muster.detection.commands.alerting import acknowledge

    ask_for_help(person=one.person, request=new_id(), urgent=True, by=by, at=at)
    acknowledge(person=one.person, by=by, at=at + 2 * MINUTE)


def _note(
    clinic: Clinic,
    one: Somebody,
    act: str,
    at: Instant,
    by: Viewer,
    code: str = "",
    words: str = "",
) -> None:
    from muster.care.commands.crises import note_in_crisis
    from muster.care.rules.crises import Act

    note_in_crisis(person=one.person, act=Act(act), code=code, words=words, by=by, at=at)


def _until_evaluated(clinic: Clinic, one: Somebody, at: Instant, outcome: str) -> None:
    """Reach by voice in minutes, meet within the hour, evaluate the same day."""
    by = clinic.psychologist(0)
    _raise(clinic, one, at, by)
    _note(clinic, one, "spoken", at + 6 * MINUTE, by, words=said("spoken", one.language))
    _note(clinic, one, "seen", at + 45 * MINUTE, by, words=said("seen", one.language))
    _note(clinic, one, "evaluated", at + 3 * HOUR, by, outcome, said("evaluated", one.language))


def _hand_off(clinic: Clinic, one: Somebody, at: Instant, *, kept: bool) -> None:
    """Ask the battalion's psychologist by name; whoever gives answers until the visit is kept."""
    from muster.care.commands.crises import keep_crisis_visit, offer_crisis

    to, meets = clinic.account(psychologist_of(one.battalion)), at + 3 * DAY
    offer_crisis(
        person=one.person, to=to, meets=meets, words=said("handing", one.language),
        by=clinic.psychologist(0), at=at,
    )  # fmt: skip
    if not kept:
        return
    gaining = clinic.psychologist(one.battalion)
    _note(clinic, one, "accepted", at + HOUR, gaining)
    keep_crisis_visit(
        person=one.person, words=said("kept", one.language), by=gaining, at=meets + HOUR
    )
    clinic.safety_plan(one, meets + HOUR)


def _in_hospital(clinic: Clinic, one: Somebody, at: Instant) -> None:
    by = clinic.psychologist(0)
    _note(clinic, one, "admitted", at, by, words=said("hospital", one.language))
    _note(clinic, one, "visited", at + 4 * DAY, by, words=said("hospital", one.language, 1))


def _threat(clinic: Clinic, one: Somebody, at: Instant) -> None:
    """Keep the protocol of a threat to others, tell the commander two lines of it, and end it."""
    from muster.care.commands.crises import close_crisis, report_threat
    from muster.care.commands.disclosing import disclose
    from muster.detection.commands.alerting import acknowledge
    from muster.policy.queries import in_force

    by, words = clinic.psychologist(one.battalion), said("protocol", one.language)
    report_threat(
        person=one.person, threat=new_id(), words=said("threat", one.language), by=by, at=at
    )
    acknowledge(person=one.person, by=clinic.psychologist(0), at=at + 2 * MINUTE)
    _note(clinic, one, "spoken", at + 9 * MINUTE, by, words=said("spoken", one.language))
    _note(clinic, one, "seen", at + 40 * MINUTE, by, words=said("seen", one.language))
    for place, code in enumerate(in_force().crisis.protocol):
        _note(clinic, one, "noted", at + HOUR + 5 * place * MINUTE, by, code, words)
    disclose(
        person=one.person, disclosure=new_id(), ground="threat-to-others", recipient="commander",
        contents=TOLD, words=words, told=True, by=by, at=at + 2 * HOUR,
    )  # fmt: skip
    _note(clinic, one, "evaluated", at + 4 * HOUR, by, "no-danger")
    close_crisis(person=one.person, reason="persons-wish", words="", by=by, at=at + 2 * DAY)


def _sought(clinic: Clinic, one: Somebody, at: Instant) -> None:
    """Nobody was reached by voice, so somebody goes and sees; they are not found yet."""
    by = clinic.psychologist(one.battalion)
    _raise(clinic, one, at, clinic.psychologist(0))
    _note(clinic, one, "check-sent", at + 15 * MINUTE, by)
    _note(clinic, one, "checked", at + 70 * MINUTE, by, "not-found")
    _note(clinic, one, "check-sent", at + 75 * MINUTE, by)
