"""Persons, units, posts, postings, consents, service and duty: tables only.

Who somebody is stands sealed in `Detail`; `Person` holds nothing readable but sex, which cut-offs
need, and keyed hashes. Facts are appended. `Placement` and the columns of `Unit` named below are
projections of facts, rebuilt by `commands.settle`; `doctor` compares the two.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.kernel.ids import new_id
from muster.people.models.declared import _of_formation, _of_person
from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Hand, Zone


class Unit(Record):
    """A formation, from the force down to a platoon; never removed, only stood down.

    `key` is the form of the code by which it is found. `parent_id` and `stands` are today's, from
    the facts in `UnitTurn`.
    """

    kept = _of_formation(append_only=False)

    key = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=40)
    name_en = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, blank=True)
    zone = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=6, blank=True)
    parent_id = models.UUIDField(null=True, db_index=True)
    stands = models.BooleanField(default=True)


class UnitTurn(Record):
    """From `since` on a unit stands under `parent_id` (null: at the top), or no longer stands."""

    kept = _of_formation(append_only=True)

    unit_id = models.UUIDField(db_index=True)
    since = models.DateField()
    parent_id = models.UUIDField(null=True)
    stands = models.BooleanField(default=True)
    withdrawn = models.BooleanField(default=False)


class Post(Record):
    """A post in a unit, by its title."""

    kept = _of_formation(append_only=True)

    unit_id = models.UUIDField()
    title = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit_id", "title"), name="people_post_once"),
        )


class Person(Record):
    """Somebody Muster knows: personnel, the subject of a campaign known by its own ids alone, or
    a newcomer, who never served here and whom an office helps into work.

    `number_key` is the keyed hash of the service number, or of campaign and subject id; no two
    records share one. `namesake_key` hashes surname, given name and birthday, `roster_key` what a
    roster last said. `merged_into_id` is the record that absorbed this one.
    """

    kept = _of_person(append_only=False, reach=Reach.SELF)

    kind = models.CharField(max_length=10)
    sex = models.CharField(max_length=6, blank=True)
    number_key = models.UUIDField(null=True, unique=True)
    namesake_key = models.UUIDField(null=True, db_index=True)
    roster_key = models.UUIDField(null=True)
    merged_into_id = models.UUIDField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("merged_into_id",),
                name="people_person_absorbed",
                condition=models.Q(merged_into_id__isnull=False),
            ),
        )


class Detail(models.Model):
    """Who a person is and how they are reached, sealed at one width; the latest one counts.

    A person's first fact has the person's own id: ids rise, so every later one is greater.
    """

    kept = _of_person(append_only=True)

    pk = models.CompositePrimaryKey("person_id", "id")
    person_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    sealed = models.BinaryField()


class Lookup(models.Model):
    """One word of a name by which a person is found: its keyed hash. Former names stay findable.

    There is no index by person: only an erasure asks that way, and it has time.
    """

    kept = _of_person(append_only=True)

    pk = models.CompositePrimaryKey("hash", "person_id")
    hash = models.UUIDField()
    person_id = models.UUIDField()


class Placement(models.Model):
    """Where a person is, or last was: what row-level security goes by. A projection of `Posting`.

    It is reached by the unit, so that it can be written before the person's own rows; the person
    reads where they stand themselves, because the unit's clock is theirs. `outside`: a newcomer,
    who serves nowhere; the unit is that of the office, and nobody but offices reaches them by it.
    """

    kept = Keeping(
        zone=Zone.IDENTITY,
        reach=Reach.PLACE,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
    )

    person_id = models.UUIDField(primary_key=True)
    unit_id = models.UUIDField(db_index=True)
    post_id = models.UUIDField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    outside = models.BooleanField(default=False, db_default=False)


class Posting(models.Model):
    """From `since` on a person serves in `unit_id` (null: in none), or that day is taken back."""

    kept = _of_person(append_only=True)

    pk = models.CompositePrimaryKey("person_id", "id")
    person_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    since = models.DateField()
    unit_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    withdrawn = models.BooleanField(default=False)


class Merge(Record):
    """The record `absorbed_id` is the same person as `kept_id`."""

    kept = _of_person(append_only=True, person_column="kept_id")

    kept_id = models.UUIDField(db_index=True)
    absorbed_id = models.UUIDField(db_index=True)
    at = models.DateTimeField()


class MergeUndone(Record):
    """A merge is taken back."""

    kept = _of_person(append_only=True, person_column="kept_id")

    kept_id = models.UUIDField()
    merge_id = models.UUIDField(unique=True)
    at = models.DateTimeField()


class Consent(Record):
    """A person agreed to one thing until a day; or, where `given` is false, took it back.

    The person gives it themselves, or before a witness; `witness_id` is the account that wrote it.
    """

    kept = _of_person(append_only=True, hand=Hand.PERSON_TOO)

    person_id = models.UUIDField(db_index=True)
    item = models.CharField(max_length=40)
    given = models.BooleanField()
    at = models.DateTimeField()
    until = models.DateField(null=True)
    witness_id = models.UUIDField()


class Packet(Record):
    """What a person takes along to working life, in their own words; or, `given` false, no longer.

    The latest counts, until its last day. `sealed` holds the fields of `rules/packet.py` and there
    is no column for anything else: whoever helps with work sees no health.
    """

    kept = Keeping(
        zone=Zone.TRANSITION,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
        hand=Hand.PERSON,
    )

    person_id = models.UUIDField(db_index=True)
    given = models.BooleanField()
    at = models.DateTimeField()
    until = models.DateField(null=True)
    sealed = models.BinaryField(null=True)


class ServiceEvent(Record):
    """A deployment or another exposure, with its days; `retracts_id` takes an earlier one back."""

    kept = _of_person(append_only=True)

    person_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)
    retracts_id = models.UUIDField(null=True)


class ServiceEntry(Record):
    """Something that somebody learned, held or did in service; `retracts_id` takes one back.

    All of it is sealed at one width: what, its kind and its days. `sealed` is null where an entry
    was only taken back, and holds the new words where it was described anew.
    """

    kept = _of_person(append_only=True)

    person_id = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    retracts_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)


class DutyTurn(Record):
    """An account has the duty of `role` for a unit and all below it, from one instant to another.

    `cancels_id` takes an earlier turn back. Whoever serves may know who is on duty.
    """

    kept = _of_formation(append_only=True)

    unit_id = models.UUIDField(db_index=True)
    role = models.CharField(max_length=20)
    account_id = models.UUIDField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    cancels_id = models.UUIDField(null=True)


class Arrival(Record):
    """A roster that arrived: what it was, and, sealed until a person confirms, its valid rows.

    `waiting` is sealed under a key of its own and emptied when the roster is confirmed or dropped.
    """

    kept = Keeping(
        zone=Zone.IDENTITY,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.KEEP,
    )

    unit_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    arrived_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)
    rows = models.IntegerField()
    refused = models.IntegerField()
    waiting = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit_id", "digest"), name="people_arrival_once"),
        )


class BroughtFile(Record):
    """A file of people or of units that somebody brought in on a page, and what was found in it.

    `waiting` holds the file and the report on it, sealed under a key of its own and padded: what is
    wrong with a cell quotes the cell. It is emptied when its time is over, or somebody is erased.
    """

    kept = Keeping(
        zone=Zone.IDENTITY,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.KEEP,
    )

    unit_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    brought_by = models.UUIDField()
    role = models.CharField(max_length=40)
    arrived_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)
    waiting = models.BinaryField(null=True)


class SignIn(Record):
    """The account with which a person signs in. People points at the account, never the reverse.

    It stands in the platform's zone, because sign-in asks before there is a viewer; it holds two
    opaque ids. `stands_for_id` is the record that absorbed this one, while it does. `newcomer`:
    the person never served here, so that sign-in shows them the pages that are for them.
    """

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.DELETE,
    )

    person_id = models.UUIDField(unique=True)
    account_id = models.UUIDField(unique=True)
    stands_for_id = models.UUIDField(null=True)
    newcomer = models.BooleanField(default=False)


def _between_two() -> Keeping:
    return Keeping(
        zone=Zone.OVERSIGHT,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
    )


class Complaint(Record):
    """A person turned to the ombudsman: asked, complained, or said that results were demanded.

    `unit_id` is where the person then served; no name stands here. `entry_id` is the entry of the
    journal that it is about, if it is about one.
    """

    kept = _between_two()

    person_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    unit_id = models.UUIDField(null=True)
    entry_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()


class ComplaintWord(Record):
    """What was said on a complaint, sealed at one width: by the person, or by the ombudsman."""

    kept = _between_two()

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField(db_index=True)
    from_person = models.BooleanField()
    said_by = models.UUIDField()
    said_at = models.DateTimeField()
    sealed = models.BinaryField()


class PostTerms(Record):
    """What a post demands, as its last list said; the latest one counts (`rules/fitting.py`)."""

    kept = _of_formation(append_only=True)

    post_id = models.UUIDField(db_index=True)
    said_at = models.DateTimeField()
    functions = ArrayField(models.CharField(max_length=40))
    nights = models.SmallIntegerField()
    exposure = models.SmallIntegerField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    qualifications = ArrayField(models.CharField(max_length=120))
    lowest = models.SmallIntegerField(null=True)
    highest = models.SmallIntegerField(null=True)
    seats = models.SmallIntegerField()
    swappable = models.BooleanField()
