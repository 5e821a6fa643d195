"""Limitations of duty, what happened to them, and the signed notices that command reads.

A limitation and its facts are clinical. What command reads is a table of its own in command's
zone: nine lines, signed, with the name and the words sealed under the person's key for command.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Hand, Zone


class Limitation(Record):
    """What somebody cannot or should not do, from a day to a day. Codes are the profile's.

    `renews_id` is the limitation that this one carries on.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    form = models.CharField(max_length=10)
    basis = models.CharField(max_length=20)
    functions = ArrayField(models.CharField(max_length=40))
    starts = models.DateField()
    ends = models.DateField()
    review = models.DateField()
    restoration = models.CharField(max_length=40)
    ordered_at = models.DateTimeField()
    ordered_by = models.UUIDField()
    written_at = models.DateTimeField()
    renews_id = models.UUIDField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="care_limitation_person"),
            models.Index(fields=("ends",), name="care_limitation_ends"),
        )


class LimitationFact(Record):
    """One thing that happened to a limitation: shown, commented on, sent, reviewed, lifted, lapsed.

    `words` are sealed at one width: the person's comment, or a reviewer's.
    """

    kept = A_CLINICAL_FACT

    limitation = models.ForeignKey(Limitation, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    day = models.DateField(null=True)
    words = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("limitation",), name="care_limitationfact_of"),)


class PostAsked(Record):
    """A post for a time was asked for because of a limitation; only care knows that it was.

    `request_id` is the request in people, which says the same as one for any other cause.
    """

    kept = A_CLINICAL_FACT

    limitation = models.ForeignKey(Limitation, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField(db_index=True)
    request_id = models.UUIDField(unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()


def _for_command(reach: Reach = Reach.PERSON) -> Keeping:
    return Keeping(
        zone=Zone.COMMAND,
        reach=reach,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
        hand=Hand.CLINICIAN,
    )


class CommandNotice(Record):
    """What command reads about one person: nine lines and their signature, and nothing else.

    `sealed` holds the words to support with, the call-back and the name, at one width. `origin_id`
    is opaque to command. `signature` is the node's (Ed25519) over `Notice.signed_bytes`. `until` is
    the end of the last day where the person serves, because command's zone knows nobody's unit.
    """

    kept = _for_command()

    person_id = models.UUIDField()
    origin_id = models.UUIDField()
    ground = models.CharField(max_length=40)
    functions = ArrayField(models.CharField(max_length=40))
    starts = models.DateField()
    ends = models.DateField()
    review = models.DateField()
    actions = ArrayField(models.CharField(max_length=40))
    readers = ArrayField(models.UUIDField())
    told_on = models.DateField(null=True)
    sealed = models.BinaryField()
    until = models.DateTimeField()
    sent_at = models.DateTimeField()
    signed_by = models.UUIDField()
    signature = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="care_notice_person"),
            models.Index(fields=("origin_id",), name="care_notice_origin"),
        )


class NoticeEnd(Record):
    """A notice no longer holds: it was lifted, replaced by another, or its last day is over."""

    kept = _for_command()

    notice = models.OneToOneField(CommandNotice, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    why = models.CharField(max_length=20)
