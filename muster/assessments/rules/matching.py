"""Questions that nobody is judged by, for rooms in which somebody else is asked something.

They are of our own wording, are answered with yes or no like the questions they stand for, and
ask about nothing that could worry anybody. That they were asked is kept, what was answered is not.
"""

from __future__ import annotations

from muster.kernel.words import Sentence, _

STEM = _("In the past month:")

QUESTIONS: tuple[Sentence, ...] = (
    _("Have you listened to music that you like?"),
    _("Have you walked for an hour or longer without a load?"),
    _("Have you eaten something that you cooked yourself?"),
    _("Have you read a book, or part of one?"),
    _("Have you repaired something with your own hands?"),
    _("Have you watched a film from beginning to end?"),
    _("Have you played a game with others, with a ball, cards or anything else?"),
    _("Have you learned something that was new to you?"),
    _("Have you written or called home?"),
    _("Have you been to a place where you had never been before?"),
    _("Have you been given a task that you had not done before?"),
    _("Have you helped somebody to carry or to move something?"),
    _("Have you seen the sun rise?"),
    _("Have you taken photographs of something that you liked?"),
    _("Have you been out in the rain?"),
    _("Have you drunk tea or coffee with a comrade?"),
)


def question(place: int) -> Sentence:
    """Return the neutral question that stands at the `place`th such page, counted from 0."""
    return QUESTIONS[place % len(QUESTIONS)]
