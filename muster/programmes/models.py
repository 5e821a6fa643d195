"""Groups and their sessions, who waits for a place, and what became of it.

A group names nobody. An enrolment and its facts are appended; `EnrolmentRow` is a projection of
them. Seats are counted by turns, so that of two who want the last one at once, one is refused, and
a person who books may count without reading who else has booked.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Hand, Zone

OF_A_GROUP = Keeping(
    zone=Zone.PROGRAMME,
    reach=Reach.ORDER,
    sensitivity=Sensitivity.INTERNAL,
    scrub=Scrub.KEEP,
    append_only=True,
)
OF_A_PERSON = Keeping(
    zone=Zone.PROGRAMME,
    reach=Reach.PERSON,
    sensitivity=Sensitivity.HEALTH,
    scrub=Scrub.DELETE,
    append_only=True,
)


class Group(Record):
    """A group of one programme: where, in which language, for whom, with how many places.

    `bookable` is how many may be booked, no-shows allowed for. `only` is "male", "female" or "".
    """

    kept = OF_A_GROUP

    programme = models.CharField(max_length=40)
    unit_id = models.UUIDField()
    place = models.CharField(max_length=120)
    video = models.BooleanField(default=False)
    language = models.CharField(max_length=5)
    only = models.CharField(max_length=10, default="")
    capacity = models.SmallIntegerField()
    bookable = models.SmallIntegerField()
    starts = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=("programme", "starts"), name="prog_group_programme"),)


class GroupSession(Record):
    """One session of a group."""

    kept = OF_A_GROUP

    group_id = models.UUIDField()
    unit_id = models.UUIDField()
    number = models.SmallIntegerField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group_id", "number"), name="prog_session_once"),
        )


class GroupEnd(Record):
    """A group was called off; whoever had a place waits again."""

    kept = OF_A_GROUP

    group_id = models.UUIDField(unique=True)
    unit_id = models.UUIDField()
    at = models.DateTimeField()
    done_by = models.UUIDField()


class SeatTurn(Record):
    """How many seats of a group are taken after this turn; who has them stands elsewhere."""

    kept = Keeping(
        zone=Zone.PROGRAMME,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    group_id = models.UUIDField()
    number = models.IntegerField()
    taken = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group_id", "number"), name="prog_seat_turn_once"),
        )


class Enrolment(Record):
    """Somebody asks for a place, or a clinician asks for them; with what they wish for.

    `furthest` is how many steps up the tree of units they would travel, 0 for their own unit.
    """

    kept = OF_A_PERSON

    person_id = models.UUIDField()
    programme = models.CharField(max_length=40)
    priority = models.SmallIntegerField()
    language = models.CharField(max_length=5)
    furthest = models.SmallIntegerField()
    video = models.BooleanField(default=True)
    own_sex_only = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    by_oneself = models.BooleanField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="prog_enrolment_person"),)


class CompanyWish(Record):
    """Two who wait are to sit "together" or "apart"; "either" takes it back, the last word counts.

    Why stands nowhere.
    """

    kept = OF_A_PERSON

    person_id = models.UUIDField()
    enrolment_id = models.UUIDField()
    other_id = models.UUIDField()
    says = models.CharField(max_length=10)
    at = models.DateTimeField()
    done_by = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=("enrolment_id",), name="prog_company_enrolment"),)


class EnrolmentFact(Record):
    """One thing that happened to an enrolment: a place, a contact, a session, the end."""

    kept = OF_A_PERSON

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    group_id = models.UUIDField(null=True)
    session_id = models.UUIDField(null=True)
    by_code = models.BooleanField(default=False)
    reason = models.CharField(max_length=40, default="")
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="prog_fact_person"),)


class EnrolmentRow(models.Model):
    """Where an enrolment stands, as folded from its facts, with its place in the line.

    `unit_id` is where the person is placed; the database keeps it true. `position` and
    `expected_on` are reckoned over the whole list by the watch, which alone sees all of it.
    """

    kept = Keeping(
        zone=Zone.PROGRAMME,
        reach=Reach.PLACE,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
        follows=True,
    )

    enrolment_id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    programme = models.CharField(max_length=40)
    stage = models.CharField(max_length=20)
    priority = models.SmallIntegerField()
    since = models.DateTimeField()
    asked_by = models.UUIDField()
    by_oneself = models.BooleanField()
    group_id = models.UUIDField(null=True)
    contact_due = models.DateTimeField(null=True)
    offer_due = models.DateTimeField(null=True)
    told = models.BooleanField(default=False)
    offered = models.BooleanField(default=False)
    attended = models.SmallIntegerField(default=0)
    missed = models.SmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    position = models.IntegerField(null=True)
    expected_on = models.DateField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="prog_row_person"),
            models.Index(fields=("group_id",), name="prog_row_group"),
            models.Index(
                fields=("programme", "priority", "since"),
                name="prog_row_waiting",
                condition=models.Q(stage="waiting"),
            ),
            models.Index(
                fields=("contact_due",),
                name="prog_row_contact",
                condition=models.Q(stage="waiting"),
            ),
        )


class ProgrammeOutcome(Record):
    """What came of one programme in one half of a year, in one formation of brigade size or above.

    Counts that would point at somebody were never written: null stands in their place. `waited` is
    the median of days from asking to the first session.
    """

    kept = Keeping(
        zone=Zone.COMMAND,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
        hand=Hand.CLINICIAN,
    )

    unit_id = models.UUIDField()
    programme = models.CharField(max_length=40)
    half = models.CharField(max_length=6)
    started = models.IntegerField(null=True)
    completed = models.IntegerField(null=True)
    left = models.IntegerField(null=True)
    improved = models.IntegerField(null=True)
    unchanged = models.IntegerField(null=True)
    worse = models.IntegerField(null=True)
    not_known = models.IntegerField(null=True)
    waited = models.IntegerField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit_id", "programme", "half"), name="prog_outcome_counted_once"
            ),
        )


class PeerEvent(Record):
    """Something happened in a unit: the day, the place in a word, what kind. Nobody is named."""

    kept = Keeping(
        zone=Zone.PEER,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
        hand=Hand.CLINICIAN,
    )

    unit_id = models.UUIDField()
    happened_on = models.DateField()
    place = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()


class PeerTalk(Record):
    """One talk of a peer, `people`, with somebody who was there, `person_id`: by when.

    `whom` is the name and how to reach them, sealed: a peer reads no other table about anybody.
    """

    kept = Keeping(
        zone=Zone.PEER,
        reach=Reach.MENTION,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
        hand=Hand.CLINICIAN,
    )

    event_id = models.UUIDField()
    person_id = models.UUIDField()
    people = ArrayField(models.UUIDField())
    window = models.CharField(max_length=40)
    happened_on = models.DateField()
    kind = models.CharField(max_length=20)
    opens_on = models.DateField()
    due_on = models.DateField()
    whom = models.BinaryField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("event_id", "person_id", "window"), name="prog_talk_once"
            ),
        )
        indexes = (
            models.Index(fields=("person_id",), name="prog_talk_person"),
            GinIndex(fields=("people",), name="prog_talk_people"),
        )


class PeerFact(Record):
    """What became of a talk, by a code; what was said in it stands nowhere."""

    kept = Keeping(
        zone=Zone.PEER,
        reach=Reach.MENTION,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
        hand=Hand.TALKING,
    )

    talk_id = models.UUIDField()
    person_id = models.UUIDField()
    people = ArrayField(models.UUIDField())
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()

    class Meta:
        indexes = (
            models.Index(fields=("talk_id",), name="prog_talkfact_talk"),
            models.Index(fields=("person_id",), name="prog_talkfact_person"),
        )
