"""The clinical summary that a person holds: on paper in either language, and as a FHIR document."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from muster.access.queries.colleagues import account_names
from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.queries.handovers import handover_of
from muster.care.queries.letters import Summary, summary_of
from muster.care.rules.letters import Part
from muster.fhir.summary import Holder, Measured, Section, document
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.cards import Card
from muster.people.queries import card
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.care.handovers.passing import day_of, score_title, sections_of
from muster.web.doors import serves
from muster.web.forms import Choice, Form
from muster.web.language import language_of
from muster.web.pages import LANGUAGE_NAMES, page
from muster.web.printing import as_pdf, sent
from muster.web.reading import read_as

TITLE = _("Summary of care")
_SCORES = _("The latest results")
_BORN, _BY = _("Born on {day}"), _("In care with {name}")
_FOOTER = _("Made on {when}. It belongs to the person it is about; they choose who reads it.")
_OWN, _WISHES = _("In the person's own words"), _("What the person wishes for")
_TITLE_PRINT = _("Print the summary for the person")
_INTRO = (
    _("Give it to the person. They hold it, and hand it to whoever goes on with their care."),
    _("That it was made is entered in the journal, and the person can see it there."),
)
_MAKE = _("Make the summary")


@dataclass(frozen=True, slots=True)
class Made:
    """What a summary is made from: who, what, by whom, when."""

    card: Card
    summary: Summary
    at: Instant

    @property
    def author(self) -> str:
        owner = self.summary.owner
        if owner is None:
            return "Muster"
        names = read_as(Audience.PLATFORM, lambda: account_names([owner]))
        return next(iter(names.values()), "Muster")


class Printed(Form):
    """In which language."""

    language = Choice(
        asks=_("In which language?"),
        options=LANGUAGE_NAMES,
        required=_("Select the language"),
        inline=True,
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def printed(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID
) -> HttpResponse:
    """Ask in which language, then answer with the document."""
    handover_of(person=PersonId(person), handover=handover, by=by, at=at)
    form = Printed(request.POST or None, initial={"language": language_of(request)})
    if not form.is_valid():
        back = f"{addresses.PEOPLE}/{person}/handovers/{handover}"
        return page(
            request, "form.html", title=_TITLE_PRINT, form=form, back=back, intro=_INTRO,
            button=_MAKE,
        )  # fmt: skip
    about = card(person=PersonId(person), by=by, at=at)
    made = Made(about, summary_of(person=PersonId(person), by=by, at=at), at)
    return pdf_of(made, form.cleaned_data["language"])


def pdf_of(made: Made, language: str) -> HttpResponse:
    """Return the summary on paper."""
    known, facts = made.card.details, [made.card.name]
    if known.born is not None:
        facts.append(_BORN.of(day=day_of(known.born, language)).said_in(language))
    facts.append(_BY.of(name=made.author).said_in(language))
    made_on = made.summary.content.calendar.local_date(made.at)
    footer = _FOOTER.of(when=day_of(made_on, language))
    return sent(
        as_pdf(TITLE, facts, _sections(made, language), footer, language),
        "application/pdf",
        "summary.pdf",
    )


def fhir_of(made: Made, language: str) -> HttpResponse:
    """Return the summary as a FHIR document; its ids are drawn anew and name nothing of ours."""
    known = made.card.details
    said = document(
        Holder(new_id(), known.surname, known.given, known.born),
        [Section(title, tuple(lines)) for title, lines in _sections(made, language)],
        [
            Measured(new_id(), score_title(one.instrument, language), one.score, one.at)
            for one in made.summary.content.scores
        ],
        id=new_id(), composition=new_id(), author=new_id(), author_name=made.author,
        title=TITLE.said_in(language), scores_title=_SCORES.said_in(language), made=made.at,
        language=language,
    )  # fmt: skip
    return sent(msgspec.json.encode(said), "application/fhir+json", "summary.json")


def _sections(made: Made, language: str) -> list[tuple[str, list[str]]]:
    letter, content = made.summary.letter, made.summary.content
    sections = list(sections_of(letter, content, tuple(Part), language))
    if letter is not None and letter.own.words:
        sections.append((_OWN.said_in(language), letter.own.words.splitlines()))
    if letter is not None and letter.own.wishes:
        sections.append((_WISHES.said_in(language), letter.own.wishes.splitlines()))
    return sections
