"""The house's watch: what is looked after by itself, and what the administrators are told.

Asked for every hour; each part sees by itself whether there is anything to do, so a machine that
slept all night does in the morning what was due.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection

from muster.access.accounts import house, teller, viewers_of, watch
from muster.access.commands.errands import record_examination
from muster.access.commands.housekeeping import tell_administrators
from muster.access.errands import ErrandKind, ended_well
from muster.access.queries import open_notices
from muster.access.roles import HOUSE, OVERSEER
from muster.access.viewers import Viewer
from muster.assessments.commands.asking import ask_for_help
from muster.assessments.commands.reminding import (
    anything_to_remind,
    remind_of_due,
    units_to_remind,
)
from muster.assessments.commands.turnout import count_turnout
from muster.assessments.commands.watching import notice_silence as tell_silence
from muster.assessments.commands.watching import silent
from muster.care.commands.ahead import open_handovers_ahead
from muster.care.commands.caring import send_caring_contacts
from muster.care.commands.crises import any_late_crisis, note_late_crises
from muster.care.commands.glass import any_late_glass, note_late_glass
from muster.care.commands.handovers import any_late_handover, note_late_handovers
from muster.care.commands.late_evaluations import any_late_evaluation, note_late_evaluations
from muster.care.commands.lateness import any_late
from muster.care.commands.lateness import note_late as tell_late
from muster.care.commands.limitations import end_limitations
from muster.care.commands.observing import read_reports as tell_reports
from muster.care.commands.outcomes import count_outcomes
from muster.care.commands.referrals import any_late_referral, note_late_referrals
from muster.care.commands.reviewing import any_review_due, note_reviews_due
from muster.care.queries.observing import any_new_report
from muster.config import retention
from muster.config.doctor import Colour, Finding, examine
from muster.config.watching_work import done_today, steps_of_work
from muster.detection.commands.overseeing import oversee
from muster.detection.commands.sweeping import sweep_missed
from muster.detection.screening import enter_arrival
from muster.journal.reading import last_written
from muster.kernel.ids import AccountId
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import LANGUAGES, Sentence, _
from muster.people.calendars import calendar_of_unit
from muster.people.commands.moving import bring_placements_up_to_date
from muster.people.commands.tending import anything_to_tend as any_move_to_tend
from muster.people.commands.tending import tend_moves as tend
from muster.people.commands.units import bring_tree_up_to_date
from muster.people.facts import placements_behind
from muster.people.formation import root_units
from muster.policy.commands import keep_profile
from muster.policy.profiles import content, digest_of, profile
from muster.policy.queries import in_force
from muster.policy.versions import is_kept
from muster.programmes.commands.reminding import remind_of_talks
from muster.programmes.commands.tending import anything_to_tend, tend_waiting
from muster.programmes.queries.talks import who_agreed
from muster.programmes.rules.outcomes import Half
from muster.vault.erasure import erased_here, remember
from muster.vault.installation import Installation, installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

A_DAY = timedelta(days=1)

log = logging.getLogger("muster.worker")


def keep_watch(at: Instant) -> None:
    """Do everything that is due at `at`, one thing after another.

    What fails holds nothing else back: the rest is done, then the first failure is raised, so that
    the job counts as failed and is seen.
    """
    failed: list[Exception] = []
    for step in _steps(at):
        try:
            step()
        except Exception as error:
            log.exception("a step of the hourly watch failed; the others go on")
            connection.close_if_unusable_or_obsolete()
            failed.append(error)
    if failed:
        raise failed[0]


def _steps(at: Instant) -> tuple[Callable[[], object], ...]:
    """Return what the watch does, in its order: first what later steps rely on."""
    return (
        write_down_erasures,
        lambda: bring_up_to_today(at),
        lambda: sweep_missed(by=watch(root_units()), at=at),
        lambda: count_turnout(by=watch(root_units()), at=at),
        lambda: end_limitations(by=watch(root_units()), at=at),
        lambda: note_limitation_reviews(at),
        lambda: open_ahead(at),
        lambda: keep_profile_in_use(at),
        lambda: care_on(at),
        lambda: note_late_in_crises(at),
        lambda: note_late_reviews(at),
        lambda: note_late(at),
        lambda: read_reports(at),
        lambda: tend_waiting_lists(at),
        lambda: count_half_a_year(at),
        lambda: tend_moves(at),
        *steps_of_work(at),
        lambda: remind(at),
        lambda: remind_peers(at),
        lambda: forget_sessions(at),
        lambda: tell(at),
        lambda: oversee(by=Viewer(house().account, OVERSEER, root_units()), at=at),
    )


def remind(at: Instant) -> int:
    """Remind people of what is due; return how many messages went out."""
    keeper, messages = watch(root_units()), 0
    with unit_of_work(keeper.standing()):
        units = [one for one in units_to_remind(at) if anything_to_remind(one, at)]
    for unit in units:
        messages += remind_of_due(unit=unit, by=keeper, at=at)
    return messages


def remind_peers(at: Instant) -> int:
    """Remind peers of the talks that are due, once a day; return how many messages went out."""
    if done_today("programmes.remind-of-talks", at):
        return 0
    return remind_of_talks(by=watch(root_units()), at=at)


def notice_silence(at: Instant) -> int:
    """Tell the follow-ups that fell silent; where there is none, nothing is written."""
    keeper = watch(root_units())
    with unit_of_work(keeper.standing()):
        found = silent(in_force(), at)
    return tell_silence(profile=in_force(), by=keeper, at=at) if found else 0


def note_limitation_reviews(at: Instant) -> int:
    """Tell of limitations whose review is due; where there is none, nothing is written."""
    keeper = watch(root_units())
    with unit_of_work(keeper.standing()):
        found = any_review_due(at)
    return note_reviews_due(by=keeper, at=at) if found else 0


def note_late_in_crises(at: Instant) -> int:
    """Tell what has not happened in a crisis in time; where nothing is late, write nothing."""
    keeper = watch(root_units())
    with unit_of_work(keeper.standing()):
        found = any_late_crisis(at)
    return note_late_crises(by=keeper, at=at) if found else 0


def note_late_reviews(at: Instant) -> int:
    """Tell of records opened in an emergency that nobody reviewed in time; else write nothing."""
    keeper = watch(root_units())
    with unit_of_work(keeper.standing()):
        found = any_late_glass(at)
    return note_late_glass(by=keeper, at=at) if found else 0


def note_late(at: Instant) -> int:
    """Tell of the cases that became late; where there is none, nothing is written."""
    keeper = watch(root_units())
    with unit_of_work(keeper.standing()):
        waiting, handovers = any_late(at), any_late_handover(at)
        referrals, evaluations = any_late_referral(at), any_late_evaluation(at)
    told = tell_late(by=keeper, at=at) if waiting else 0
    told += note_late_referrals(by=keeper, at=at) if referrals else 0
    told += note_late_evaluations(by=keeper, at=at) if evaluations else 0
    return told + (note_late_handovers(by=keeper, at=at) if handovers else 0)


def open_ahead(at: Instant) -> int:
    """Open, once a day, the handovers of people who are about to leave their clinician."""
    if done_today("care.open-handovers-ahead", at):
        return 0
    return open_handovers_ahead(by=watch(root_units()), at=at)


def read_reports(at: Instant) -> int:
    """Bring new reports of a change to whom they mean; where there is none, nothing is written."""
    with unit_of_work(watch(root_units()).standing()):
        units = any_new_report()
    return sum(tell_reports(unit=one, by=teller(None, one), at=at) for one in units)


def keep_profile_in_use(at: Instant) -> None:
    """Keep the profile that MUSTER_PROFILE names, once: cases begin by it, and its file may change.

    The process read its file when it began; one that was changed since is kept when it is read.
    """
    own = profile(settings.MUSTER_PROFILE)
    with unit_of_work(Standing(Audience.PLATFORM)):
        kept = is_kept(own.digest)
    if not kept and digest_of(text := content(settings.MUSTER_PROFILE)) == own.digest:
        keep_profile(content=text, by=house(), at=at)


def tend_waiting_lists(at: Instant) -> int:
    """Look after the waiting lists; where there is nothing to do, nothing is written."""
    keeper = watch(root_units())
    with unit_of_work(keeper.standing()):
        waits = anything_to_tend(at)
    return tend_waiting(by=keeper, at=at) if waits else 0


def pass_talk_on(fact: UUID, at: Instant) -> None:
    """Enter that somebody wants to talk, as they agreed after a talk with a peer. Twice is once."""
    keeper = watch(root_units())
    person = who_agreed(fact=fact, by=keeper, at=at)
    if person is not None:
        ask_for_help(person=person, request=fact, urgent=False, by=keeper, at=at)


def count_half_a_year(at: Instant) -> int:
    """Count what came of programmes in the last half of a year that is over, once in each half."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        last = last_written("care.count-outcomes")
    if last is not None and Half.before(last.date()) == Half.before(at.date()):
        return 0
    return count_outcomes(by=watch(root_units()), at=at)


