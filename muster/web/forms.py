"""Forms whose fields draw themselves: `{{ form }}` draws all of them, `{{ form.reason }}` one.

    class Reason(Question):
        reason = Choice(
            asks=_("Why do you need these answers?"),
            options=[("care", _("I am treating this person")), ("duty", _("I have duty today"))],
            required=_("Select why you need these answers"),
        )

    form = Reason(request.POST or None)
    if form.is_valid():
        command(reason=form.cleaned_data["reason"], by=by, at=at)
        return to(…)
    return page(request, "form.html", title=_("…"), form=form)

A form with errors is drawn again as it was filled in, each error beside its field and all of them
in a summary that takes the focus. The same happens, without any error, when the reader chose the
other language half-way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from markupsafe import Markup

from muster.kernel.problems import Problem, Refused
from muster.kernel.words import Sentence
from muster.web.components.choosing import Choice, Choices, Pick, Tick, YesNo
from muster.web.components.drawing import draw_field, draw_form
from muster.web.components.fields import (
    Asked,
    Clock,
    Code,
    Day,
    Hidden,
    LongText,
    Number,
    Phone,
    Secret,
    Text,
    Upload,
)
from muster.web.language import SWITCH

__all__ = [
    "Asked", "Choice", "Choices", "Clock", "Code", "Day", "Form", "Hidden", "LongText", "Number",
    "Phone", "Pick", "Question", "Secret", "Text", "Tick", "Upload", "YesNo",
]  # fmt: skip


class Form(forms.Form):
    """A form of ours.

    `marks_optional`: say beside a field's question that it may be left empty (not for filters).
    `in_heading`: the only visible field's question is the page's heading; see Question.
    """

    marks_optional = True
    in_heading = False
    use_required_attribute = False
    template_name = None

    def __init__(self, data: Any = None, files: Any = None, **more: Any) -> None:
        super().__init__(data, files, **more)
        self.switching = data is not None and SWITCH in data

    def full_clean(self) -> None:
        """Judge what was sent; nothing is judged where only the language was changed."""
        if self.switching:
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.switching and super().is_valid()

    def refuse(self, why: Sentence | Problem | Refused, field: str | None = None) -> None:
        """Add what a room refused, at `field` or for the form as a whole."""
        if isinstance(why, Refused):
            why = why.problem
        if isinstance(why, Problem):
            why = why.kind.says.of(**dict(why.values))
        self.add_error(field, ValidationError(why))

    def options(self, **by_field: Sequence[Any]) -> None:
        """Give fields their options, where these are known only now: `options(unit=[…])`."""
        for name, options in by_field.items():
            self.fields[name].options = options

    def __html__(self) -> Markup:
        return draw_form(self)

    __str__ = __html__


class Question(Form):
    """A page that asks one thing: the question of its only visible field is the heading."""

    in_heading = True


class Drawn(BoundField):
    """A field of a form of ours: it draws its question, hint, error and input together."""

    def __html__(self) -> Markup:
        return draw_field(self)

    __str__ = __html__
