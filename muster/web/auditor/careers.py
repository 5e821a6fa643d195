"""Adverse career actions: lists that came in, what lies near care, and its review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import AUDITOR
from muster.access.viewers import Viewer
from muster.care.careers import DROPPED, REFUSED, WAITS, WRITTEN, Listed, Match, arrived_careers
from muster.care.commands.careers import (
    bring_careers,
    confirm_careers,
    drop_careers,
    review_career,
)
from muster.care.queries.careers import (
    Sums,
    career_list,
    career_lists,
    career_match,
    career_matches,
    career_sums,
)
from muster.care.rules.careers import CareerOutcome
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence
from muster.web import addresses
from muster.web.auditor.career_columns import Bring, chosen_in, headings_in, which_columns
from muster.web.auditor.career_words import LIST, MATCH, MATCHES, SUMS, TITLE, TITLE_OF_LIST, WITHIN
from muster.web.auditor.listing import short
from muster.web.auditor.naming import Names, names, unit_called
from muster.web.care.coded import in_force, said
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, LongText
from muster.web.language import language_of
from muster.web.pages import page

SHOWN = 100
"""How many problems a page names; a list with more is sent back anyway."""
STATES: Mapping[str, Status] = {
    WAITS: Status(LIST["waits"], "amber"),
    WRITTEN: Status(LIST["written"], "green"),
    DROPPED: Status(LIST["dropped"], "grey"),
    REFUSED: Status(LIST["refused_state"], "red"),
}
TO_REVIEW = Status(MATCHES["to_review"], "amber")
REVIEWED = Status(MATCHES["reviewed"], "green")


class Review(Form):
    """What the auditor concludes."""

    outcome = Choice(
        asks=MATCH["asks"],
        options=[(one.value, one.says) for one in CareerOutcome],
        required=MATCH["asks_required"],
    )
    words = LongText(
        asks=MATCH["why"], hint=MATCH["why_hint"], required=MATCH["why_required"], longest=600
    )


@serves(AUDITOR, posts=True)
def careers_page(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List what lies near care and the lists that came in, and take another."""
    posted, everything = request.method == "POST", "all" in request.GET
    form = Bring(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        try:
            return _brought(request, form.cleaned_data["file"].read(), by, at)
        except Refused as refusal:
            form.refuse(refusal, "file")
    elif headings := headings_in(request.POST):
        return which_columns(request, headings)
    known, language = names(), language_of(request)
    return page(
        request,
        "auditor/careers.html",
        title=TITLE,
        texts=MATCHES,
        of_lists=LIST,
        form=form,
        everything=everything,
        other_view=addresses.CAREERS if everything else f"{addresses.CAREERS}?all=yes",
        rows=[_row(one, language) for one in career_matches(waiting=not everything, by=by, at=at)],
        lists=[_listed(one, known) for one in career_lists(by=by, at=at)],
        sums=_sums(career_sums(by=by, at=at), language),
        zone=known.zone,
    )


@serves(AUDITOR)
def list_page(request: HttpRequest, *, by: Viewer, at: Instant, file: UUID) -> HttpResponse:
    """Show what a list would add, and each row that cannot be taken with its reason."""
    found, language = career_list(file=file, by=by, at=at), language_of(request)
    good = found.rows - found.refused
    return page(
        request,
        "auditor/career_list.html",
        title=TITLE_OF_LIST,
        back=addresses.CAREERS,
        texts=LIST,
        found=found,
        state=STATES[found.state],
        counts=[
            LIST["rows"].of(count=found.rows),
            LIST["good"].of(count=good),
            *(LIST["near"].of(count=count, days=days) for days, count in _near(found)),
            *([LIST["added"].of(count=found.added)] if found.state == WRITTEN else []),
        ],
        waits=found.state == WAITS,
        droppable=found.state in (WAITS, REFUSED),
        address=f"{addresses.CAREERS}/lists/{file}",
        faults=[_fault(one, language) for one in found.problems[:SHOWN]],
        more=max(0, len(found.problems) - SHOWN),
        notes=[_fault(one, language) for one in found.notes[:SHOWN]],
        zone=names().zone,
    )


@serves(AUDITOR, posts=True)
def confirm(request: HttpRequest, *, by: Viewer, at: Instant, file: UUID) -> HttpResponse:
    """Keep a list that waits, and hold it against the times of care."""
    if request.method == "POST":
        _unless_forgotten(lambda: confirm_careers(file=file, by=by, at=at))
    return HttpResponseRedirect(f"{addresses.CAREERS}/lists/{file}")


@serves(AUDITOR, posts=True)
def drop(request: HttpRequest, *, by: Viewer, at: Instant, file: UUID) -> HttpResponse:
    """Forget a list that waits."""
    if request.method == "POST":
        _unless_forgotten(lambda: drop_careers(file=file, by=by, at=at))
    return HttpResponseRedirect(f"{addresses.CAREERS}/lists/{file}")


@serves(AUDITOR, posts=True, fresh=True)
def action_page(request: HttpRequest, *, by: Viewer, at: Instant, action: UUID) -> HttpResponse:
    """Show one action near care with the service number, and take the review."""
    form, known = Review(request.POST or None), names()
    if form.is_valid():
        try:
            review_career(
                action=action, outcome=CareerOutcome(form.cleaned_data["outcome"]),
                words=form.cleaned_data["words"], by=by, at=at,
            )  # fmt: skip
            return HttpResponseRedirect(f"{addresses.CAREERS}/{action}")
        except Refused as refusal:
            if refusal.problem.code == "access.not-found":
                raise
            form.refuse(refusal, "words")
    found, number = career_match(action=action, by=by, at=at)
    return page(
        request,
        "auditor/career_action.html",
        title=MATCH["title"],
        back=addresses.CAREERS,
        form=form,
        texts=MATCH,
        found=found,
        number=number,
        row=_row(found, language_of(request)),
        journal=f"{addresses.JOURNAL}?person={found.person}",
        reviewer=known.account(found.reviewed_by),
        zone=known.zone,
    )


def _brought(request: HttpRequest, data: bytes, by: Viewer, at: Instant) -> HttpResponse:
    """Let a list wait; where its headings do not say what the columns hold, ask first."""
    chosen = chosen_in(request.POST)
    arrived, unplaced = arrived_careers(data, chosen or None)
    if unplaced:
        return which_columns(request, unplaced)
    file = new_id()
    bring_careers(file=file, arrived=arrived, chosen=chosen or None, by=by, at=at)
    return HttpResponseRedirect(f"{addresses.CAREERS}/lists/{file}")


def _unless_forgotten(act: Callable[[], object]) -> None:
    """Do it; a list that was kept or forgotten meanwhile stays as it is, and its page says so."""
    try:
        act()
    except Refused as refusal:
        if refusal.problem.code != "people.file-forgotten":
            raise


def _near(found: Listed) -> list[tuple[int, int]]:
    """Return how many rows of a list that waits lie within each window of care."""
    windows = sorted(one.count for one in in_force().oversight.career_action_windows)
    return [(days, found.near.get(days, 0)) for days in windows] if found.state == WAITS else []


def _row(one: Match, language: str) -> dict[str, object]:
    kinds = in_force().oversight.career_kinds
    return {
        "href": f"{addresses.CAREERS}/{one.id}",
        "within": WITHIN.of(count=one.within),
        "kind": said([one.kind], kinds, language)[0],
        "day": one.day,
        "unit": unit_called(one.unit),
        "person": short(one.person),
        "state": TO_REVIEW if one.outcome is None else REVIEWED,
    }


def _listed(one: Listed, known: Names) -> dict[str, object]:
    return {
        "href": f"{addresses.CAREERS}/lists/{one.id}",
        "at": one.arrived_at,
        "state": STATES[one.state],
        "who": known.account(one.brought_by),
        "rows": one.rows,
    }


def _sums(sums: Sums, language: str) -> dict[str, object]:
    kinds = in_force().oversight.career_kinds
    return {
        "lines": [
            SUMS["all"].of(count=sums.actions),
            *(
                SUMS["within"].of(count=count, days=days)
                for days, count in sorted(sums.within.items())
            ),
        ],
        "kinds": [(said([kind], kinds, language)[0], count, near) for kind, count, near in
                  sums.by_kind],
    }  # fmt: skip


def _fault(one: Mapping[str, object], language: str) -> dict[str, object]:
    words: Mapping[str, Sentence] = one[language]  # type: ignore[assignment] — a fault told in each language
    return {"row": one["row"], "column": one["column"], "why": words["says"], "do": words["do"]}