def tend_moves(at: Instant) -> int:
    """Look after temporary moves; where there is none, nothing is written."""
    keeper = watch(root_units())
    with unit_of_work(keeper.standing()):
        waiting = any_move_to_tend()
    return tend(by=keeper, at=at) if waiting else 0


def enter_file(arrival: UUID, account: AccountId, role: str, at: Instant) -> None:
    """Enter a confirmed file as the account that confirmed it, where it still holds that role."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        by = viewers_of(account, at).get(role)
    if by is not None:
        with suppress(Refused):  # written down with the file, for whoever looks at it
            enter_arrival(arrival, by=by, at=at)


def forget_sessions(at: Instant) -> None:
    """Remove sign-ins that ended, and attempts at one, longer ago than the profile keeps them."""
    from axes.models import AccessAttempt
    from django.contrib.sessions.models import Session

    last = retention.last_start("sessions", in_force(), at.date())
    if last is not None:
        Session.objects.filter(expire_date__date__lte=last).delete()
    tried = retention.last_start("sign-in-records", in_force(), at.date())
    if tried is not None:
        AccessAttempt.objects.filter(attempt_time__date__lte=tried).delete()


def write_down_erasures() -> None:
    """Take over into the home's file what a crash kept from it."""
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        inside = erased_here(cursor)
    remember(installation().home, inside)


