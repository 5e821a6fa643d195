"""What people told the ombudsman, and the answers: only the two of them ever read it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.queries import browse
from muster.access.roles import AUDITOR
from muster.access.viewers import Viewer
from muster.journal.reading import Wanted
from muster.journal.rules.traces import Trace
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.commands.complaining import answer_complaint
from muster.people.complaints import LONGEST, Complaint, ComplaintKind
from muster.people.queries.complaints import complaint as one_complaint
from muster.people.queries.complaints import complaints as every_complaint
from muster.people.unit_names import UnitName
from muster.web import addresses
from muster.web.auditor.listing import WORDS as OF_THE_JOURNAL
from muster.web.auditor.listing import line, short
from muster.web.auditor.naming import names, unit_called
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Form, LongText
from muster.web.pages import page

_TITLE = _("Complaints and questions")
URGENT = Status(_p("complaint", "results demanded"), "red")
WAITS = Status(_p("complaint", "waits for an answer"), "amber")
ANSWERED = Status(_p("complaint", "answered"), "green")
WORDS = {
    "intro": _(
        "Only you and the person read what stands here. Who they are you learn from them, or not "
        "at all; you see the unit in which they served."
    ),
    "waiting": _("Show only those that wait for an answer"),
    "all": _("Show those that were answered too"),
    "none": _("Nothing waits for an answer."),
    "none_at_all": _("Nobody has turned to you yet."),
    "about": _p("column", "About"),
    "unit": _p("column", "Unit"),
    "person": _p("column", "Person"),
    "made": _p("column", "Made"),
    "state": _p("column", "State"),
    "unit_unknown": _("no unit"),
    "said": _("What was said"),
    "nothing_said": _("Nothing was said yet; that it happened is all there is."),
    "they": _p("who spoke", "The person"),
    "you": _p("who spoke", "The ombudsman"),
    "answer": _("Answer"),
    "entry": _("The entry of the journal that it is about"),
    "everything": _("Everything the journal holds about this person"),
    "demanded": _(
        "No superior may ask to see a person's results. Find out who asked, and see that it ends."
    ),
}


class Answer(Form):
    """What the person will read."""

    text = LongText(
        asks=_("Your answer"),
        hint=_("The person reads it on their own page, and nobody else does."),
        required=_("Write your answer"),
        longest=LONGEST,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A complaint as the list shows it."""

    id: UUID
    kind: Sentence
    unit: UnitName | Sentence
    person: str
    made_at: Instant
    state: Status


@serves(AUDITOR)
def complaints(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List complaints: those that wait, the oldest first; demanded results before all else."""
    everything = "all" in request.GET
    found = every_complaint(waiting=not everything, by=by, at=at)
    found.sort(key=lambda one: (not one.waits, one.kind is not ComplaintKind.RESULTS_DEMANDED))
    return page(
        request,
        "auditor/complaints.html",
        title=_TITLE,
        texts=WORDS,
        everything=everything,
        other_view=addresses.COMPLAINTS if everything else f"{addresses.COMPLAINTS}?all=yes",
        rows=[_row(one) for one in found],
        zone=names().zone,
    )


@serves(AUDITOR, posts=True, fresh=True)
def complaint(request: HttpRequest, *, by: Viewer, at: Instant, complaint_id: UUID) -> HttpResponse:
    """Show one complaint with all that was said, and take the answer."""
    form, known = Answer(request.POST or None), names()
    if form.is_valid():
        try:
            answer_complaint(complaint=complaint_id, text=form.cleaned_data["text"], by=by, at=at)
            return HttpResponseRedirect(f"{addresses.COMPLAINTS}/{complaint_id}")
        except Refused as refusal:
            if refusal.problem.code == "access.not-found":
                raise
            form.refuse(refusal, "text")
    found = one_complaint(complaint=complaint_id, by=by, at=at)
    entry = [] if found.entry is None else _entry(found.entry, by, at)
    return page(
        request,
        "auditor/complaint.html",
        title=found.kind.says,
        back=addresses.COMPLAINTS,
        form=form,
        texts=OF_THE_JOURNAL,
        words_of=WORDS,
        found=found,
        demanded=found.kind is ComplaintKind.RESULTS_DEMANDED,
        state=_state(found),
        unit=unit_called(found.unit) or WORDS["unit_unknown"],
        person=short(found.person),
        lines=[line(one, known) for one in entry],
        zone=known.zone,
    )


def _entry(entry: UUID, by: Viewer, at: Instant) -> list[Trace]:
    return browse(wanted=Wanted(ids=[entry]), mark=None, most=1, by=by, at=at)


def _row(one: Complaint) -> Row:
    return Row(
        one.id, one.kind.says, unit_called(one.unit) or WORDS["unit_unknown"], short(one.person),
        one.made_at, _state(one),
    )  # fmt: skip


def _state(one: Complaint) -> Status:
    if not one.waits:
        return ANSWERED
    return URGENT if one.kind is ComplaintKind.RESULTS_DEMANDED else WAITS
