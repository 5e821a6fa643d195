"""Temporary moves: asked for, put before command, decided, and agreed to by whoever swaps."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.people.models.declared import _of_person
from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Hand, Zone


class MoveRequest(Record):
    """Somebody is to have another post for a time. Nobody's reason, and not who asked, stands here.

    `functions` are what the post is not to demand; they are emptied once the move is over, and
    `running` says that it is not. `from_unit` and `from_post` are where the person returns to.
    """

    kept = _of_person(append_only=False)

    person_id = models.UUIDField()
    functions = ArrayField(models.CharField(max_length=40))
    starts = models.DateField()
    ends = models.DateField()
    review = models.DateField()
    most_km = models.IntegerField(null=True)
    from_unit = models.UUIDField()
    from_post = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    running = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person_id",),
                name="people_move_one_at_a_time",
                condition=models.Q(running=True),
            ),
        )
        indexes = (models.Index(fields=("person_id",), name="people_move_person"),)


class MoveFact(Record):
    """One thing that happened to a request for a temporary post (`rules/temporary.py`).

    The person adds their own view at the end. `partner_id` is who swaps.
    """

    kept = _of_person(append_only=True, hand=Hand.PERSON_TOO)

    request = models.ForeignKey(MoveRequest, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    day = models.DateField(null=True)
    post_id = models.UUIDField(null=True)
    partner_id = models.UUIDField(null=True)
    view = models.CharField(max_length=20, blank=True)


def _for_command(*, append_only: bool, hand: Hand) -> Keeping:
    return Keeping(
        zone=Zone.COMMAND,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=append_only,
        hand=hand,
    )


class MoveForm(Record):
    """What command reads of a request: the same form, whatever it is for. Gone with its last day.

    `sealed` holds the name, the days, the posts that fit and what each costs, at one width; it is
    emptied when it goes. `turn` counts how often it was written anew.
    """

    kept = _for_command(append_only=False, hand=Hand.CLINICIAN)

    person_id = models.UUIDField(db_index=True)
    request_id = models.UUIDField(unique=True)
    turn = models.SmallIntegerField()
    written_at = models.DateTimeField()
    until = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)


class MoveDecision(Record):
    """A commander chose one of the posts on a form, or none of them (`post_id` null)."""

    kept = _for_command(append_only=True, hand=Hand.COMMANDER)

    person_id = models.UUIDField()
    form = models.ForeignKey(MoveForm, on_delete=models.CASCADE, related_name="+")
    turn = models.SmallIntegerField()
    post_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("form", "turn"), name="people_move_decided_once"),
        )


class SwapAsked(Record):
    """A commander wants whoever holds a post on a form to be asked whether they would swap.

    Whom that is the worker finds; it does not stand where command reads.
    """

    kept = _for_command(append_only=True, hand=Hand.COMMANDER)

    person_id = models.UUIDField()
    form = models.ForeignKey(MoveForm, on_delete=models.CASCADE, related_name="+")
    turn = models.SmallIntegerField()
    post_id = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("form", "turn", "post_id"), name="people_swap_asked_once"
            ),
        )


class SwapQuestion(Record):
    """Somebody is asked whether they would take `other_post` for a time, and come back after it.

    It says neither for whom nor why. `noted` is the last word that stands before command, and
    `became` what came of it; both are "" until then (`rules/swaps.py`).
    """

    kept = _of_person(append_only=False)

    person_id = models.UUIDField(db_index=True)
    request = models.ForeignKey(MoveRequest, on_delete=models.CASCADE, related_name="+")
    own_post = models.UUIDField()
    other_post = models.UUIDField()
    starts = models.DateField()
    ends = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    noted = models.CharField(max_length=20, blank=True)
    became = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("request", "person_id", "own_post"), name="people_swap_question_once"
            ),
        )


class SwapAnswer(Record):
    """Whoever was asked to swap agrees or declines, without a reason; the last word counts.

    `taken_by` is the account of personnel that took the answer down as it was told to them; null
    where the person gave it themselves.
    """

    kept = _of_person(append_only=True, hand=Hand.PERSON_TOO)

    question = models.ForeignKey(SwapQuestion, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    agrees = models.BooleanField()
    at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
