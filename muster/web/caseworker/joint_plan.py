"""The plan of a case: who leads, what is needed, who does what until when; on a page and on paper.

The person and their caseworker read the same plan, word for word. Nothing of health stands on it,
so that it may be laid before a partner; whether it is, the person decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import Sentence, _
from muster.policy.rules.profile import Profile
from muster.transition.queries.casework import whole_case
from muster.transition.queries.written import Written
from muster.transition.rules.track import Needs, TrackState, next_conference
from muster.web.caseworker.board import at_case
from muster.web.caseworker.case import name_of
from muster.web.caseworker.shown import ShownStep, needs_in_words, shares_in_words, shown
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.printing import as_pdf, sent

PLAN, JOINT = _("The plan"), _("The joint plan")
SAYS = {
    "lead": _("Who leads"),
    "nobody": _("Nobody has taken the case yet."),
    "needs": _("What is needed"),
    "no_needs": _("What is needed has not been mapped yet."),
    "open": _("Who does what, until when"),
    "nothing": _("Nobody else is asked to do anything at present."),
    "meanwhile": _("What helps meanwhile"),
    "done": _("What is done"),
    "conference": _("The next meeting of everybody who helps"),
    "shares": _("Who may know of whose part"),
    "whom": _("On whom"),
    "by": _("By"),
    "ended": _("Done on"),
    "why": _("Why it takes longer"),
    "take": _("Take the plan along as a PDF"),
}
_ABOUT = _(
    "The person and their caseworker read the same plan. Nothing of anybody's health stands on "
    "it; who else reads it, the person decides."
)
OWN_ABOUT = _(
    "You and your caseworker read the same plan. Nothing of anybody's health stands on it; who "
    "else reads it, you decide."
)
_BY = _("{what}. {whom}, until {day}: {stands}.")
_DID, _NO_DAY = _("{what}. {whom}: {stands}, {day}."), _("{what}. {whom}: {stands}.")
_WHY = _("It takes longer: {reason}.")
_MEET = _("By {day} at the latest, with the person.")
_FOOTER = _(
    "Made on {when}. It belongs to the person it is about; they choose who reads it. Nothing of "
    "health stands on it."
)


@dataclass(frozen=True, slots=True)
class JointPlan:
    """A plan in words of one language. `joint`: so many needs are open that all meet each month."""

    joint: bool
    lead: str
    needs: tuple[tuple[str, str], ...]
    words: str
    open: tuple[ShownStep, ...]
    done: tuple[ShownStep, ...]
    meet: Sentence | str
    shares: Sentence | str

    @property
    def title(self) -> Sentence:
        return JOINT if self.joint else PLAN


def plan_of(
    state: TrackState,
    profile: Profile,
    owners: Mapping[AccountId, str],
    wrote: Written,
    calendar: Calendar,
    at: Instant,
    language: str,
) -> JointPlan:
    """Return the plan of a case as it stands."""
    track = profile.track
    last = {one.task: one for one in state.tasks}  # of a task done anew, its last round
    steps = [
        shown(one, profile, owners, wrote.others, at, language)
        for one in last.values()
        if not one.dropped
    ]
    needed = wrote.needs.open if wrote.needs else 0
    meet = next_conference(
        state, needed, lead_from=track.lead_from, every=track.conference, calendar=calendar
    )
    day = "" if meet is None else day_on_paper(calendar, meet, language)
    return JointPlan(
        meet is not None,
        owners.get(AccountId(state.owner), "") if state.owner else "",
        tuple(needs_in_words(_pressing(wrote.needs), track, language)),
        wrote.needs.words if wrote.needs else "",
        tuple(one for one in steps if one.ended is None),
        tuple(one for one in steps if one.ended is not None),
        _MEET.of(day=day) if day else "", shares_in_words(wrote.shares, language),
    )  # fmt: skip


def _pressing(needs: Needs | None) -> Needs | None:
    """Return what is open, then what is met; where nothing is needed no plan speaks of it."""
    if needs is None:
        return None
    said = sorted(needs.stands.items(), key=lambda one: one[1] != "open")
    return Needs({key: code for key, code in said if code != "none"}, needs.words)


def day_on_paper(calendar: Calendar, at: Instant, language: str) -> str:
    """Return the day on which an instant falls there, as it is written on paper."""
    return str(format_date(calendar.local_date(at), "d MMMM y", locale=language))


def on_paper(
    plan: JointPlan, name: str, calendar: Calendar, at: Instant, language: str
) -> HttpResponse:
    """Answer with the plan as a PDF."""

    def line(one: ShownStep) -> str:
        whom = one.whom if isinstance(one.whom, str) else one.whom.said_in(language)
        given = {"what": one.title, "whom": whom, "stands": one.mark.word.said_in(language)}
        if one.ended is not None:
            said = _DID.of(day=day_on_paper(calendar, one.ended, language), **given)
        elif one.due is not None:
            said = _BY.of(day=day_on_paper(calendar, one.due, language), **given)
        else:
            said = _NO_DAY.of(**given)
        why = _WHY.of(reason=one.reason).said_in(language) if one.reason else ""
        return " ".join(filter(None, (said.said_in(language), why)))

    def words(said: Sentence | str) -> str:
        return said if isinstance(said, str) else said.said_in(language)

    needs = [f"{need}: {stands}" for need, stands in plan.needs]
    sections: list[tuple[Sentence, list[str]]] = [
        (SAYS["lead"], [plan.lead or words(SAYS["nobody"])]),
        (SAYS["needs"], [*(needs or [words(SAYS["no_needs"])]), *plan.words.splitlines()]),
        (SAYS["open"], [line(one) for one in plan.open] or [words(SAYS["nothing"])]),
        (SAYS["meanwhile"], list(dict.fromkeys(one.meanwhile for one in plan.open))),
        (SAYS["done"], [line(one) for one in plan.done]),
        (SAYS["conference"], [words(plan.meet)]),
        (SAYS["shares"], [words(plan.shares)]),
    ]
    told = [(words(title), [one for one in lines if one]) for title, lines in sections]
    footer = _FOOTER.of(when=day_on_paper(calendar, at, language))
    facts = [name] if name else []
    made = as_pdf(plan.title, facts, [one for one in told if one[1]], footer, language)
    return sent(made, "application/pdf", "plan.pdf")


def plan_page(
    request: HttpRequest, plan: JointPlan, here: str, back: str, about: Sentence = _ABOUT
) -> HttpResponse:
    """Show the plan, and where it is taken along; `about` says to its reader who else reads it."""
    return page(
        request, "caseworker/joint_plan.html", title=plan.title, says=SAYS, about=about,
        plan=plan, back=back, pdf_at=f"{here}/pdf",
    )  # fmt: skip


@serves(CASEWORKER, HEAD_OF_OFFICE)
def plan(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show the plan of a case to its caseworker."""
    found = whole_case(person=PersonId(person), by=by, at=at)
    made = plan_of(
        found.state, found.profile, found.owners, found.written, found.calendar, at,
        language_of(request),
    )  # fmt: skip
    return plan_page(request, made, f"{at_case(person)}/plan", at_case(person))


@serves(CASEWORKER, HEAD_OF_OFFICE)
def plan_pdf(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Answer with the plan on paper, to be laid before the person and signed by nobody."""
    found, language = whole_case(person=PersonId(person), by=by, at=at), language_of(request)
    made = plan_of(
        found.state, found.profile, found.owners, found.written, found.calendar, at, language
    )
    name = name_of(found.held, found.taken_in)
    said = name if isinstance(name, str) else name.said_in(language)
    return on_paper(made, said, found.calendar, at, language)
