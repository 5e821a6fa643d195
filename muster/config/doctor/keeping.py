"""The installation's keeping: its journal, erasures, worker, backups and administrators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection

from muster.access.queries import roles_in_force
from muster.access.roles import ADMINISTRATOR
from muster.config.doctor.findings import Finding, amber, green, red
from muster.journal.reading import last_written, unsealed
from muster.journal.sealer import remembered_head
from muster.journal.verifying import last_head
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.erasure import erased_here, remembered
from muster.vault.installation import installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

LATE, VERY_LATE = timedelta(minutes=2), timedelta(hours=1)
AHEAD = timedelta(minutes=5)
OLD_BACKUP = timedelta(days=7)
ENDS_SOON = timedelta(days=30)
HEARTBEAT = timedelta(minutes=2)
PLATFORM = Standing(Audience.PLATFORM)


def node(_at: Instant) -> Iterator[Finding]:
    """These keys are the ones that this database's journal was signed with."""
    with unit_of_work(PLATFORM):
        head = last_head()
    if head is not None and head.node != installation().node:
        yield red(
            "node",
            _("The keys here are not the ones that this database's journal was signed with."),
            _("Bring the right keys back with “muster keys import FILE”."),
        )
    else:
        yield green("node", _("Keys and database belong together."))


def journal(at: Instant) -> Iterator[Finding]:
    """Entries are sealed within seconds, none is from the future, and none is missing."""
    # What vouches is read before what is vouched for: the sealer may be at work meanwhile.
    kept = remembered_head(installation().home)
    with unit_of_work(PLATFORM):
        count, oldest = unsealed()
        head, newest = last_head(), last_written()
    sealed = head.size if head else 0
    if kept is not None and kept.size > sealed:
        yield red(
            "journal",
            _("The node signed {signed} entries, and the journal holds {sealed} of them.")
            .of(signed=kept.size, sealed=sealed),
            _("Run “muster journal verify”, keep this database as it is, and tell the auditor."),
        )  # fmt: skip
    elif kept is None and sealed:
        yield amber(
            "journal",
            _("The last head of the journal is not kept outside the database."),
            _("Run “muster journal verify”, then “muster worker”, which writes it anew."),
        )
    elif newest is not None and newest > at + AHEAD:
        yield red(
            "journal",
            _("The journal has an entry of {when}, which is still to come.").of(when=newest),
            _("Set this machine's clock; every deadline is reckoned by it."),
        )
    elif oldest is not None and at - oldest > LATE:
        judge = red if at - oldest > VERY_LATE else amber
        yield judge(
            "journal",
            _("Entries wait to be sealed since {since}; they number {count}.")
            .of(since=oldest, count=count),
            _("Keep “muster worker” running."),
        )  # fmt: skip
    else:
        yield green("journal", _("Entries are sealed as they come."))


def erasures(_at: Instant) -> Iterator[Finding]:
    """Whoever was erased is erased in this database too."""
    outside = {one.key for one in remembered(installation().home)}
    with unit_of_work(PLATFORM), connection.cursor() as cursor:
        inside = {one.key for one in erased_here(cursor)}
    if outside - inside:
        yield red(
            "erasures",
            _("People who were erased may be back: this database does not know of {count} of them.")
            .of(count=len(outside - inside)),
            _("Restore with “muster restore”, which erases them again."),
        )  # fmt: skip
    elif inside - outside:
        yield amber(
            "erasures",
            _("Some erasures are remembered by the database alone: {count}.")
            .of(count=len(inside - outside)),
            _("Keep “muster worker” running; it writes them down within the hour."),
        )  # fmt: skip
    else:
        yield green("erasures", _("Whoever was erased stays erased."))


def worker(at: Instant) -> Iterator[Finding]:
    """A worker is at work."""
    with unit_of_work(PLATFORM), connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        beat = cursor.fetchone()[0]
    if beat is None or at - beat > HEARTBEAT:
        yield amber(
            "worker",
            _("No worker is at work: nothing is sealed, and no missed screening is noticed."),
            _("Keep “muster worker” running."),
        )
    else:
        yield green("worker", _("A worker is at work."))


def backups(at: Instant) -> Iterator[Finding]:
    """There is a recent backup."""
    with unit_of_work(PLATFORM):
        last = last_written("access.back-up")
    do = _("Run “muster backup FILE” and keep the file elsewhere.")
    if last is None:
        yield amber("backups", _("No backup was ever made."), do)
    elif at - last > OLD_BACKUP:
        yield amber("backups", _("The last backup was made on {day}.").of(day=last.date()), do)
    else:
        yield green("backups", _("The last backup was made on {day}.").of(day=last.date()))


def administrators(at: Instant) -> Iterator[Finding]:
    """Somebody is the administrator, and will be next month."""
    with unit_of_work(PLATFORM):
        held = [one for one in roles_in_force(at) if one.role == ADMINISTRATOR.key]
    last = max((one.ends for one in held), default=None)
    do = _("Give the role anew: muster access give NAME administrator")
    if last is None:
        yield red("administrators", _("Nobody holds the administrator's role any more."), do)
    elif last - at < ENDS_SOON:
        says = _("The last administrator's role ends on {day}.").of(day=last.date())
        yield amber("administrators", says, do)
    else:
        yield green("administrators", _("Somebody holds the administrator's role."))
