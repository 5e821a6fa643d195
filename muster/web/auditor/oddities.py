"""What the watch over the journal found: readings without a link, unusual patterns, conclusions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.overseeing import Conclusion, conclude
from muster.access.queries import odd, oddity
from muster.access.roles import AUDITOR
from muster.access.viewers import Viewer
from muster.journal.oddities import Seen, open_counts, watched_until
from muster.journal.rules.patterns import Pattern
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.auditor.explaining import links, numbers, rule
from muster.web.auditor.listing import WORDS as OF_THE_JOURNAL
from muster.web.auditor.listing import line, short
from muster.web.auditor.naming import Names, names, role_name
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form
from muster.web.pages import page
from muster.web.reading import read_as

A_PAGE = 50
LOOKS = ("patterns", "links")
_TITLE = _("Out of the ordinary")
OPEN = Status(_p("finding", "to be looked into"), "amber")
CONCLUDED = Status(_p("finding", "concluded"), "green")
WORDS = {
    "intro": _(
        "Each of these is a rule with its numbers, found without reading what anybody answered. It "
        "proves nothing: it says where to ask first."
    ),
    "looked": _("Judged up to"),
    "never_looked": _("The watch has not looked yet; it looks once an hour."),
    "none": _("Nothing is waiting to be looked into."),
    "none_at_all": _("Nothing was found."),
    "open_only": _("Show only what is to be looked into"),
    "all": _("Show what was concluded too"),
    "every": _("Every pattern"),
    "rules": _("By which rules these are found"),
    "links": _("What counts as a link"),
    "older": _("Older ones"),
    "newest": _("Newest ones"),
    "pattern": _p("column", "What"),
    "account": _p("column", "Account"),
    "numbers": _p("column", "Numbers"),
    "state": _p("column", "State"),
    "rule": _("The rule"),
    "who": _p("journal", "Account"),
    "about": _p("journal", "Person"),
    "around": _("What the journal holds about it"),
    "around_says": _("From an hour before until an hour after; the newest first."),
    "conclude": _("Write down the conclusion"),
    "conclude_says": _("A conclusion stands as it is written, with your name and the time."),
    "concluded": _("Concluded"),
    "person_all": _("Everything about this person"),
    "account_all": _("Everything this account did"),
}
CONCLUSIONS: Mapping[str, Sentence] = {one.value: one.says for one in Conclusion}


class Conclude(Form):
    """What came of looking into it."""

    conclusion = Choice(
        asks=_("What came of looking into it?"),
        options=list(CONCLUSIONS.items()),
        required=_("Select what came of looking into it"),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the list shows it."""

    id: UUID
    pattern: Sentence
    numbers: Sentence
    account: Sentence | str
    role: Sentence | str
    about: str
    state: Status


@serves(AUDITOR)
def oddities(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List what was found, the newest first; of one pattern, and what is open, where asked for."""
    known = names()
    pattern = _pattern(request.GET.get("pattern", ""))
    everything = "all" in request.GET
    mark = _id(request.GET.get("before", ""))
    found = odd(
        patterns=[] if pattern is None else [pattern], mark=mark, most=A_PAGE + 1,
        open_only=not everything, by=by, at=at,
    )  # fmt: skip
    counts, looked = read_as(Audience.AUDITOR, lambda: (open_counts(), _looked()))
    shown = found[:A_PAGE]
    return page(
        request,
        "auditor/oddities.html",
        title=_TITLE,
        texts=WORDS,
        rows=[_row(one, known) for one in shown],
        figures=[
            (counts.get(one, 0), one.says, _address(one, everything), one is pattern)
            for one in Pattern
            if counts.get(one) or one is pattern
        ],
        rules=[(one.says, rule(one)) for one in Pattern],
        links=links(),
        looked=looked,
        zone=known.zone,
        everything=everything,
        pattern=pattern,
        other_view=_address(pattern, not everything),
        newest=_address(pattern, everything) if mark else None,
        older=_address(pattern, everything, shown[-1].id) if len(found) > A_PAGE else None,
    )


@serves(AUDITOR, posts=True)
def one_oddity(request: HttpRequest, *, by: Viewer, at: Instant, oddity_id: UUID) -> HttpResponse:
    """Show one finding with its rule and what lies around it, and take the conclusion."""
    known = names()
    form = Conclude(request.POST or None)
    if form.is_valid():
        try:
            conclusion = Conclusion(form.cleaned_data["conclusion"])
            conclude(oddity=oddity_id, conclusion=conclusion, by=by, at=at)
            return HttpResponseRedirect(f"{addresses.ODDITIES}/{oddity_id}")
        except Refused as refusal:
            if refusal.problem.code == "access.not-found":
                raise
            form.refuse(refusal)
    found, around = oddity(oddity=oddity_id, by=by, at=at)
    return page(
        request,
        "auditor/oddity.html",
        title=found.episode.pattern.says,
        back=addresses.ODDITIES,
        form=form,
        texts={**OF_THE_JOURNAL, **WORDS, "about": OF_THE_JOURNAL["about"]},
        found=found,
        summary=_summary(found, known),
        conclusion=None if found.conclusion is None else CONCLUSIONS[found.conclusion],
        concluder=known.account(found.concluded_by),
        person=found.episode.person,
        account=known.accounts.get(str(found.episode.actor)),
        lines=[line(one, known) for one in around],
        zone=known.zone,
    )


def _summary(found: Seen, known: Names) -> list[tuple[Sentence, Sentence | str]]:
    episode = found.episode
    who = known.account(episode.actor)
    return [
        (WORDS["rule"], rule(episode.pattern)),
        (WORDS["numbers"], numbers(episode, known.zone)),
        (WORDS["who"], _as(who, role_name(episode.role)) if who else "–"),
        (WORDS["about"], "–" if episode.person is None else short(episode.person)),
    ]


def _as(who: Sentence | str, role: Sentence | str) -> Sentence | str:
    return _("{who}, as {role}").of(who=who, role=role) if role else who


def _row(seen: Seen, known: Names) -> Row:
    episode = seen.episode
    return Row(
        seen.id, episode.pattern.says, numbers(episode, known.zone), known.account(episode.actor),
        role_name(episode.role), "–" if episode.person is None else short(episode.person),
        OPEN if seen.conclusion is None else CONCLUDED,
    )  # fmt: skip


def _looked() -> Instant | None:
    """Return up to when everything was judged, None where one of the looks was never made."""
    until = [watched_until(look) for look in LOOKS]
    return None if None in until else min(one for one in until if one is not None)


def _address(pattern: Pattern | None, everything: bool, before: UUID | None = None) -> str:
    wishes = [
        *([f"pattern={pattern.value}"] if pattern else []),
        *(["all=yes"] if everything else []),
        *([f"before={before}"] if before else []),
    ]
    return addresses.ODDITIES + (f"?{'&'.join(wishes)}" if wishes else "")


def _pattern(key: str) -> Pattern | None:
    return next((one for one in Pattern if one.value == key), None)


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