def bring_up_to_today(at: Instant) -> None:
    """Let postings and turns of the tree that began take effect, once a day or when they lag."""
    roots = root_units()
    keeper = Viewer(house().account, HOUSE, roots)
    with unit_of_work(Standing(Audience.ADMINISTRATOR, roots)):
        calendar = calendar_of_unit(roots[0]) if roots else Calendar()
        today = calendar.local_date(at)
        behind = placements_behind(today)
    with unit_of_work(Standing(Audience.PLATFORM)):
        last = last_written("people.settle-units")
    if last is None or calendar.local_date(last) < today:
        bring_tree_up_to_date(by=keeper, at=at)
        bring_placements_up_to_date(by=keeper, at=at)
    elif behind:
        bring_placements_up_to_date(by=keeper, at=at)


_last_look: dict[Installation, tuple[date, int]] = {}


def due_for_removal(at: Instant) -> int:
    """Return how many records are due, by a dry run made once a day: it reads every table."""
    here = installation()
    day, count = _last_look.get(here, (date.min, 0))
    if day != at.date():
        keeper = Viewer(house().account, HOUSE, root_units())
        count = sum(len(one.ids) for one in retention.due(keeper, at, careers=False))
        _last_look[here] = (at.date(), count)
    return count


def keep_examination(found: list[Finding], at: Instant) -> None:
    """Keep what was found for the administrator's page: once a day, or when something changed."""
    told = [one.as_json() for one in found]
    with unit_of_work(Standing(Audience.PLATFORM)):
        last = next(iter(ended_well(ErrandKind.EXAMINE, 1)), None)
    if last is not None and last.ended_at is not None and at - last.ended_at < A_DAY:
        before = {(one["name"], one["colour"]) for one in (last.told or {})["findings"]}
        if before == {(one.name, one.colour.value) for one in found}:
            return
    record_examination(told={"findings": told}, by=house(), at=at)


def tell(at: Instant) -> list[str]:
    """Tell the administrators what is red, once, until it is put right; return what they are told.

    Where nothing has changed nothing is written.
    """
    matters: dict[str, list[Sentence]] = {}
    found = examine(at)
    keep_examination(found, at)
    for finding in found:
        if finding.colour is Colour.RED:
            matters.setdefault(finding.name, []).append(finding.says)
    due = due_for_removal(at)
    if due:
        says = _("Records whose time is over wait to be removed: {count}; see “muster retention”.")
        matters["retention"] = [says.of(count=due)]
    told = {
        about: {one: " ".join(words.said_in(one) for words in says) for one in LANGUAGES}
        for about, says in matters.items()
    }
    with unit_of_work(Standing(Audience.PLATFORM)):
        standing = {one.about for one in open_notices()}
    if standing != told.keys():
        tell_administrators(told=told, by=house(), at=at)
    return sorted(told)


def care_on(at: Instant) -> int:
    """Send, once a day, the caring contacts of people who left or moved within the year."""
    if done_today("care.send-caring-contacts", at):
        return 0
    return send_caring_contacts(by=watch(root_units()), at=at)
