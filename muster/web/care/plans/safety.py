"""The safety plan: made with the person, six parts, each a question."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.plans import make_safety_plan
from muster.care.queries.plans import safety_plan_of
from muster.care.rules.safety import ASKS, LONGEST_PART, Contact, Part, SafetyPlan
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.web import forms as fields
from muster.web.care.cases.listing import way_back
from muster.web.care.limitations.person import about
from muster.web.doors import serves
from muster.web.pages import page

_TITLE = _("Safety plan")
_INTRO = (
    _("Make it together, in the person's own words; the person keeps it and can print it."),
    _("Write how it is made harder to come to harm, and no way of coming to harm."),
)
_SAVE = _("Keep the plan")
_NUMBER = _("With which number?")
_WORDS = (Part.SIGNS, Part.OWN, Part.COMPANY, Part.SAFER)
_CONTACTS = (Part.PEOPLE, Part.PROFESSIONALS)
CONTACTS_ASKED = 2


def _words(part: Part) -> fields.LongText:
    return fields.LongText(asks=ASKS[part], rows=3, longest=LONGEST_PART)


def _name(part: Part, place: int) -> fields.Text:
    return fields.Text(asks=ASKS[part] if place == 0 else _("Somebody else"), longest=60, wide=20)


def _number() -> fields.Phone:
    return fields.Phone(asks=_NUMBER)


class Making(fields.Form):
    """The six parts in their order."""

    signs = _words(Part.SIGNS)
    own = _words(Part.OWN)
    company = _words(Part.COMPANY)
    people_0 = _name(Part.PEOPLE, 0)
    people_0_number = _number()
    people_1 = _name(Part.PEOPLE, 1)
    people_1_number = _number()
    professionals_0 = _name(Part.PROFESSIONALS, 0)
    professionals_0_number = _number()
    professionals_1 = _name(Part.PROFESSIONALS, 1)
    professionals_1_number = _number()
    safer = _words(Part.SAFER)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def safety_plan(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Make a safety plan with a person, or make it anew from the one that stands."""
    found = safety_plan_of(person=PersonId(person), by=by, at=at)
    form = Making(request.POST or None, initial=_filled(found[0]) if found else {})
    who, back = about(PersonId(person), by, at), way_back(PersonId(person), by, at)
    if form.is_valid():
        try:
            make_safety_plan(person=PersonId(person), plan=new_id(), says=_said(form), by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=_TITLE, form=form, back=back, who=who, intro=_INTRO,
        button=_SAVE,
    )  # fmt: skip


def _said(form: Making) -> SafetyPlan:
    given = form.cleaned_data
    contacts = {
        part: tuple(
            Contact(given[f"{part}_{place}"], given[f"{part}_{place}_number"] or "")
            for place in range(CONTACTS_ASKED)
            if given[f"{part}_{place}"]
        )
        for part in _CONTACTS
    }
    words = {part.value: given[part.value] or "" for part in _WORDS}
    return SafetyPlan(words, contacts[Part.PEOPLE], contacts[Part.PROFESSIONALS])


def _filled(plan: SafetyPlan) -> dict[str, str]:
    filled = dict(plan.words)
    for part, contacts in ((Part.PEOPLE, plan.people), (Part.PROFESSIONALS, plan.professionals)):
        for place, one in enumerate(contacts):
            filled[f"{part}_{place}"] = one.name
            filled[f"{part}_{place}_number"] = one.number
    return filled


def parts_of(plan: SafetyPlan) -> list[tuple[Sentence, str, tuple[Contact, ...]]]:
    """Return the six parts in their order: the question, its words, its contacts."""
    contacts = {Part.PEOPLE: plan.people, Part.PROFESSIONALS: plan.professionals}
    return [(ASKS[part], plan.words.get(part, ""), contacts.get(part, ())) for part in Part]
