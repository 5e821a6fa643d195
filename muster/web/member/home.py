"""A member's first page: what is due and why, asking for a talk, and the way to what is one's own.

It may lie open in a barrack room. So it shows nothing that one person has and another has not: no
result, no next step, no second stage, not who looked. All that stands behind signing in again.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import NEWCOMER, THEMSELVES
from muster.access.viewers import Viewer
from muster.assessments.queries import Due, due_for
from muster.kernel.ids import new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web.doors import serves
from muster.web.member import newcomer, own
from muster.web.member.rooms import Door, Room
from muster.web.member.sitting import help_asked
from muster.web.pages import page
from muster.web.standing import in_kiosk

_TITLE = _("Your page")
_SAYS = {
    "due": _("To be answered now"),
    "nothing_due": _("Nothing is to be answered now."),
    "answer": _("Answer now"),
    "talk": _("You would like to talk to someone"),
    "talk_says": _("One press is enough. Nobody asks why, and your commander never learns of it."),
    "yours": _("What is yours"),
    "yours_says": _(
        "You sign in again before any of it opens, so that nobody reads it over your shoulder."
    ),
    "demanded_title": _("Your results are yours alone"),
    "demanded": _("Somebody asked to see my results"),
    "demanded_says": _(
        "Nobody may ask you to show them, whatever their rank. One press tells the ombudsman at "
        "once; you can say more afterwards, or leave it at that."
    ),
}


ROOMS = (
    Room(
        _("What helps you"),
        (
            Door(
                own.NEXT,
                _("What happens next"),
                _("Who speaks with you, and by when."),
            ),
            Door(own.CARE, _("Your care"), _("Who has it, your plan, and your appointments.")),
            Door(
                own.SAFETY_PLAN,
                _("Your safety plan"),
                _("What helps in a bad hour, to read, to print, and to keep on this phone."),
            ),
            Door(
                own.RESULTS,
                _("Your results in plain words"),
                _("What was asked, what it meant, and what was done."),
            ),
            Door(
                addresses.OWN_PROGRAMMES,
                _("Programmes and courses"),
                _("What helps with what, and what you may book yourself."),
            ),
            Door(
                addresses.OWN_TALKS,
                _("Talks with a peer"),
                _("Which peer was asked to talk with you after an event, and how to decline."),
            ),
            Door(
                own.HANDOVER,
                _("When somebody else takes over your care"),
                _("What goes along, in whose words, and who has your care until then."),
            ),
            Door(
                own.CALENDAR,
                _("Appointments in your own calendar"),
                _("Your calendar reads when you have one, and nothing else."),
            ),
        ),
    ),
    Room(
        _("Who knows what about you"),
        (
            Door(
                own.LOOKED, _("Who looked"), _("Who read or wrote something about you, and when.")
            ),
            Door(
                own.COMMAND,
                _("What your commander was told"),
                _("Every line that stands where they read."),
            ),
            Door(
                own.CONSENTS,
                _("Your consents"),
                _("What you agreed to, one by one, and until when."),
            ),
            Door(
                own.DATA,
                _("A copy of your data"),
                _("Everything that is kept about you, to take along."),
            ),
            Door(
                own.EVALUATIONS,
                _("If a commander asks for an evaluation of you"),
                _("The notice, your rights, and how to complain."),
            ),
            Door(
                own.MOVES,
                _("Your posts for a time"),
                _(
                    "What was asked for, what was chosen, when you are back, and who asks you to "
                    "swap."
                ),
            ),
            Door(
                own.OMBUDSMAN,
                _("Ask the ombudsman, or complain"),
                _("Somebody outside your chain of command reads it and answers you here."),
            ),
        ),
    ),
    Room(
        _("Work after service"),
        (
            Door(
                own.TRACK,
                _("Your way into work after service"),
                _("Where your case is, on whom, since when, and what is next."),
            ),
            Door(
                own.PROFILE,
                _("Your profile for work"),
                _("What you can do and what you want, and what comes of it: ideas and a CV."),
            ),
            Door(
                own.WORK,
                _("Vacancies that fit you"),
                _("Which, and why; what you asked for, and what became of it."),
            ),
            Door(
                own.PACKET,
                _("Your packet for work after service"),
                _("What you take along, in your own words, and take back when you like."),
            ),
        ),
    ),
)


@serves(*THEMSELVES, kiosk=True)
def home(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what is due, and where everything else is; on a shared device, what is due alone.

    Somebody from outside has a page of their own, where nothing is due.
    """
    if by.role is NEWCOMER:
        return newcomer.home(request, by=by, at=at)
    kiosk = in_kiosk(request)
    return page(
        request,
        "member/home.html",
        title=_TITLE,
        says=_SAYS,
        dues=for_all_to_see(due_for(person=own.own(by), by=by, at=at), kiosk=kiosk),
        to_answer=addresses.SITTING,
        help_buttons=help_asked.buttons(),
        rooms=() if kiosk else ROOMS,
        to_demanded=None if kiosk else own.DEMANDED,
        once=new_id(),
    )


def for_all_to_see(dues: list[Due], *, kiosk: bool) -> list[Due]:
    """Return what may stand on a page that others see: no second stage; with others, the unit's."""
    shown = [one for one in dues if not one.private]
    whole = [one for one in shown if one.whole_unit]
    return whole if kiosk and whole else shown
