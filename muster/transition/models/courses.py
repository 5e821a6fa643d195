"""Courses of schools, who asked for a place, who was there, and who completed one."""

from __future__ import annotations

from django.db import models

from muster.transition.models.partners import SENT, offered
from muster.vault.models import Record


class SchoolCourse(Record):
    """A course of a school; `aside` as of a vacancy. `taken` follows from who has a place.

    The database refuses more of them than there are places, whoever adds one. `was_begins` and
    `was_ends` are the days of a course that was moved, before it last was.
    """

    kept = offered(append_only=False)

    partner_id = models.UUIDField()
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    occupation = models.CharField(max_length=120, blank=True)
    skills = models.JSONField(default=list)
    gives = models.JSONField(default=list)
    region = models.CharField(max_length=80)
    language = models.CharField(max_length=8)
    begins = models.DateField()
    ends = models.DateField()
    places = models.IntegerField()
    licences = models.JSONField(default=list)
    entry = models.TextField(blank=True)
    shortens = models.JSONField(default=list)
    exempts = models.JSONField(default=list)
    stipend = models.IntegerField(default=0)
    price = models.IntegerField(default=0)
    taken = models.IntegerField(default=0)
    same = models.CharField(max_length=64)
    aside = models.CharField(max_length=120, blank=True)
    put_at = models.DateTimeField()
    put_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    was_begins = models.DateField(null=True)
    was_ends = models.DateField(null=True)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("partner_id",), name="tran_course_partner"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(taken__gte=0, taken__lte=models.F("places")),
                name="tran_course_not_overfull",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("begins")), name="tran_course_ends_after"
            ),
        )


class CoursePlace(Record):
    """Somebody asked for a place on a course, and with that sent their own packet, sealed."""

    kept = SENT

    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    course = models.ForeignKey(SchoolCourse, models.DO_NOTHING, related_name="+")
    asked_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="tran_place_person"),
            models.Index(fields=("partner_id",), name="tran_place_partner"),
            models.Index(fields=("course",), name="tran_place_course"),
        )


class PlaceFact(Record):
    """What became of it, one fact after another; of a completion, the certificate's words, sealed.

    `ahead` is how many waited before somebody who was put on the waiting list.
    """

    kept = SENT

    place = models.ForeignKey(CoursePlace, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    reason = models.CharField(max_length=40, default="")
    day = models.DateField(null=True)
    ahead = models.IntegerField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("place",), name="tran_place_fact"),)
