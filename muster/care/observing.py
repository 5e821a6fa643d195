"""Reports as rows: sealed while they wait, brought to whom they mean; inside a unit of work."""

from __future__ import annotations

import secrets

import msgspec
from procrastinate.contrib.django import app

from muster.access.channels import Kind, send
from muster.care.models import CaseRow, Observation, Report, ReportDoor
from muster.care.rules.observed import Told, findings_of
from muster.detection.telling import OBSERVED, raise_told
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.policy.queries import in_force
from muster.vault.installation import installation
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

NEW, UNMATCHED, SETTLED = "new", "unmatched", "settled"
READ = "care.read-reports"
"""The job that looks whom the reports that came in are about."""

REPORT, OBSERVATION = "care_report", "care_observation"
# A name, twenty codes, 300 characters of two bytes and a number, with room to spare.
WIDTH = 2048
_DIGITS = 10


def drawn_code() -> str:
    """Return the digits of a new address; who has them may send, and reads nothing."""
    return str(secrets.randbelow(10**_DIGITS)).zfill(_DIGITS)


def unit_of_door(code: str) -> UnitId | None:
    """Return the unit whose address this is; None where it is none, or another took its place."""
    found = ReportDoor.objects.filter(code=code).first()
    if found is None or code_of(UnitId(found.unit_id)) != code:
        return None
    return UnitId(found.unit_id)


def code_of(unit: UnitId) -> str | None:
    """Return the digits of a unit's address, None where none was drawn."""
    drawn = ReportDoor.objects.filter(unit_id=unit).order_by("-drawn_at", "-id").first()
    return None if drawn is None else str(drawn.code)


def kept(report: Report, told: Told) -> bytes:
    """Seal what was told until it is known whom it is about."""
    return seal(_key(), table=REPORT, row=report.id, plain=pad(msgspec.json.encode(told), WIDTH))


def told_in(report: Report) -> Told:
    """Return what a waiting report says."""
    plain = open_sealed(_key(), table=REPORT, row=report.id, sealed=bytes(report.waiting or b""))
    return msgspec.json.decode(unpad(plain), type=Told)


def look_soon() -> None:
    """Queue a look at what came in, in the same transaction; the job names nobody."""
    with current().acting_as(Audience.PLATFORM):
        app.configure_task(READ, queue="house").defer()


def bring(report: Report, person: PersonId, *, by: AccountId, at: Instant) -> None:
    """Write a report among the person's records, queue them, and keep nothing of it elsewhere.

    Whoever has an open case of theirs is told that something is waiting.
    """
    told = told_in(report)
    key = current().data_key(person, Zone.CLINICAL)
    plain = pad(msgspec.json.encode(told), WIDTH)
    Observation.objects.create(
        id=report.id, person_id=person, reporter=report.reporter, account=report.account,
        behaviours=list(told.behaviours), told_at=report.arrived_at, matched_at=at, matched_by=by,
        words=seal(key, table=OBSERVATION, row=report.id, plain=plain),
    )  # fmt: skip
    settle(report, "", by=by, at=at)
    found = findings_of(told.behaviours, in_force().caring.observed)
    raise_told(person, OBSERVED, report.id, found, told_at=report.arrived_at, at=at, by=by)
    owners = CaseRow.objects.filter(person_id=person, ended=False).values_list("owner", flat=True)
    send([AccountId(one) for one in owners], Kind.REMINDER, about=report.id, step="told", at=at)


def settle(report: Report, why: str, *, by: AccountId, at: Instant) -> None:
    """End a report's waiting; `why` is a code where it could be brought to nobody."""
    report.state, report.why, report.waiting = SETTLED, why, None
    report.settled_at, report.settled_by = at, by
    report.save()


def opened(observation: Observation) -> Told:
    """Return what somebody told about a person."""
    key = current().data_key(observation.person_id, Zone.CLINICAL)
    sealed = bytes(observation.words)
    plain = open_sealed(key, table=OBSERVATION, row=observation.id, sealed=sealed)
    return msgspec.json.decode(unpad(plain), type=Told)


def _key() -> bytes:
    return installation().derived_key("report of a change")
