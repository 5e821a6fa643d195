"""Vacancies, courses and candidates over the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from muster.transition.commands.course_changes import move_course, withdraw_course
from muster.transition.commands.courses import close_course, put_course
from muster.transition.commands.vacancies import close_vacancy, put_vacancy
from muster.transition.queries.courses import SchoolLine, school_courses
from muster.transition.queries.offers import OwnOffer, own_offers, who_sent
from muster.web.partner.api.service import FAULTS, ByToken
from muster.web.partner.api.shapes import (
    CourseIn,
    CourseOut,
    Days,
    Put,
    Sent,
    Told,
    VacancyIn,
    VacancyOut,
)

router = Router()
GONE: dict[int, Any] = {204: None, **FAULTS}
PUT: dict[int, Any] = {201: Put, **FAULTS}


@router.get(
    "/vacancies",
    response={200: list[VacancyOut], **FAULTS},
    summary="Your vacancies",
    auth=ByToken("vacancies:read"),
)
def vacancies(request: HttpRequest) -> list[dict[str, Any]]:
    """Return every vacancy of the partner, the newest first."""
    asking = request.auth
    return [_vacancy(one) for one in own_offers(by=asking.by, at=asking.at)]


@router.post(
    "/vacancies", response=PUT, summary="Put in a vacancy", auth=ByToken("vacancies:write")
)
def new_vacancy(request: HttpRequest, sent: VacancyIn) -> Status:
    """Put in a vacancy; one whose words may be unlawful is set aside for a caseworker."""
    asking = request.auth
    made, aside = put_vacancy(
        partner=asking.by.units[0], said=cells(sent.dict()), by=asking.by, at=asking.at
    )
    return Status(201, {"id": made, "aside": aside})


@router.delete(
    "/vacancies/{uuid:vacancy}",
    response=GONE,
    summary="Withdraw a vacancy",
    auth=ByToken("vacancies:write"),
)
def gone_vacancy(request: HttpRequest, vacancy: UUID) -> Status:
    """Close a vacancy; whoever asked for it already is still answered."""
    asking = request.auth
    close_vacancy(vacancy=vacancy, by=asking.by, at=asking.at)
    return Status(204, None)


@router.get(
    "/courses",
    response={200: list[CourseOut], **FAULTS},
    summary="Your courses",
    auth=ByToken("courses:read"),
)
def courses(request: HttpRequest) -> list[dict[str, Any]]:
    """Return every course of the school, by its first day."""
    asking = request.auth
    return [_course(one) for one in school_courses(by=asking.by, at=asking.at).courses]


@router.post("/courses", response=PUT, summary="Put in a course", auth=ByToken("courses:write"))
def new_course(request: HttpRequest, sent: CourseIn) -> Status:
    """Put in a course; one that ends before it starts is refused in a sentence."""
    asking = request.auth
    made, aside = put_course(
        partner=asking.by.units[0], said=cells(sent.dict()), by=asking.by, at=asking.at
    )
    return Status(201, {"id": made, "aside": aside})


@router.delete(
    "/courses/{uuid:course}",
    response=GONE,
    summary="Close a course",
    auth=ByToken("courses:write"),
)
def gone_course(request: HttpRequest, course: UUID) -> Status:
    """Close a course to more people; whoever has a place keeps it."""
    asking = request.auth
    close_course(course=course, by=asking.by, at=asking.at)
    return Status(204, None)


@router.post(
    "/courses/{uuid:course}/withdrawal",
    response={200: Told, **FAULTS},
    summary="Withdraw a course",
    auth=ByToken("courses:write"),
)
def fallen_course(request: HttpRequest, course: UUID) -> dict[str, int]:
    """Withdraw a course that does not take place; whoever holds or asked for a place learns it."""
    asking = request.auth
    return {"people": withdraw_course(course=course, by=asking.by, at=asking.at)}


@router.post(
    "/courses/{uuid:course}/days",
    response=GONE,
    summary="Move a course",
    auth=ByToken("courses:write"),
)
def moved_course(request: HttpRequest, course: UUID, sent: Days) -> Status:
    """Let a course take place on other days; whoever has a place keeps it and learns it."""
    asking = request.auth
    move_course(course=course, begins=sent.begins, ends=sent.ends, by=asking.by, at=asking.at)
    return Status(204, None)


@router.get(
    "/candidates",
    response={200: list[Sent], **FAULTS},
    summary="Who sent their packet",
    auth=ByToken("candidates:read"),
)
def candidates(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what people sent the partner themselves, until they take it back."""
    asking = request.auth
    return [
        {
            "id": one.candidacy, "vacancy": one.vacancy, "course": one.course,
            "asked_at": one.asked_at, "stage": one.stage, "words": dict(one.words),
        }
        for one in who_sent(by=asking.by, at=asking.at)
    ]  # fmt: skip


def cells(sent: Mapping[str, Any]) -> dict[str, str]:
    """Return what was sent as cells of a row: a program's words are read as a file's are."""
    return {name: _cell(value) for name, value in sent.items()}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(one.replace(";", " ") for one in value)
    return "" if value is None else str(value)


def _vacancy(one: OwnOffer) -> dict[str, Any]:
    said = asdict(one.vacancy)
    return {**said, "id": one.vacancy.key, "aside": one.aside, "closed": one.closed}


def _course(one: SchoolLine) -> dict[str, Any]:
    return {
        **asdict(one.held.course), "id": one.held.key, "taken": one.held.taken,
        "waiting": one.waiting, "aside": one.aside, "closed": one.closed,
    }  # fmt: skip
