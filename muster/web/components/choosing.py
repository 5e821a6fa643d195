"""The fields that are chosen and not typed: one of several, any of several, yes or no, agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from muster.kernel.words import Sentence
from muster.web.components.fields import NOT_OFFERED, Asked
from muster.web.components.words import WORDS

Option = tuple[str, Sentence | str] | tuple[str, Sentence | str, Sentence | str]
"""What is sent, what is read, and a hint under it."""


class _Offers:
    """A field with options, which a form may also give it when it is made."""

    widget: Any
    hints: dict[str, Sentence | str]

    def _offer(self, options: Sequence[Option]) -> None:
        self.hints = {one[0]: one[2] for one in options if len(one) == 3}
        self.choices = [(one[0], one[1]) for one in options]

    options = property(lambda self: self.choices, _offer)


class Choice(_Offers, Asked, forms.ChoiceField):
    """One of several, all in sight; returns what the option sends, "" where left empty."""

    shape: Any = forms.RadioSelect

    def __init__(
        self, *, options: Sequence[Option] = (), inline: bool = False, **more: Any
    ) -> None:
        self.inline = inline
        super().__init__(widget=self.shape, **more)
        self.options = options


class Pick(Choice):
    """One of many, from a list that opens."""

    shape = forms.Select

    def _offer(self, options: Sequence[Option]) -> None:
        super()._offer([("", WORDS["choose"]), *options])

    options = property(lambda self: self.choices, _offer)


class Choices(_Offers, Asked, forms.MultipleChoiceField):
    """Any of several; returns a list of what the options send."""

    inline = False

    def __init__(self, *, options: Sequence[Option] = (), **more: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **more)
        self.error_messages["invalid_list"] = NOT_OFFERED
        self.options = options


class YesNo(Choice):
    """Yes or no, neither chosen beforehand; returns a bool, None where left empty."""

    def __init__(self, **more: Any) -> None:
        options = [("yes", WORDS["yes"]), ("no", WORDS["no"])]
        super().__init__(**{"options": options, "inline": True, **more})

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(super().clean(value))


class Tick(Asked, forms.BooleanField):
    """One thing to agree with; returns a bool."""

    inline = False

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.CheckboxInput, **more)
