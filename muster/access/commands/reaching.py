"""Addresses given and taken, and messages carried by the channels outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.access import problems
from muster.access.channels.channel import PATIENCE, Channel, Delivered, Failed, channels, within
from muster.access.channels.kinds import Envelope, Kind
from muster.access.channels.opening import opens
from muster.access.channels.reaching import Reached, addresses_of, write_address
from muster.access.channels.sending import LONGEST, queue_delivery
from muster.access.doors import Unjournalled, command, note
from muster.access.models import Account, Attempt, Message
from muster.access.notices import ALERT_CHANNELS, tell_now
from muster.access.permissions import Permission
from muster.access.rules.addresses import AddressKind, address_read
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES, _
from muster.vault.zones import Zone


@command(
    key="access.set-address",
    permits=Permission.SET_ADDRESS,
    zone=Zone.PLATFORM,
    says=_("An account was given an address for messages, or it was taken away."),
)
def set_address(
    *,
    account: AccountId,
    kind: AddressKind,
    address: Unjournalled[str],
    language: str,
    by: Viewer,
    at: Instant,
) -> None:
    """Give an account an address of a kind in place of the one it had; "" takes it away.

    Refused where there is no such account, or the text is no address of the kind.
    """
    if not Account.objects.filter(pk=account).exists():
        raise problems.NOT_FOUND.refused()
    _write(account, kind, address, language, by, at)


@command(
    key="access.set-own-address",
    permits=Permission.SET_OWN_ADDRESS,
    zone=Zone.PLATFORM,
    says=_("Somebody set or took away their own address for messages."),
)
def set_own_address(
    *, kind: AddressKind, address: Unjournalled[str], language: str, by: Viewer, at: Instant
) -> None:
    """Set the address of whoever asks; "" takes it away."""
    _write(by.account, kind, address, language, by, at)


def _write(
    account: AccountId, kind: AddressKind, text: str, language: str, by: Viewer, at: Instant
) -> None:
    address = address_read(kind, text) if text.strip() else ""
    if address is None:
        raise problems.NOT_AN_ADDRESS.refused(kind=kind.says)
    said_in = language if language in LANGUAGES else LANGUAGES[0]
    write_address(account, kind=kind.value, address=address, language=said_in, by=by.account, at=at)
    note(given=bool(address))


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one message: whether a channel took it, and which did not."""

    accepted: str | None
    failed: tuple[str, ...]


@command(
    key="access.deliver",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("A message without content was given to the channels outside."),
)
def deliver(*, message: UUID, tries: int, by: Viewer, at: Instant) -> Carried:
    """Ask the channels, in their order, until one takes the message; nobody carries it twice.

    One worker at a time has a message: its lock is the transaction's, so it ends with a worker
    that dies, and the next one begins anew. Where no channel takes an urgent message, the
    administrators are told, and the next try is queued.
    """
    row = _claimed(message)
    if row is None:
        return Carried(None, ())
    kind = Kind(row.kind)
    reached = addresses_of(AccountId(row.account_id))
    carried = _carry(Envelope(row.id, kind, opens(kind, row.about)), reached, at)
    note(accepted=carried.accepted, failed=list(carried.failed))
    if carried.accepted is None:
        if kind is Kind.WAITING or (kind.urgent and carried.failed):
            tell_now(ALERT_CHANNELS, about="alert-channels", at=at)
        if carried.failed and at - row.at < LONGEST:
            queue_delivery([message], tries=tries + 1)
    return carried


def _claimed(message: UUID) -> Message | None:
    """Return the message where it still is to be carried and no other worker has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended('access.deliver ' || %s, 0))",
            [str(message)],
        )
        row = cursor.fetchone()
    if row is None or not row[0]:
        return None
    if Attempt.objects.filter(message_id=message, accepted=True).exists():
        return None
    return Message.objects.filter(pk=message, open=True).first()


def _asked(channel: Channel, one: Reached, envelope: Envelope) -> Callable[[], Delivered | Failed]:
    return lambda: channel.send(one.address, envelope, one.language)


def _carry(envelope: Envelope, reached: list[Reached], at: Instant) -> Carried:
    """Ask one channel after another; every answer is a fact."""
    failed = []
    for channel in channels():
        for one in reached:
            if one.kind != channel.address_kind:
                continue
            answer = within(PATIENCE, _asked(channel, one, envelope))
            Attempt.objects.create(
                message_id=envelope.message,
                channel=channel.name,
                accepted=isinstance(answer, Delivered),
                why=answer.why if isinstance(answer, Failed) else "",
                at=at,
            )
            if isinstance(answer, Delivered):
                return Carried(channel.name, tuple(failed))
            failed.append(channel.name)
    return Carried(None, tuple(failed))
