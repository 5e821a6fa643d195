"""The person's own care: who has it, what happens next and by when, the plan, the appointments."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from muster.access.queries.colleagues import account_names
from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.queries import appointments_of
from muster.care.commands import plans
from muster.care.queries.own import OwnCare, own_care
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.programmes.offered import catalogue
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.care.coded import in_force, said
from muster.web.care.plans.words import KEPT, MOVED
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.sitting import help_asked
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_title
from muster.web.reading import read_as

_TITLE = _("Your care")
_SAYS = {
    "none": _("You are not in anybody's care at the moment."),
    "none_more": _("If you would like to talk to somebody, one press is enough."),
    "owner": _("Who has your care"),
    "due": _("The next step comes by"),
    "late": _("The next step should have come by"),
    "late_says": _("We are late, and whoever answers for it has been told. Ask at any time."),
    "paused": _("Rests until"),
    "plan": _("Your plan"),
    "own_words": _("What you want to be different, in your own words"),
    "programmes": _("What was agreed on"),
    "review": _("You look together at what has changed on"),
    "measures": _("In the week before, you are asked these questions again"),
    "no_plan": _("There is no plan yet. You make it together with whoever has your care."),
    "met": _("Appointments so far"),
    "ahead": _("Your next appointments"),
    "more": _("What belongs to it"),
    "talk": _("Sooner, or about something else"),
}
STATES: Mapping[str, Sentence] = {
    "crisis": _("Somebody is there for you now, and stays with it until you are safe."),
    "hospital": _("You are in hospital. Somebody from here keeps in contact with you."),
    "triaged": _("A clinician wants to go on talking with you, and finds an hour for it."),
    "assessment": _("A clinician goes through with you how you are and what would help."),
    "decision": _("What could help is being decided, together with you."),
    "plan": _("Your plan is under way."),
    "waiting": _("You wait for a place. Somebody keeps in contact with you meanwhile."),
    "review": _("It is time to look together at whether the plan helps."),
    "transfer": _("Your care passes to another clinician. Until then it stays where it is."),
    "closing": _("Your care comes to its end. Somebody asks how you are, twice more."),
}
_UNDER_WAY = _("Your care is under way.")
_LINKS: tuple[tuple[str, Sentence], ...] = (
    (own.SAFETY_PLAN, _("Your safety plan")),
    (f"{addresses.OWN_PROGRAMMES}/places", _("Your places in programmes")),
    (own.COMMAND, _("What your commander was told")),
    (own.HANDOVER, _("When somebody else takes over your care")),
    (own.CALENDAR, _("Appointments in your own calendar")),
    (own.NEXT, _("What happens next")),
)


def stands(found: OwnCare) -> Sentence:
    """Return where somebody's care stands, in a sentence to them."""
    return STATES.get(found.state, _UNDER_WAY)


@serves(MEMBER, fresh=True)
def care(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the person's own care; never a score, a tier or anybody's notes."""
    person, language = own.own(by), language_of(request)
    found = own_care(person=person, by=by, at=at)
    offered = catalogue().programmes
    programmes = [
        (f"{addresses.OWN_PROGRAMMES}/offered/{key}", offered[key].name.said_in(language))
        for key in (found.plan.programmes if found and found.plan else ())
        if key in offered
    ]
    return page(
        request,
        "member/care.html",
        title=_TITLE,
        back=addresses.MEMBER,
        says=_SAYS,
        care=found,
        late=found is not None and found.due is not None and found.due < at,
        stands=stands(found) if found else None,
        owner=_name(found) if found else "",
        programmes=programmes,
        measures=[
            instrument_title(key, language)
            for key in (found.plan.measures if found and found.plan else ())
        ],
        met=[(on, _became(code, language)) for on, code in found.met] if found else [],
        ahead=appointments_of(person=person, by=by, at=at),
        links=_LINKS,
        zone=own.place(by, at).calendar.zone,
        help_buttons=help_asked.buttons(),
    )


def _became(code: str, language: str) -> Sentence | str:
    plain = {plans.KEPT: KEPT, plans.MOVED: MOVED}.get(code)
    return plain or said([code], in_force().reasons.exit, language)[0]


def _name(found: OwnCare) -> str:
    return read_as(Audience.PLATFORM, lambda: account_names([found.owner])).get(found.owner, "")
