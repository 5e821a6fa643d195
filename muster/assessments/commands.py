"""Every write of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.campaigns import why_closed
from muster.assessments.events import (
    HELP_ASKED,
    IMPORTED,
    SUBMITTED,
    HelpAsked,
    Imported,
    Submitted,
)
from muster.assessments.intake import TABLE, Intake, enter_people, enter_subjects
from muster.assessments.models import Batch, Campaign, Score, Sitting
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.assessments.rules.layout import packed
from muster.instruments.packs import pack
from muster.instruments.rules.results import Result
from muster.instruments.rules.scalar import score_values
from muster.instruments.rules.specification import Sex, Specification
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.rules.profile import Profile
from muster.vault.sealing import seal
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Landed:
    """What became of a file: `added` sittings, 0 where the same file had landed before."""

    campaign: UUID
    added: int


@command(
    key="assessments.open-campaign",
    permits=Permission.OPEN_CAMPAIGN,
    zone=Zone.CLINICAL,
    says=_("A campaign was opened."),
)
def open_campaign(
    *,
    unit: UnitId,
    name: str,
    instruments: Sequence[str],
    closes_at: Instant,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Open a campaign for a unit and all below it, from now until `closes_at`; return its id.

    Refused while a crisis number is stale, or nobody has the duty for the unit.
    """
    if not instruments:
        raise problems.NO_SUCH_INSTRUMENT.refused()
    for instrument in instruments:
        pack(instrument)
    if closes_at <= at:
        raise problems.CAMPAIGN_BACKWARDS.refused(closes=closes_at.date())
    closed = why_closed(unit, at)
    if closed is not None:
        raise Refused(closed)
    made = Campaign(
        name=name,
        unit_id=unit,
        instruments=list(instruments),
        opens_at=at,
        closes_at=closes_at,
    )
    made.key = f"campaign:{made.id.hex}"
    made.save(force_insert=True)
    note(campaign=made.id)
    return made.id


@command(
    key="assessments.import-sittings",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("Sittings were imported from a file."),
)
def import_sittings(
    *,
    unit: UnitId,
    name: str,
    digest: str,
    intake: Unjournalled[Intake],
    persons: Unjournalled[Sequence[PersonId] | None],
    by: Viewer,
    at: Instant,
) -> Landed:
    """Enter a file's sittings, whole or not at all; the same file a second time adds nothing.

    `digest` (SHA-256, hexadecimal) names the campaign. `persons` are the people the rows were
    matched to; None makes each row a subject of the campaign, who is nobody in personnel.
    """
    campaign = _file_campaign(unit, name, digest, at)
    if not _claim(campaign, intake, at):
        note(added=0)
        return Landed(campaign.id, 0)
    work = current()
    if persons is None:
        entered = enter_subjects(work, intake, campaign=campaign.id, unit=unit, at=at)
    else:
        entered = enter_people(work, intake, campaign=campaign.id, persons=persons, at=at)
        note(people=persons)
    IMPORTED.tell(
        Imported(
            entered.sittings,
            entered.persons,
            intake.columns,
            intake.answered_at,
            at,
            entered_by=by.account,
            unit=unit,
            newborn=persons is None,
        )
    )
    note(added=len(entered.sittings), sealed=entered.sealed)
    return Landed(campaign.id, len(entered.sittings))


def _file_campaign(unit: UnitId, name: str, digest: str, at: Instant) -> Campaign:
    """Return the campaign of this file, made at need; whoever comes second waits for the first."""
    key = f"file:{digest}:{unit.hex}"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_campaign (id, key, name, unit_id, instruments, opens_at, "
            "closes_at) VALUES (%s, %s, %s, %s, '{}', %s, %s) ON CONFLICT (key) DO NOTHING",
            [new_id(), key, name, unit, at, at],
        )
    return Campaign.objects.get(key=key)


def _claim(campaign: Campaign, intake: Intake, at: Instant) -> bool:
    """Claim the file's landing for this command; False where it has landed before.

    A file lands once for each instrument. Refused where it landed before and was read otherwise,
    from other columns say: entering both readings would double every sitting.
    """
    instrument, holds = intake.columns.specification.instrument, intake.holds()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_batch (id, campaign_id, unit_id, instrument, holds, "
            "sittings, received_at) VALUES (%s, %s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (campaign_id, instrument) DO NOTHING",
            [
                current().command, campaign.id, campaign.unit_id, instrument, holds,
                len(intake), at,
            ],
        )  # fmt: skip
        if cursor.rowcount:
            return True
    landed = Batch.objects.get(campaign=campaign, instrument=instrument)
    if bytes(landed.holds) != holds:
        raise problems.LANDED_OTHERWISE.refused(file=campaign.name, day=landed.received_at.date())
    return False


