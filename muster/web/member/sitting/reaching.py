"""How a person can be reached: asked before the first question, and again where it matters."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import say_where
from muster.assessments.queries import call_back
from muster.assessments.rules.reaching import LONGEST_PLACE
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web.doors import serves
from muster.web.forms import Form, Phone, Text, Tick
from muster.web.member.sitting.sittings import address, own, sitting_of, to, where_left
from muster.web.pages import page

_TITLE = _("How can we reach you?")
_WHY = _(
    "If one of your answers worries us, a psychologist calls you. Please check that the number and "
    "the place are right for today."
)
_SEEN = _("Only the psychologists and physicians who look after your unit see them.")
_NUMBER = _("Enter a number, or tick that you would rather not say")
_PLACE = _("Enter where you are today, or tick that you would rather not say")


class ReachForm(Form):
    """`needs_place`: whoever may be in danger has to be found where they take no call."""

    marks_optional = False
    needs_place = True

    number = Phone(
        asks=_("Number on which we can call you back"),
        hint=_("Yours, or one on which you can be found today"),
        attributes={"autocomplete": "off"},
    )
    place = Text(
        asks=_("Where you are today"),
        hint=_("For example: barracks 4, room 12"),
        longest=LONGEST_PLACE,
        attributes={"autocomplete": "off"},
    )
    declines = Tick(
        asks=_("I would rather not say how I can be reached"),
        hint=_(
            "Then nobody can call you. If you were in danger, somebody would have to look for you."
        ),
    )

    def clean(self) -> dict[str, object]:
        """See that there is a number and a place, or that the person means to give none."""
        given = super().clean() or {}
        needed = {"number": _NUMBER, **({"place": _PLACE} if self.needs_place else {})}
        for name, says in needed.items():
            if name in given and not given[name] and not given.get("declines"):
                self.refuse(says, name)
        return given


class TalkForm(ReachForm):
    """For somebody who would like to talk, some day soon: a call is all that is meant."""

    needs_place = False


def reach_form(
    request: HttpRequest, by: Viewer, at: Instant, form: type[ReachForm] = ReachForm
) -> ReachForm:
    """Return the form: as it was sent, or with what the person said last."""
    if request.method == "POST":
        return form(request.POST)
    said = call_back(person=own(by), by=by, at=at)
    return form(initial={"number": said.number, "place": said.place})


def said_where(form: ReachForm, by: Viewer, at: Instant) -> bool:
    """Keep what a form says, where it says something; else the form says what is wrong."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    number = "" if given["declines"] else given["number"]
    try:
        say_where(person=own(by), number=number, place=given["place"], by=by, at=at)
    except Refused as refusal:
        form.refuse(refusal, "number")
        return False
    return True


@serves(MEMBER, posts=True, kiosk=True)
def reach(request: HttpRequest, *, by: Viewer, at: Instant, sitting: UUID) -> HttpResponse:
    """Ask how the person is reached, then lead to where they left off."""
    now = sitting_of(request, sitting, by, at).now
    form = reach_form(request, by, at)
    if now.ended or (request.method == "POST" and said_where(form, by, at)):
        return to(where_left(now))
    return page(
        request,
        "member/sitting/reach.html",
        title=_TITLE,
        form=form,
        why=_WHY,
        seen=_SEEN,
        back=address(sitting, "before"),
    )
