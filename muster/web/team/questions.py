"""The questions of a new campaign: their forms, and what their answers are in the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muster.assessments.rules.stages import Opens
from muster.assessments.rules.who import Who
from muster.assessments.rules.windows import Dated
from muster.kernel.words import Sentence, _
from muster.people.service import ExposureKind
from muster.web.forms import Choice, Choices, Day, Form, Question, Text
from muster.web.team.draft import Draft

_SEPARATOR = "|"


class Units(Form):
    marks_optional = False  # one of the two is needed

    units = Choices(asks=_("Units"), hint=_("All below a unit are asked with it."))
    codes = Text(asks=_("Others, by their codes"), hint=_("With commas between them"), longest=1000)


class Whom(Question):
    some = Choice(
        asks=_("Is everybody there asked?"),
        options=[
            (
                "no",
                _("Everybody"),
                _("Being asked then says nothing about anybody. Choose it where you can."),
            ),
            ("yes", _("Only some"), _("By sex, post, rank, deployment, or when they joined")),
        ],
        required=_("Select whether everybody is asked"),
    )


class Filters(Form):
    sexes = Choices(
        asks=_("Sex"), options=[("male", _("Men")), ("female", _("Women"))],
        hint=_("Leave all of it empty where it does not matter."),
    )  # fmt: skip
    posts = Text(asks=_("Posts"), hint=_("As the roster has them, with commas between them"))
    ranks = Text(asks=_("Ranks"), hint=_("As the roster has them, with commas between them"))
    exposures = Choices(
        asks=_("What they lived through"),
        options=[
            (kind.value, kind.says) for kind in ExposureKind if kind is not ExposureKind.JOINED
        ],
        hint=_("With anything but a deployment, command never reads who is late."),
    )
    exposed_since = Day(asks=_("On that day or later"))
    exposed_until = Day(asks=_("On that day or earlier"))
    joined_since = Day(asks=_("Joined their unit on that day or later"))


class What(Question):
    instruments = Choices(
        asks=_("What is everybody asked?"), required=_("Select at least one questionnaire")
    )


class Then(Question):
    then = Choices(
        asks=_("Does an answer open more questions?"),
        hint=_("They are asked later and privately. Leave it empty where nothing is to follow."),
    )


class When(Question):
    when = Choice(asks=_("When is it asked?"), required=_("Select when it is asked"))


class Days(Form):
    opens = Day(
        asks=_("First day"), hint=_("For example 27 3 2026"), required=_("Enter the first day")
    )
    closes = Day(asks=_("Last day"), required=_("Enter the last day"))


class Where(Question):
    where = Choice(
        asks=_("Where do people answer?"),
        options=[
            (
                "room",
                _("Together in a room, on shared devices"),
                _("Everybody's sitting looks alike and lasts as long; nothing follows there."),
            ),
            ("own", _("Each on a device of their own, when it suits them")),
        ],
        required=_("Select where people answer"),
    )


class Named(Question):
    name = Text(
        asks=_("What is the campaign called?"),
        hint=_("For your own lists. Command does not read it; name no illness and nobody in it."),
        required=_("Enter a name"),
        longest=120,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One question: its form, what it starts with, and what its answers are in the draft."""

    form: type[Form]
    starts: Callable[[Draft], Mapping[str, Any]]
    reads: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    title: Sentence


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in text.split(","))))


def read_filters(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the filters as the draft keeps them."""
    return {
        "who": Who(
            tuple(given["sexes"]),
            _listed(given["posts"]),
            _listed(given["ranks"]),
            tuple(given["exposures"]),
            given["exposed_since"],
            given["exposed_until"],
            given["joined_since"],
        )
    }


def _show_filters(draft: Draft) -> Mapping[str, Any]:
    who = draft.who
    return {
        "sexes": who.sexes, "posts": ", ".join(who.posts), "ranks": ", ".join(who.ranks),
        "exposures": who.exposures, "exposed_since": who.exposed_since,
        "exposed_until": who.exposed_until, "joined_since": who.joined_since,
    }  # fmt: skip


def _read_then(given: Mapping[str, Any]) -> Mapping[str, Any]:
    parts = [one.split(_SEPARATOR) for one in given["then"]]
    return {"then": tuple(Opens(after, scale, None, asks) for after, scale, asks in parts)}


def _show_then(draft: Draft) -> Mapping[str, Any]:
    return {"then": [pair(one.after, one.scale, one.asks) for one in draft.then or ()]}


def pair(after: str, scale: str, asks: str) -> str:
    """Return one rule as an option sends it."""
    return _SEPARATOR.join((after, scale, asks))


def _shown(answer: bool | None, yes: str, no: str) -> str | None:
    """Return the choice that shows an answer; one not given yet shows none."""
    return None if answer is None else yes if answer else no


STEPS: Mapping[str, Step] = {
    "units": Step(
        Units,
        lambda draft: {"units": [str(one) for one in draft.units or ()]},
        lambda given: {"units": tuple(dict.fromkeys([*map(UUID, given["units"]), *given["more"]]))},
        _("Which units are asked?"),
    ),
    "who": Step(
        Whom,
        lambda draft: {"some": _shown(draft.some, "yes", "no")},
        lambda given: {"some": given["some"] == "yes"},
        _("Is everybody there asked?"),
    ),
    "filters": Step(Filters, _show_filters, read_filters, _("Who is asked?")),
    "what": Step(
        What,
        lambda draft: {"instruments": draft.instruments or ()},
        lambda given: {"instruments": tuple(given["instruments"]), "then": None},
        _("What is everybody asked?"),
    ),
    "then": Step(Then, _show_then, _read_then, _("Does an answer open more questions?")),
    "when": Step(
        When,
        lambda draft: {"when": draft.when},
        lambda given: {"when": given["when"]},
        _("When is it asked?"),
    ),
    "days": Step(
        Days,
        lambda draft: (
            {"opens": draft.windows[0].opens, "closes": draft.windows[0].closes}
            if draft.windows
            else {}
        ),
        lambda given: {"windows": (Dated(given["opens"], given["closes"]),)},
        _("On which days?"),
    ),
    "where": Step(
        Where,
        lambda draft: {"where": _shown(draft.in_room, "room", "own")},
        lambda given: {"in_room": given["where"] == "room"},
        _("Where do people answer?"),
    ),
    "name": Step(
        Named,
        lambda draft: {"name": draft.name or ""},
        lambda given: {"name": given["name"]},
        _("What is the campaign called?"),
    ),
}
