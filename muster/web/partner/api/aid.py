"""Programmes of support and tasks over the interface."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from muster.kernel.time import Instant
from muster.transition.carrying import carry_on
from muster.transition.commands.agency import answer_task
from muster.transition.commands.support import close_support, put_support
from muster.transition.queries.agency import AgencyTask, own_tasks
from muster.transition.queries.support import SupportLine, authority_support
from muster.web.partner.api.offers import GONE, PUT, cells
from muster.web.partner.api.service import FAULTS, ByToken
from muster.web.partner.api.shapes import AnswerIn, ProgrammeIn, ProgrammeOut, TaskOut

router = Router()


@router.get(
    "/programmes",
    response={200: list[ProgrammeOut], **FAULTS},
    summary="Your programmes of support",
    auth=ByToken("programmes:read"),
)
def programmes(request: HttpRequest) -> list[dict[str, Any]]:
    """Return every programme of the local authority, open ones first."""
    asking = request.auth
    found = authority_support(by=asking.by, at=asking.at)
    return [_programme(one, found.year) for one in found.lines]


@router.post(
    "/programmes",
    response=PUT,
    summary="Put in a programme of support",
    auth=ByToken("programmes:write"),
)
def new_programme(request: HttpRequest, sent: ProgrammeIn) -> Status:
    """Put in a programme; one whose words may be unlawful is set aside for a coordinator."""
    asking = request.auth
    said = cells({**sent.dict(), "yearly": "yes" if sent.yearly else "no"})
    made, aside = put_support(partner=asking.by.units[0], said=said, by=asking.by, at=asking.at)
    return Status(201, {"id": made, "aside": aside})


@router.delete(
    "/programmes/{uuid:programme}",
    response=GONE,
    summary="Close a programme of support",
    auth=ByToken("programmes:write"),
)
def gone_programme(request: HttpRequest, programme: UUID) -> Status:
    """Close a programme: whoever has a place of its quota is still answered, the line is ended."""
    asking = request.auth
    close_support(support=programme, by=asking.by, at=asking.at)
    return Status(204, None)


@router.get(
    "/tasks",
    response={200: list[TaskOut], **FAULTS},
    summary="Tasks given to you",
    auth=ByToken("tasks:read"),
)
def tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """Return every task of the partner: late ones first, then by when they are due."""
    asking = request.auth
    return [_task(one, asking.at) for one in own_tasks(by=asking.by, at=asking.at).tasks]


@router.post(
    "/tasks/{uuid:task}/answer",
    response=GONE,
    summary="Close a task, or say why it takes longer",
    auth=ByToken("tasks:write"),
)
def answer(request: HttpRequest, task: UUID, sent: AnswerIn) -> Status:
    """Close a task or say why it takes longer; it stands in the case at once."""
    asking = request.auth
    person, fact = answer_task(
        task=task, done=sent.done, reason=sent.reason, by=asking.by, at=asking.at
    )
    carry_on(person, fact, asking.at)
    return Status(204, None)


def _programme(one: SupportLine, year: int) -> dict[str, Any]:
    quota = one.held.quota
    return {
        **asdict(one.held.programme), "id": one.held.key, "taken": quota.used(year),
        "waiting": quota.waits, "unanswered": one.open, "late": one.late, "aside": one.aside,
        "closed": one.closed,
    }  # fmt: skip


def _task(one: AgencyTask, at: Instant) -> dict[str, Any]:
    stands = one.stands
    return {
        "id": one.task, "kind": one.kind, "name": one.words.name, "needed": one.words.needed,
        "given_at": stands.began, "due_at": stands.due, "ended_at": stands.ended,
        "late": stands.late(at), "reason": stands.reason, "dropped": stands.dropped,
    }  # fmt: skip
