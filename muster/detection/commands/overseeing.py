"""The watch over the journal: it looks for what an auditor should look at, and writes that down.

It reads who opened whose record, and whether anything bound them; it tells the auditor the former
where there was nothing of the latter. What was read, answered or scored it does not touch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.roles import BREAK_GLASS
from muster.access.viewers import Viewer
from muster.assessments.queries.oversight import taken_by
from muster.assessments.rules.repeats import repeats
from muster.detection.oversight import Staff, bonds, grace_of, length, may, measures_of
from muster.journal import oddities
from muster.journal.reading import Wanted, traces
from muster.journal.rules.links import Grace, Reading, Tie, links, tie
from muster.journal.rules.patterns import (
    OWN,
    READ,
    Episode,
    Pattern,
    Stretch,
    at_night,
    many_readings,
    out_of_reach,
    quick_answers,
    refused_in_a_row,
)
from muster.journal.rules.traces import Trace
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.policy.rules.profile import Oversight
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

PATTERNS, LINKS = "patterns", "links"
# An entry is written when its command ends; what began a moment ago may still be on its way.
SETTLED = timedelta(minutes=2)
FIRST_LOOK = timedelta(days=30)
AT_ONCE = 2_000
_TIES = {Tie.NONE: Pattern.UNBOUND, Tie.UNIT_ONLY: Pattern.UNIT_ONLY}


@command(
    key="detection.oversee",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.JOURNAL,
    says=_("The journal was searched for what an auditor should look at."),
)
def oversee(*, by: Viewer, at: Instant) -> int:
    """Judge what the journal holds since the last look; return how many oddities are new.

    Links are judged a day later than patterns: whoever is told on the corridor looks first, and
    writes down the call afterwards.
    """
    rule = in_force().oversight
    found = _look(PATTERNS, at - SETTLED, at, rule)
    found += _look(LINKS, at - length(rule.watch.link_before), at, rule)
    note(found=found)
    return found


def _look(look: str, until: Instant, at: Instant, rule: Oversight) -> int:
    """Judge the stretch since this look's last end; nothing where it is not over yet."""
    work = current()
    with work.acting_as(Audience.PLATFORM):
        since = oddities.watched_until(look) or until - FIRST_LOOK
    if until <= since:
        return 0
    stretch = Stretch(since, until)
    judged = _patterns if look == PATTERNS else _unbound
    episodes = list(judged(stretch, rule))
    with work.acting_as(Audience.PLATFORM):
        found = oddities.record(episodes, at)
        oddities.mark_watched(look, until, at)
    return found


def _patterns(stretch: Stretch, rule: Oversight) -> Iterator[Episode]:
    measures = measures_of(rule.watch)
    since = stretch.since - measures.reach
    with current().acting_as(Audience.PLATFORM):
        rows = list(traces(Wanted(since=since, until=stretch.until)))
    staff = Staff.between(since, stretch.until)
    yield from many_readings(rows, measures, stretch)
    yield from refused_in_a_row(rows, measures, stretch)
    yield from out_of_reach(rows, measures, stretch, may)
    yield from at_night(rows, measures, stretch, staff.zone_of, staff.on_duty)
    yield from quick_answers(rows, measures, stretch)
    yield from _repeated(rows, stretch, length(rule.repeat_screen_within))


def _repeated(rows: Sequence[Trace], stretch: Stretch, within: timedelta) -> Iterator[Episode]:
    """Yield who was asked the same twice: of those about whom sittings were written just now."""
    wrote = {
        person: row
        for row in rows
        if row.kind == "write" and row.zone == Zone.CLINICAL.value and stretch.holds(row.at)
        for person in (row.people or ([row.person] if row.person else []))
    }
    for one in repeats(taken_by(wrote), within):
        if stretch.holds(one.second.recorded_at):
            entered = wrote[one.second.person]
            yield Episode(
                Pattern.REPEATED, entered.actor, entered.role, one.first.at, one.second.at, 2,
                one.second.person, entered.id,
            )  # fmt: skip


def _unbound(stretch: Stretch, rule: Oversight) -> Iterator[Episode]:
    """Yield the readings of clinical records that nothing bound, or the unit alone."""
    wanted = Wanted(since=stretch.since, until=stretch.until, kinds=[READ])
    with current().acting_as(Audience.PLATFORM):
        rows = iter(list(traces(wanted)))
    readings = (
        Reading(row.id, row.actor, row.role, row.person, row.at)
        for row in rows
        if row.person is not None
        and row.zone == Zone.CLINICAL.value
        and row.purpose != OWN
        # Whoever opened a record in an emergency is reviewed for it by a second person anyhow.
        and row.role != BREAK_GLASS.key
    )
    staff, grace = Staff.between(stretch.since, stretch.until), grace_of(rule.watch)
    while some := list(islice(readings, AT_ONCE)):
        yield from _judged(some, staff, grace)


def _judged(readings: Sequence[Reading], staff: Staff, grace: Grace) -> Iterator[Episode]:
    """Yield one episode for each reader, person and day: a page asks for several things at once."""
    bound = bonds(readings, staff, grace)
    told: set[tuple[object, ...]] = set()
    for one in readings:
        pattern = _TIES.get(tie(links(one, bound.get(one.person, ()), grace)))
        key = (pattern, one.reader, one.person, one.at.date())
        if pattern is None or key in told:
            continue
        told.add(key)
        yield Episode(pattern, one.reader, one.role, one.at, one.at, 1, one.person, one.entry)
