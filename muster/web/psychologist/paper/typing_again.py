"""The second key of a paper form: typed blind; and where two differ, settled with the paper."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import settle_paper, type_again
from muster.assessments.papers import Paper
from muster.assessments.problems import NO_SUCH_SITTING
from muster.assessments.queries import Difference, paper, paper_differences
from muster.assessments.rules.paper import Check
from muster.instruments.packs import pack
from muster.instruments.rules.specification import Item
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.queries import card
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Form, Hidden, Pick, Tick
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_title
from muster.web.psychologist.paper.rows import add_items, lines_of, numbers_of, typed

_AGAIN = _("Type the critical items again")
_AGAIN_SAYS = _(
    "Take the paper and type these items without looking at what was typed first. The form counts "
    "already."
)
_OWN = _(
    "You typed this form yourself. Leave it on the list of paper forms for somebody else; only if "
    "nobody else is there, type these items again yourself. The form stays marked then."
)
_CHECK = _("Compare")
_DIFFER = _("Two keys differ")
_DIFFER_SAYS = _(
    "Take the paper and type what stands on it. Until then the more serious answer counts."
)
_SETTLE = _("This is what stands on the paper")
_HEAD = (_("Item"), _("First typed"), _("Then typed"))
_EMPTY = _("left empty")


class Again(Form):
    marks_optional = False


class AgainAlone(Form):
    marks_optional = False

    alone = Tick(
        asks=_("Nobody else is here, so I type it again myself"),
        required=_("Tick that nobody else is here, or leave the form to somebody else"),
    )


class Settle(Form):
    marks_optional = False

    correction = Hidden()
    reason = Pick(asks=_("Why did they differ?"), required=_("Select why the two keys differed"))


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, posts=True)
def second_key(
    request: HttpRequest, *, by: Viewer, at: Instant, person: PersonId, sitting: UUID
) -> HttpResponse:
    """Show what a form waits for: its second key, or somebody who looks at the paper."""
    try:
        found = paper(person=person, sitting=sitting, by=by, at=at)
    except Refused as refusal:
        if refusal.problem.code == NO_SUCH_SITTING.code:
            raise Http404 from None
        raise
    if found.check is Check.WAITING:
        return _typed_again(request, found, by, at)
    if found.check is Check.DISAGREED:
        return _settled(request, found, by, at)
    return _to("agreed" if found.check is Check.AGREED else "settled")


def _typed_again(request: HttpRequest, found: Paper, by: Viewer, at: Instant) -> HttpResponse:
    own = found.typed_by == by.account
    form = (AgainAlone if own else Again)(request.POST if request.method == "POST" else None)
    items, numbers = found.specification.critical, numbers_of(pack(_key(found)))
    add_items(form, items, numbers)
    if form.is_valid():
        values = typed(form, items, numbers)
        if not form.errors:
            check = type_again(
                person=found.person, sitting=found.sitting, values=values, alone=own, by=by, at=at
            )
            if check is Check.AGREED:
                return _to("agreed")
            return HttpResponseRedirect(request.path, status=303)
    return _page(
        request, found, form, items, by, at, title=_AGAIN, says=[_OWN] if own else [_AGAIN_SAYS],
        button=_CHECK, differences=[],
    )  # fmt: skip


def _settled(request: HttpRequest, found: Paper, by: Viewer, at: Instant) -> HttpResponse:
    form = Settle(request.POST if request.method == "POST" else None,
                  initial={"correction": str(new_id())})  # fmt: skip
    language = language_of(request)
    reasons = in_force().reasons.correction
    form.options(reason=[(code, label.said_in(language)) for code, label in reasons.items()])
    items, numbers = found.specification.critical, numbers_of(pack(_key(found)))
    add_items(form, items, numbers)
    if form.is_valid():
        values = typed(form, items, numbers)
        if not form.errors:
            settle_paper(
                person=found.person, sitting=found.sitting,
                correction=_id(form.cleaned_data["correction"]), values=values,
                reason=form.cleaned_data["reason"], profile=in_force(), by=by, at=at,
            )  # fmt: skip
            return _to("settled")
    differences = paper_differences(person=found.person, sitting=found.sitting, by=by, at=at)
    return _page(
        request, found, form, items, by, at, title=_DIFFER, says=[_DIFFER_SAYS], button=_SETTLE,
        differences=differences,
    )  # fmt: skip


def _page(
    request: HttpRequest,
    found: Paper,
    form: Form,
    items: tuple[Item, ...],
    by: Viewer,
    at: Instant,
    *,
    title: Sentence,
    says: list[Sentence],
    button: Sentence,
    differences: list[Difference],
) -> HttpResponse:
    chosen, language = pack(_key(found)), language_of(request)
    wording = chosen.wordings.get(language)
    texts = wording.items if wording else {}
    numbers = numbers_of(chosen)
    return page(
        request,
        "psychologist/paper/again.html",
        title=title,
        form=form,
        who=card(person=found.person, by=by, at=at).name,
        what=instrument_title(_key(found), language),
        says=says,
        lines=lines_of(form, items, numbers, texts),
        button=button,
        head=_HEAD,
        differences=[
            (numbers[one.item], _said(one.first), _said(one.second)) for one in differences
        ],
        back=addresses.PAPER,
    )


def _said(value: int | None) -> Sentence | str:
    return _EMPTY if value is None else str(value)


def _key(found: Paper) -> str:
    return found.specification.instrument


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return new_id()


def _to(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{addresses.PAPER}?done={done}", status=303)