@command(
    key="assessments.submit",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("A sitting was submitted."),
    portable=True,
)
def submit(
    *,
    person: PersonId,
    sitting: UUID,
    campaign: UUID,
    window: str,
    instrument: str,
    language: str,
    mode: str,
    values: Mapping[str, int],
    sex: str | None,
    follow_up: str | None,
    answered_at: datetime,
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> tuple[Result, ...]:
    """Enter one sitting; the same id a second time changes nothing and gives the same results.

    `values` are the answers by item code, as printed; `mode` is "live" or "paper". `follow_up` says
    what became of the follow-up that a critical answer opens: "done", "refused", "abandoned" or
    "missing"; None where there was none, which in a live sitting with a critical answer is missing.
    """
    return _enter(
        _Entered(
            person,
            sitting,
            campaign,
            window,
            instrument,
            language,
            mode,
            answered_at,
            follow_up=follow_up,
        ),
        values,
        sex,
        profile,
        by,
        at,
    )


@command(
    key="assessments.correct",
    permits=Permission.CORRECT_SITTING,
    zone=Zone.CLINICAL,
    says=_("A sitting that had been entered wrongly was corrected; both stay visible."),
    portable=True,
)
def correct(
    *,
    person: PersonId,
    sitting: UUID,
    corrects: UUID,
    values: Mapping[str, int],
    reason: str,
    sex: str | None,
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> tuple[Result, ...]:
    """Set a sitting right by a new one; both stay visible. `reason` is a code of the profile's.

    Without `values` nothing takes its place: it was entered for the wrong person, or twice.
    """
    wrong = Sitting.objects.filter(id=corrects, person_id=person).first()
    if wrong is None:
        raise problems.NO_SUCH_SITTING.refused()
    if reason not in profile.reasons.correction:
        known = ", ".join(profile.reasons.correction)
        raise problems.UNKNOWN_CORRECTION.refused(reason=reason, known=known)
    if Sitting.objects.filter(corrects_id=corrects).exclude(id=sitting).exists():
        raise problems.ALREADY_CORRECTED.refused()
    entered = _Entered(
        person,
        sitting,
        wrong.campaign_id,
        wrong.window,
        wrong.instrument,
        wrong.language,
        wrong.mode,
        wrong.answered_at,
        corrects,
    )
    return _enter(entered, values, sex, profile, by, at)


@command(
    key="assessments.ask-for-help",
    permits=Permission.ASK_FOR_HELP,
    zone=Zone.CLINICAL,
    says=_("Somebody asked to talk with someone."),
    portable=True,
)
def ask_for_help(*, person: PersonId, request: UUID, urgent: bool, by: Viewer, at: Instant) -> None:
    """Enter that a person wants to talk; `urgent` is "I need help now". Twice is once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_helprequest (id, person_id, urgent, asked_at) "
            "VALUES (%s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
            [request, person, urgent, at],
        )
        if not cursor.rowcount:
            return
    HELP_ASKED.tell(HelpAsked(request, person, urgent, at, by.account))


@dataclass(frozen=True, slots=True)
class _Entered:
    """What is known of one sitting beside its answers."""

    person: PersonId
    sitting: UUID
    campaign: UUID
    window: str
    instrument: str
    language: str
    mode: str
    answered_at: datetime | None
    corrects: UUID | None = None
    follow_up: str | None = None


def _enter(
    entered: _Entered,
    values: Mapping[str, int],
    sex: str | None,
    profile: Profile,
    by: Viewer,
    at: Instant,
) -> tuple[Result, ...]:
    specification = pack(entered.instrument).specification
    if not values and entered.corrects is None:
        raise problems.NOT_A_SITTING.refused()
    if entered.answered_at is not None and entered.answered_at > at:
        raise problems.FUTURE_DATE.refused(date=entered.answered_at.date())
    cutoffs = cutoffs_of(profile, specification)
    known = Sex(sex) if sex else None
    scored = score_values(specification, values, sex=known, cutoffs=cutoffs)
    results = scored if values else ()
    if not _write_sitting(entered, specification, values, at):
        return results
    Score.objects.bulk_create(_score(entered, result, at) for result in results)
    SUBMITTED.tell(
        Submitted(
            entered.sitting,
            entered.person,
            entered.instrument,
            entered.mode,
            entered.answered_at,
            at,
            results,
            known,
            by.account,
            entered.corrects,
            entered.follow_up,
        )
    )
    return results


def _write_sitting(
    entered: _Entered, specification: Specification, values: Mapping[str, int], at: Instant
) -> bool:
    """Write the sealed sitting; False where this very sitting stands already."""
    key = current().data_key(entered.person, Zone.CLINICAL)
    sealed = seal(key, table=TABLE, row=entered.sitting, plain=packed(specification, values))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO {TABLE} (id, person_id, campaign_id, "window", instrument, version, '
            "language, mode, answered_at, recorded_at, answers, corrects_id) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
            [
                entered.sitting, entered.person, entered.campaign, entered.window,
                entered.instrument, specification.version, entered.language, entered.mode,
                entered.answered_at, at, sealed, entered.corrects,
            ],
        )  # fmt: skip
        return bool(cursor.rowcount)


def _score(entered: _Entered, result: Result, at: Instant) -> Score:
    return Score(
        sitting_id=entered.sitting,
        scale=result.scale,
        person_id=entered.person,
        instrument=result.instrument,
        version=result.version,
        at=entered.answered_at or at,
        score=result.score,
        answered=result.answered,
        items=result.items,
        prorated=result.prorated,
        least=result.least,
        most=result.most,
        band=result.band,
        cutoff=result.cutoff,
        positive=result.positive,
        unjudged=result.unjudged,
        severe=result.severe,
        clusters_met=result.clusters_met,
        critical=[one.item for one in result.critical],
        critical_missing=list(result.critical_missing),
    )
