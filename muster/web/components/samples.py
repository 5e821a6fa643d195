"""What the page of components shows: each in every state, with words that mean nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from muster.kernel.words import _, _p
from muster.web.components.statuses import TONES, Status
from muster.web.forms import (
    Choice,
    Choices,
    Clock,
    Code,
    Day,
    Form,
    LongText,
    Number,
    Phone,
    Pick,
    Secret,
    Text,
    Tick,
    Upload,
    YesNo,
)

_OPTIONS = (
    ("tea", _("Tea"), _("Black, in a glass")),
    ("coffee", _("Coffee")),
    ("water", _("Water")),
)
_EMPTY = _("Answer this question")


class Sample(Form):
    """Every kind of field, asked about a canteen."""

    name = Text(asks=_("What is the canteen called?"), hint=_("As its sign says"), required=_EMPTY)
    wish = LongText(asks=_("What should the cook know?"), rows=3)
    password = Secret(asks=_("What is the password of the pantry?"), required=_EMPTY)
    seats = Number(asks=_("How many seats are free?"), at_least=1, required=_EMPTY)
    day = Day(asks=_("On which day?"), hint=_("For example 27 3 2026"), required=_EMPTY)
    hour = Clock(asks=_("At what time?"), hint=_("For example 06:30"), required=_EMPTY)
    warm = YesNo(asks=_("Should the meal be warm?"), required=_EMPTY)
    drink = Choice(asks=_("What will you drink?"), options=_OPTIONS, required=_EMPTY)
    extras = Choices(asks=_("What else do you take?"), options=_OPTIONS)
    table = Pick(asks=_("At which table?"), options=_OPTIONS, required=_EMPTY)
    agreed = Tick(asks=_("I have read the rules of the canteen"), required=_EMPTY)
    menu = Upload(asks=_("The menu as a file"), kinds=".csv", required=_EMPTY)
    phone = Phone(asks=_("The cook's phone number"), required=_EMPTY)
    code = Code(asks=_("The code of the pantry door"), required=_EMPTY)


FILLED: dict[str, Any] = {
    "name": "<Canteen № 2>", "wish": "…", "seats": 12, "day": date(2026, 3, 27),
    "hour": "06:30", "warm": True, "drink": "tea", "extras": ["coffee", "water"],
    "table": "water", "agreed": True, "phone": "+7 912 345-67-89", "code": "123456",
}  # fmt: skip
WRONG = {
    "name": "", "seats": "0", "day-day": "31", "day-month": "2", "day-year": "2026",
    "hour": "25:00", "phone": "?", "code": "12",
}  # fmt: skip


def forms(prefix: str) -> dict[str, Form]:
    """Return the form in each of its states; `prefix` keeps their ids apart."""
    disabled = Sample(initial=FILLED, auto_id=f"{prefix}-disabled-%s")
    for field in disabled.fields.values():
        field.disabled = True
    return {
        "normal": Sample(auto_id=f"{prefix}-normal-%s"),
        "filled": Sample(initial=FILLED, auto_id=f"{prefix}-filled-%s"),
        "wrong": Sample(WRONG, auto_id=f"{prefix}-wrong-%s"),
        "disabled": disabled,
    }


SAID = {
    "fields": _("Fields: {state}"),
    "states": {
        "normal": _p("how a field stands", "Empty"),
        "filled": _p("how a field stands", "Filled in"),
        "wrong": _p("how a field stands", "With an error"),
        "disabled": _p("how a field stands", "Not to be changed"),
    },
    "buttons": _("Buttons"),
    "serve": _("Serve the meal"),
    "wait": _("Let it wait"),
    "close": _("Close the canteen"),
    "statuses": _("States"),
    "notices": _("Notices"),
    "served": _("The meal is served"),
    "served_more": _("Two seats are free at the window."),
    "hot": _("The soup is hot."),
    "quiet": _("The canteen is quiet between two and four."),
    "more": _("What is in the soup"),
    "soup": _("Beetroot, cabbage, and what was left."),
    "lists": _("Lists and tables"),
    "caption": _("Meals of the day"),
    "head": (_("Meal"), _("Served"), _("Portions")),
    "nothing": _("No meal is planned for tomorrow."),
    "nothing_more": _("The cook plans it in the evening."),
    "portions": _("portions left"),
    "done": Status(_p("a meal", "Served"), "green"),
    "cooking": Status(_p("a meal", "Cooking"), "amber"),
    "meals": (_("Breakfast"), _("Lunch"), _("Supper")),
}
STATUSES = tuple(
    Status(word, tone)
    for tone, word in zip(
        TONES,
        (_p("a pot", "Boiling over"), _p("a pot", "Boiling"), _p("a pot", "Warming up"),
         _p("a pot", "Ready"), _p("a pot", "Cold"), _p("a pot", "Put away")),
        strict=True,
    )
)  # fmt: skip
SERVED = datetime(2026, 3, 27, 3, 30, tzinfo=UTC)
LASTED = timedelta(hours=3)
