"""The questionnaires as this installation has them: whose words, on what terms; texts added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.instruments.commands import add_text
from muster.instruments.licensed import MOST_BYTES, blank_text
from muster.instruments.packs import Pack, pack, packs
from muster.instruments.queries import Licence, installed, licences
from muster.instruments.wording import Standing, Wording
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES, Sentence, _, _n, _p
from muster.vault.zones import Audience
from muster.web.administrator import addresses as here
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Form, Upload
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Questionnaires")
_ADD = _("Add a licensed text")
STANDINGS: Mapping[Standing, Status] = {
    Standing.PUBLISHED: Status(_p("wording", "published"), "green"),
    Standing.OWN: Status(_p("wording", "Muster's own, not a scale"), "blue"),
    Standing.LICENSED: Status(_p("wording", "licensed, added here"), "green"),
    Standing.NOT_VALIDATED: Status(_p("wording", "translation, not validated"), "amber"),
}
NO_WORDS = Status(_p("wording", "no words yet"), "grey")
LANGUAGE_NAMES: Mapping[str, Sentence] = {"en": _("English"), "ru": _("Russian")}
WORDS = {
    "says": _(
        "A questionnaire's wording is part of its definition: exact, with its source, its terms "
        "and a checksum. Those under somebody's licence come without a word; whoever holds a "
        "licence adds the text here."
    ),
    "add": _("Add a licensed text"),
    "added": _("The text was added, and is used from now on."),
    "same": _("This very text was in use already; nothing has changed."),
    "version": _("Version {version}"),
    "source": _("Source: {source}"),
    "terms": _("Terms: {terms}"),
    "holder": _("Rights: {holder}"),
    "licence": _("Licence for {language}: {holder}"),
    "blank": _("Download a file to fill in ({language})"),
    "words": _("{language}:"),
}
_ITEMS = _n("{count} question", "{count} questions")
DONE = {"added": WORDS["added"], "same": WORDS["same"]}


class Add(Form):
    """A file of words, filled in."""

    file = Upload(
        asks=_("The file with the text"),
        hint=_("A blank one stands beside each questionnaire that takes a text."),
        required=_("Choose the file"), kinds=".toml", largest=MOST_BYTES,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One questionnaire as the list shows it."""

    title: str
    key: str
    version: Sentence
    items: Sentence
    words: tuple[tuple[Sentence, Status], ...]
    details: tuple[Sentence, ...]
    blanks: tuple[tuple[Sentence, str], ...]
    fault: Sentence | None


@serves(ADMINISTRATOR)
def questionnaires(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List every questionnaire, as this installation has it."""
    language = language_of(request)
    return page(
        request,
        "administrator/questionnaires.html",
        title=_TITLE,
        back=here.ADMINISTRATION,
        texts=WORDS,
        done=DONE.get(request.GET.get("done", "")),
        shown=read_as(Audience.PLATFORM, lambda: [_shown(key, language) for key in packs()]),
        place=here.INSTRUMENTS,
    )


@serves(ADMINISTRATOR, posts=True, fresh=True)
def add(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Add a licensed text; from then on it is the questionnaire's wording in its language."""
    posted = request.method == "POST"
    form = Add(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        try:
            done = add_text(data=form.cleaned_data["file"].read(), by=by, at=at)
            said = "added" if done.new else "same"
            return HttpResponseRedirect(f"{here.INSTRUMENTS}?done={said}")
        except Refused as refusal:
            form.refuse(refusal, "file")
    return page(request, "form.html", title=_ADD, form=form, back=here.INSTRUMENTS)


@serves(ADMINISTRATOR)
def blank(
    request: HttpRequest, *, by: Viewer, at: Instant, key: str, language: str
) -> HttpResponse:
    """Return a licensed text file with every place still empty."""
    if key not in packs() or language not in LANGUAGES or not pack(key).licensed:
        raise Http404
    text = blank_text(pack(key), language)
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{key}-{language}.toml"'
    return response


def _shown(key: str, language: str) -> Shown:
    """Return a questionnaire; where its stored text is not sound, without it and saying so."""
    fault = None
    try:
        one = installed(key)
    except Refused as refusal:
        one, problem = pack(key), refusal.problem
        fault = problem.kind.says.of(**dict(problem.values))
    return Shown(
        one.titles[language], one.key, WORDS["version"].of(version=one.specification.version),
        _ITEMS.of(count=len(one.specification.items)), tuple(_words(one)),
        tuple(_details(one, licences(key))), tuple(_blanks(one)), fault,
    )  # fmt: skip


def _words(one: Pack) -> Iterator[tuple[Sentence, Status]]:
    for language in LANGUAGES:
        wording: Wording | None = one.wordings.get(language)
        status = NO_WORDS if wording is None else STANDINGS[wording.standing]
        yield WORDS["words"].of(language=LANGUAGE_NAMES[language]), status


def _details(one: Pack, held: list[Licence]) -> Iterator[Sentence]:
    yield WORDS["source"].of(source=one.source)
    yield WORDS["holder"].of(holder=one.holder)
    for terms in dict.fromkeys(wording.terms for wording in one.wordings.values()):
        yield WORDS["terms"].of(terms=terms)
    for licence in held:
        language = LANGUAGE_NAMES[licence.language]
        yield WORDS["licence"].of(language=language, holder=licence.holder)


def _blanks(one: Pack) -> Iterator[tuple[Sentence, str]]:
    if one.licensed:
        for language in LANGUAGES:
            says = WORDS["blank"].of(language=LANGUAGE_NAMES[language])
            yield says, f"{here.INSTRUMENTS}/{one.key}/blank/{language}"
