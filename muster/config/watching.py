"""The house's watch: what is looked after by itself, and what the administrators are told.

Asked for every hour; each part sees by itself whether there is anything to do, so a machine that
slept all night does in the morning what was due.
"""

from __future__ import annotations

from datetime import date

from muster.access.accounts import house
from muster.access.commands.housekeeping import tell_administrators
from muster.access.queries import open_notices
from muster.access.roles import HOUSE, WATCH
from muster.access.viewers import Viewer
from muster.config import retention
from muster.config.doctor import Colour, examine
from muster.detection.commands.sweeping import sweep_missed
from muster.journal.reading import last_written
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES, Sentence, _
from muster.people.commands.moving import bring_placements_up_to_date
from muster.people.commands.units import bring_tree_up_to_date
from muster.people.facts import placements_behind
from muster.people.formation import root_units
from muster.policy.queries import in_force
from muster.vault.erasure import erased_here, remember
from muster.vault.installation import Installation, installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


def keep_watch(at: Instant) -> None:
    """Do everything that is due at `at`."""
    write_down_erasures()
    bring_up_to_today(at)
    sweep_missed(by=Viewer(AccountId(installation().node), WATCH, root_units()), at=at)
    forget_sessions(at)
    tell(at)


def forget_sessions(at: Instant) -> None:
    """Remove sign-ins that ended longer ago than the profile keeps them."""
    from django.contrib.sessions.models import Session

    last = retention.last_start("sessions", in_force(), at.date())
    if last is not None:
        Session.objects.filter(expire_date__date__lte=last).delete()


def write_down_erasures() -> None:
    """Take over into the home's file what a crash kept from it."""
    from django.db import connection

    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        inside = erased_here(cursor)
    remember(installation().home, inside)


def bring_up_to_today(at: Instant) -> None:
    """Let postings and turns of the tree that began take effect, once a day or when they lag."""
    roots = root_units()
    keeper = Viewer(house().account, HOUSE, roots)
    with unit_of_work(Standing(Audience.ADMINISTRATOR, roots)):
        behind = placements_behind(at.date())
    with unit_of_work(Standing(Audience.PLATFORM)):
        last = last_written("people.settle-units")
    if last is None or last.date() < at.date():
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
        count = sum(len(one.ids) for one in retention.due(keeper, at))
        _last_look[here] = (at.date(), count)
    return count


def tell(at: Instant) -> list[str]:
    """Tell the administrators what is red, once, until it is put right; return what they are told.

    Where nothing has changed nothing is written.
    """
    matters: dict[str, list[Sentence]] = {}
    for finding in examine(at):
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
