"""Archives of occupations and skills: which release is in force, on what terms, what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.occupations.release import Kind
from muster.transition.occupations.terms import ARCHIVES, COUNTED
from muster.transition.queries.archives import Stands, in_force, releases, titles_of
from muster.vault.work import unit_of_work
from muster.web.administrator import addresses as here
from muster.web.doors import serves
from muster.web.pages import page
from muster.web.tables import as_csv

SHOWN = 50
"""How many keys of each sort the page names; the table to take along holds every one."""

_TITLE = _("Occupations and skills")
WORDS = {
    "says": _(
        "Guidance works by Muster's own catalogue of roles and occupations. Official archives add "
        "what others publish: more titles, skills, published links and wages. A release is brought "
        "in on the server with “muster occupations import”; it is read whole before anything is "
        "written, and held beside the release in force."
    ),
    "none": _("No release of this archive was brought in so far."),
    "in_force": _("In force"),
    "version": _("Version"),
    "since": _("Since"),
    "terms": _("Publisher and terms"),
    "source": _("Where it comes from"),
    "counts": _("What it lists"),
    "aside": _("Rows set aside as broken"),
    "digest": _("Its content, by checksum"),
    "more": _("Releases, and what the last one changed"),
    "releases": _("Releases of this archive, the newest first"),
    "report": _("What the release in force changed"),
    "first": _("No release came before it, so there is nothing to compare it with."),
    "same": _("It lists the very same as the release before it."),
    "table": _("Take the whole report along as a table (CSV)"),
    "key": _p("column", "Key"),
    "title": _p("column", "Title"),
    "fields": _p("column", "What is said otherwise"),
    "added": _p("difference of two releases", "Added"),
    "removed": _p("difference of two releases", "Removed"),
    "changed": _p("difference of two releases", "Changed"),
}
_ADDED, _REMOVED, _CHANGED = "added", "removed", "changed"
SORTS = {
    _ADDED: _n("{count} entry was added.", "{count} entries were added."),
    _REMOVED: _n("{count} entry was dropped.", "{count} entries were dropped."),
    _CHANGED: _n("{count} entry says something otherwise.", "{count} entries say otherwise."),
}
MORE = _n("{count} more stands in the table.", "{count} more stand in the table.")
_HEADS = ("what", "key", "title", "fields")
_COUNTED = _p("a count with its name", "{name}: {count}")


@dataclass(frozen=True, slots=True)
class Part:
    """The keys of one sort, the first of them with their titles, and how many more there are."""

    says: Sentence
    rows: list[tuple[str, str, str]]
    more: Sentence | None


@serves(ADMINISTRATOR)
def occupations(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the archives, and of each the release in force."""
    with unit_of_work(by.standing()):
        standing = in_force()
    return page(
        request,
        "administrator/occupations.html",
        title=_TITLE,
        back=here.ADMINISTRATION,
        texts=WORDS,
        place=here.OCCUPATIONS,
        shown=[
            (kind, ARCHIVES[kind].name, _summary(kind, standing.get(kind))) for kind in ARCHIVES
        ],
    )


@serves(ADMINISTRATOR)
def archive(request: HttpRequest, *, by: Viewer, at: Instant, archive: str) -> HttpResponse:
    """Show the releases of one archive, and what the one in force changed."""
    kind = _kind(archive)
    with unit_of_work(by.standing()):
        rows = releases(kind)
        parts = list(_parts(rows, SHOWN))
    last = rows[0] if rows else None
    return page(
        request,
        "administrator/archive.html",
        title=ARCHIVES[kind].name,
        back=here.OCCUPATIONS,
        texts=WORDS,
        place=f"{here.OCCUPATIONS}/{kind}",
        summary=_summary(kind, last),
        heads=(WORDS["version"], WORDS["since"], *(WORDS[name] for name in SORTS)),
        rows=[_row(one) for one in rows],
        compared=last is not None and last.differs is not None,
        parts=parts,
        columns=(WORDS["key"], WORDS["title"], WORDS["fields"]),
    )


@serves(ADMINISTRATOR)
def report(request: HttpRequest, *, by: Viewer, at: Instant, archive: str) -> HttpResponse:
    """Return the whole difference report of the release in force as CSV."""
    kind = _kind(archive)
    with unit_of_work(by.standing()):
        rows = releases(kind)[:2]
        told = [
            (sort, *cells)
            for sort, found in _sorted_out(rows).items()
            for cells in _titled(rows, sort, found)
        ]
    return as_csv(f"{kind}-difference.csv", _HEADS, told)


def _kind(archive: str) -> Kind:
    try:
        return Kind(archive)
    except ValueError:
        raise Http404 from None


def _summary(kind: Kind, one: Stands | None) -> list[tuple[object, object]]:
    if one is None:
        return []
    told = ARCHIVES[kind]
    summary: list[tuple[object, object]] = [
        (WORDS["version"], one.version or "–"),
        (WORDS["since"], one.at),
        (WORDS["terms"], one.terms or told.terms),
    ]
    summary += [(COUNTED[name], count) for name, count in one.counts.items()]
    if one.aside:
        summary.append((WORDS["aside"], sum(one.aside.values())))
    if told.source:
        summary.append((WORDS["source"], told.source))
    summary.append((WORDS["digest"], one.digest[:12]))
    return summary


def _row(one: Stands) -> tuple[object, ...]:
    if one.differs is None:
        return (one.version or "–", one.at, "–", "–", "–")
    sizes = (len(getattr(one.differs, sort)) for sort in SORTS)
    return (one.version or "–", one.at, *sizes)


def _sorted_out(rows: Sequence[Stands]) -> dict[str, tuple[str, ...]]:
    """Return the keys that the newest of these releases added, removed and changed."""
    if not rows or rows[0].differs is None:
        return {}
    return {sort: getattr(rows[0].differs, sort) for sort in SORTS}


def _parts(rows: Sequence[Stands], most: int) -> Iterator[Part]:
    for sort, keys in _sorted_out(rows).items():
        if keys:
            left = len(keys) - most
            more = MORE.of(count=left) if left > 0 else None
            yield Part(SORTS[sort].of(count=len(keys)), _titled(rows, sort, keys[:most]), more)


def _titled(rows: Sequence[Stands], sort: str, keys: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return each key with its title, in the release that lists it, and the fields that differ."""
    last = rows[0]
    titles = titles_of(rows[1] if sort == _REMOVED else last, keys)
    return [(key, titles.get(key, ""), ", ".join(last.fields.get(key, ()))) for key in keys]
