"""The forms of a board; `board` is the one that the page showed, so that nobody signs another."""

from __future__ import annotations

from muster.kernel.words import _
from muster.web import forms as fields


class Putting(fields.Form):
    """What is put to the table."""

    own_words = fields.LongText(
        asks=_("What does the person want, in their own words?"), rows=3, longest=1000,
        required=_("Write what the person wants"),
    )  # fmt: skip
    options = fields.Choices(
        asks=_("What is proposed?"), options=[], required=_("Select what is proposed")
    )
    present = fields.YesNo(
        asks=_("Does the person sit at the table?"),
        required=_("Select whether the person sits at the table"),
    )


class Signing(fields.Form):
    """A signature, with a word beside it where one is wanted."""

    words = fields.LongText(asks=_("A word beside your signature"), rows=3, longest=1000)
    board = fields.Hidden()


class SigningNoCare(Signing):
    """A signature under the decision that no care is needed."""

    reason = fields.Choice(
        asks=_("Why is no care needed?"), options=[], required=_("Select why no care is needed")
    )


class Dissenting(fields.Form):
    """Why somebody does not agree."""

    words = fields.LongText(
        asks=_("What do you think instead, and why?"), rows=4, longest=1000,
        required=_("Write what you think instead, and why"),
    )  # fmt: skip
    board = fields.Hidden()


class AskingDuty(fields.Form):
    """What command is asked: codes alone."""

    actions = fields.Choices(asks=_("What should the unit do?"), options=[])
    functions = fields.Choices(asks=_("What should the person be spared?"), options=[])
    readers = fields.Choices(
        asks=_("Whom do you ask?"), options=[], required=_("Select whom you ask")
    )
    shown = fields.Tick(
        asks=_("I have shown the person exactly what command will read."),
        required=_("Show the person first what command will read"),
    )
