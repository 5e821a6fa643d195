"""The decision of two disciplines and the person, and the duty part that command is asked about.

What command is asked, and answers, stands in command's zone: codes, a day, a name. Nothing in it
says that there is a board.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.care.models.limitations import _for_command
from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Hand, Zone


class Board(Record):
    """What is proposed in a case: the person's own words, sealed, and options by code.

    `present`: the person sat at the table. A later board takes the earlier one's place.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField()
    options = ArrayField(models.CharField(max_length=60))
    present = models.BooleanField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("case_id",), name="care_board_case"),)


class BoardView(Record):
    """What somebody said to a board: signed it, dissented, or answered its duty part for command.

    `codes` belong to the duty part: what the unit can do.
    """

    kept = A_CLINICAL_FACT

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField()
    hand = models.CharField(max_length=40)
    stance = models.CharField(max_length=10)
    codes = ArrayField(models.CharField(max_length=40), default=list)
    words = models.BinaryField(null=True)


class DutyQuestion(Record):
    """What command is asked: could the unit do this for somebody, from a day to a day?

    `sealed` holds the name, `origin_id` is opaque to command.
    """

    kept = _for_command()

    person_id = models.UUIDField()
    origin_id = models.UUIDField()
    functions = ArrayField(models.CharField(max_length=40))
    actions = ArrayField(models.CharField(max_length=40))
    readers = ArrayField(models.UUIDField())
    told_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    answer_by = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_dutyquestion_person"),)


class DutyAnswer(Record):
    """What command answered: which of it the unit can do. Codes alone, and no room for words."""

    kept = Keeping(
        zone=Zone.COMMAND,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
        hand=Hand.COMMANDER,
    )

    question = models.OneToOneField(DutyQuestion, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    can = ArrayField(models.CharField(max_length=40))
    at = models.DateTimeField()
    by = models.UUIDField()
