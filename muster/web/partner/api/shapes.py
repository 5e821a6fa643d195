"""What travels over the interface of partners: the shapes of questions and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

Line = Annotated[str, Field(max_length=120)]
Place = Annotated[str, Field(max_length=80)]
Body = Annotated[str, Field(max_length=4_000)]
Code = Annotated[str, Field(max_length=40)]
Codes = Annotated[list[Code], Field(max_length=30, default_factory=list)]
Money = Annotated[int, Field(ge=0, le=10_000_000)]
Words = Annotated[list[Place], Field(max_length=20, default_factory=list)]
Places = Annotated[int, Field(ge=1, le=999)]


class Fault(Schema):
    """Why something was not done: a code, a sentence, and what to do about it."""

    code: str
    says: str
    do: str
    column: str | None = None


class VacancyIn(Schema):
    """A vacancy to be put in; `begins` is the last day on which work may begin."""

    title: Line
    text: Body = ""
    region: Place
    licences: Codes
    conditions: Codes
    offers: Codes
    pay_from: Money | None = None
    pay_to: Money | None = None
    begins: date
    places: Places = 1
    reserved: Annotated[int, Field(ge=0, le=999)] = 0


class VacancyOut(VacancyIn):
    """A vacancy as it stands; `aside`: a caseworker reads it first, because of these words."""

    id: UUID
    aside: str
    closed: bool


class CourseIn(Schema):
    """A course to be put in; lists are of words or of codes, stipend is of a month."""

    title: Line
    text: Body = ""
    occupation: Line = ""
    skills: Words
    gives: Codes
    region: Place
    language: Code = "other"
    begins: date
    ends: date
    places: Places
    licences: Codes
    entry: Annotated[str, Field(max_length=600)] = ""
    shortens: Words
    exempts: Words
    stipend: Money = 0
    price: Money = 0


class CourseOut(CourseIn):
    """A course as it stands, with how many of its places are taken and how many wait."""

    id: UUID
    taken: int
    waiting: int
    aside: str
    closed: bool


class Days(Schema):
    """The days on which a course takes place instead."""

    begins: date
    ends: date


class Told(Schema):
    """How many people learn of something: whoever holds a place or asked for one."""

    people: int


class ProgrammeIn(Schema):
    """A programme of support to be put in: a quota of places, and a standard in working days."""

    kind: Code = "other"
    title: Line
    text: Body = ""
    whom: Annotated[str, Field(max_length=600)] = ""
    region: Place
    since: date
    until: date
    places: Annotated[int, Field(ge=1, le=100_000)]
    yearly: bool = False
    days: Annotated[int, Field(ge=1, le=366)]


class ProgrammeOut(ProgrammeIn):
    """A programme as it stands: places taken, who waits in line, who awaits an answer, who is late.

    Of a yearly quota the figures are those of this year.
    """

    id: UUID
    taken: int
    waiting: int
    unanswered: int
    late: int
    aside: str
    closed: bool


class TaskOut(Schema):
    """A task that the partner was given, with its clock; `name` and `needed` as they were sent."""

    id: UUID
    kind: str
    name: str
    needed: str
    given_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    late: bool
    reason: str
    dropped: bool


class AnswerIn(Schema):
    """What became of a task; what is late is not closed before a reason is on record."""

    done: bool
    reason: Code = ""


class Put(Schema):
    """What was put in; `aside` is not empty where a caseworker reads it first."""

    id: UUID
    aside: str


class Sent(Schema):
    """What somebody sent the partner themselves, for a vacancy or a course, by field."""

    id: UUID
    vacancy: UUID | None
    course: UUID | None
    asked_at: datetime
    stage: str
    words: dict[str, str]
