"""What is kept about a member's case for work after service: for the copy they take along.

Nothing of it is held back: notes of caseworkers, the map of needs and the word about care stand in
it as they are kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.transition.queries.own import OwnCase, own_case
from muster.transition.queries.papers import own_lists
from muster.transition.queries.staying import own_groups
from muster.transition.rules.benefits import STANDS
from muster.transition.rules.faring import PAY, SATISFIED, WORKS, Faring
from muster.transition.rules.staying import ADJUSTED, RANK, SEX
from muster.transition.rules.terms import KINDS
from muster.web.caseworker.shown import needs_in_words, shown
from muster.web.member.own import own
from muster.web.member.parts import FROM, TO, WHAT, WHEN, Cell, Local, Part

_KEPT = (("what", WHAT), ("value", _("What is kept")))
_WORDS = _("A few words on it")


def way_into_work(by: Viewer, at: Instant, local: Local, language: str) -> Iterator[Part]:
    """Yield a person's own case: steps, messages, notes, needs, lists, and how they fare."""
    found = own_case(person=own(by), by=by, at=at)
    yield _steps(found, at, local, language)
    yield _messages(found, local)
    yield _notes(found, local)
    yield Part(
        "kept-in-your-case", _("What is kept about you in your case for work"), _KEPT,
        tuple(_kept(found, by, at, language)),
    )  # fmt: skip
    yield _lists(by, at, language)


def _steps(found: OwnCase | None, at: Instant, local: Local, language: str) -> Part:
    steps = () if found is None else found.state.steps
    told = [shown(one, found.profile, found.owners, {}, at, language) for one in steps if found]
    return Part(
        "into-work",
        _("Your way into work after service"),
        (("what", WHAT), ("whom", _("On whom")), ("from", FROM), ("to", TO),
         ("why", _("Why it takes longer"))),
        tuple(
            (one.title, one.whom, local(one.began), one.ended and local(one.ended), one.reason)
            for one in told
        ),
    )  # fmt: skip


def _messages(found: OwnCase | None, local: Local) -> Part:
    return Part(
        "words-with-caseworker",
        _("What you wrote to each other"),
        (("when", WHEN), ("who", _("Who")), ("text", WHAT)),
        tuple(
            (local(one.at), _("You") if one.from_person else _("Your caseworker"), one.text)
            for one in (() if found is None else found.written.words)
        ),
    )


def _notes(found: OwnCase | None, local: Local) -> Part:
    return Part(
        "notes-of-caseworkers",
        _("What caseworkers noted"),
        (("when", WHEN), ("text", WHAT)),
        tuple((local(one.at), one.text) for one in (() if found is None else found.written.notes)),
    )


def _kept(
    found: OwnCase | None, by: Viewer, at: Instant, language: str
) -> Iterator[tuple[Cell, Cell]]:
    """Yield the map of needs, the word about care, sharing, faring and groups, line by line."""
    if found is not None:
        wrote, track = found.written, found.profile.track
        yield from needs_in_words(wrote.needs, track, language)
        if wrote.needs and wrote.needs.words:
            yield _WORDS, wrote.needs.words
        if wrote.care:
            yield (
                _("Whether your caseworker knows of care"),
                track.care[wrote.care].said_in(language),
            )
        for kind in wrote.shares:
            yield _("They may know of each other's tasks"), KINDS[kind]
        if wrote.faring is not None:
            yield from _faring(wrote.faring[1])
    groups = own_groups(person=own(by), by=by, at=at)
    if groups is not None:
        said: tuple[tuple[Cell, Cell], ...] = (
            (_("Counted by sex as"), SEX.get(groups.sex)),
            (_("Counted by region as"), groups.region),
            (_("Counted by rank as"), RANK.get(groups.rank)),
            (_("Counted by whether an adjustment is needed as"), ADJUSTED.get(groups.adjusted)),
        )
        yield from (one for one in said if one[1])


def _faring(said: Faring) -> Iterator[tuple[Cell, Cell]]:
    rows: tuple[tuple[Sentence, Cell], ...] = (
        (_("In work or training"), WORKS.get(said.works)),
        (_("Where, and as what"), said.where),
        (_("The pay"), PAY.get(said.pay)),
        (_("Satisfied"), SATISFIED.get(said.satisfied)),
        (_WORDS, said.words),
    )
    yield from (one for one in rows if one[1])


def _lists(by: Viewer, at: Instant, language: str) -> Part:
    """Return their papers that run out, and how each benefit stands that they said something of."""
    found = own_lists(person=own(by), by=by, at=at)
    rows: list[tuple[Cell, Cell, Cell]] = [
        (found.track.papers[one.kind].said_in(language), one.until, "") for one in found.papers
    ]
    rows += (
        (found.track.benefits[key].name.said_in(language), None, STANDS[stands])
        for key, stands in found.benefits.items()
        if key in found.track.benefits and stands in STANDS
    )
    return Part(
        "papers-and-benefits",
        _("Your papers that run out, and what you may ask for"),
        (("what", WHAT), ("until", _("Holds until the day")), ("stands", _("Where it stands"))),
        tuple(rows),
    )
