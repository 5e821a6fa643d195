"""Taking in somebody from outside who never served here, and inviting them to sign in."""

from __future__ import annotations

from muster.access.commands.inviting import Invitation
from muster.access.doors import Unjournalled, command, note
from muster.access.outside import invite_holder, mail_read
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.signing import account_for_newcomer
from muster.people.subjects import register_newcomer
from muster.transition import problems
from muster.transition.models import TakenIn
from muster.transition.newcomers import LONGEST_NAME, write_taken_in
from muster.transition.rules.cells import plain
from muster.vault.zones import Zone


@command(
    key="transition.take-in",
    permits=Permission.TAKE_IN,
    zone=Zone.TRANSITION,
    says=_("Somebody from outside was taken in by an office, and invited."),
)
def take_in(
    *,
    newcomer: PersonId,
    name: Unjournalled[str],
    mail: Unjournalled[str],
    language: str,
    by: Viewer,
    at: Instant,
) -> Invitation:
    """Take in somebody who never served here, with the viewer's own unit, and invite them.

    `newcomer` is the id of the new record: the same pressed twice is one person, who is invited
    anew. `mail` "" sends nothing. Refused without a name, with an address that is none, and where
    the person came in already. The argument is not called `person`, who is within reach only then.
    """
    said, address = plain(name), mail_read(mail)
    if len(said) > LONGEST_NAME or not any(sign.isalnum() for sign in said):
        raise problems.NO_NAME.refused(most=LONGEST_NAME)
    if register_newcomer(newcomer, unit=by.units[0], at=at):
        write_taken_in(newcomer, said, by=by.account, at=at)
    elif not TakenIn.objects.filter(person_id=newcomer).exists():
        raise NOT_FOUND.refused()
    note(people=[newcomer], mailed=bool(address))
    return _invited(newcomer, address, language, by, at)


@command(
    key="transition.invite-newcomer",
    permits=Permission.TAKE_IN,
    zone=Zone.TRANSITION,
    says=_("Somebody from outside whom an office had taken in was invited again."),
)
def invite_again(
    *, person: PersonId, mail: Unjournalled[str], language: str, by: Viewer, at: Instant
) -> Invitation:
    """Invite a newcomer anew: the invitation before is void. Refused where they came in already."""
    address = mail_read(mail)
    if not TakenIn.objects.filter(person_id=person).exists():
        raise NOT_FOUND.refused()
    note(mailed=bool(address))
    return _invited(person, address, language, by, at)


def _invited(person: PersonId, address: str, language: str, by: Viewer, at: Instant) -> Invitation:
    account = account_for_newcomer(person)
    made = invite_holder(account, mail=address, language=language, by=by, at=at)
    if made is None:
        raise problems.CAME_IN_ALREADY.refused()
    return made
