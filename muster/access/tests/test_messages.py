"""Messages to accounts: told once, carried once by the first channel that takes them, and ended."""

from __future__ import annotations

import pytest
from django.db import connection

from muster.access.accounts import account_named, house
from muster.access.channels import (
    Kind,
    forget_addresses,
    last_proofs,
    reached_by,
    remind,
    send,
    settle,
    waiting_for,
)
from muster.access.channels.channel import Delivered, Failed
from muster.access.channels.kinds import Envelope
from muster.access.channels.reaching import addresses_of
from muster.access.commands import give_role
from muster.access.commands.reaching import deliver, set_address, set_own_address
from muster.access.permissions import Permission
from muster.access.queries import open_notices
from muster.access.queries.waiting import undelivered
from muster.access.roles import ADMINISTRATOR, MEMBER
from muster.access.rules.addresses import AddressKind, address_read
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

BY = Viewer(AccountId(new_id()), ADMINISTRATOR, (UnitId(new_id()),))
TO = "anna@example.org"


@pytest.fixture
def anna(db) -> AccountId:
    return made("anna")


def made(name: str, role: str = "unit-psychologist") -> AccountId:
    at = now()
    until = at.replace(year=at.year + 1)
    return give_role(account=name, role=role, unit=BY.units[0], until=until, by=BY, at=at)


def work():
    return unit_of_work(Standing(Audience.PLATFORM))


def tell(account, kind=Kind.WAITING, *, about=None, step="1") -> int:
    with work():
        return send([account], kind, about=about or new_id(), step=step, at=now())


def screen_of(account) -> list:
    with work():
        return waiting_for(account)


def queued() -> int:
    with work(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'access.deliver'")
        return cursor.fetchone()[0]


def address(account, text=TO, kind=AddressKind.E_MAIL, language="en"):
    set_address(account=account, kind=kind, address=text, language=language, by=BY, at=now())


def addresses(account) -> list[tuple[str, str, str]]:
    with work():
        return [(one.kind, one.address, one.language) for one in addresses_of(account)]


class Pigeon:
    """A channel of the test's own, which takes messages or does not."""

    address_kind = "e-mail"

    def __init__(self, name: str, answer: Delivered | Failed):
        self.name, self.answer, self.carried = name, answer, []

    def send(self, to: str, envelope: Envelope, language: str):
        self.carried.append((to, envelope.message, language))
        return self.answer


@pytest.fixture
def channels(monkeypatch):
    """Let the house have these channels, in this order."""

    def have(*these: Pigeon) -> None:
        monkeypatch.setattr("muster.access.commands.reaching.channels", lambda: these)

    return have


def carry(account, tries=0):
    [message] = screen_of(account)
    return deliver(message=message.message, tries=tries, by=house(), at=now())


def test_an_account_is_told_once_of_each_step(anna):
    about = new_id()
    assert tell(anna, about=about) == 1
    assert tell(anna, about=about) == 0
    assert tell(anna, about=about, step="2") == 1
    assert [one.kind for one in screen_of(anna)] == [Kind.WAITING, Kind.WAITING]


def test_what_is_settled_leaves_every_screen_and_is_carried_no_more(anna, channels):
    about, boris, pigeon = new_id(), made("boris"), Pigeon("pigeon", Delivered())
    channels(pigeon)
    address(anna)
    with work():
        send([anna, boris], Kind.WAITING, about=about, step="1", at=now())
    [message] = screen_of(anna)
    with work():
        settle(about, at=now(), by=boris)
        settle(about, at=now(), by=anna)
    assert screen_of(anna) == screen_of(boris) == []
    deliver(message=message.message, tries=0, by=house(), at=now())
    assert pigeon.carried == []


def test_the_first_channel_that_takes_it_carries_it_and_nobody_does_twice(anna, channels):
    first = Pigeon("first", Failed("unreachable"))
    second, third = Pigeon("second", Delivered()), Pigeon("third", Delivered())
    channels(first, second, third)
    address(anna, language="ru")
    tell(anna)
    carried = carry(anna)
    assert (carried.accepted, carried.failed) == ("second", ("first",))
    assert carry(anna).accepted is None
    assert [(to, language) for to, _id, language in second.carried] == [(TO, "ru")]
    assert (len(first.carried), third.carried) == (1, [])


def test_where_none_takes_it_the_administrators_are_told_and_it_is_tried_again(anna, channels):
    head = made("head", "administrator")
    channels(Pigeon("pigeon", Failed("refused")))
    address(anna)
    tell(anna)
    before = queued()
    assert carry(anna).failed == ("pigeon",)
    assert [one.kind for one in screen_of(head)] == [Kind.HOUSE]
    assert queued() == before + 1  # the next try; the administrator has no address
    with work():
        assert [one.about for one in open_notices()] == ["alert-channels"]
    assert carry(anna, tries=1).failed == ("pigeon",)
    with work():
        assert len(open_notices()) == 1


def test_an_alert_to_somebody_without_an_address_is_itself_a_matter_for_the_administrators(
    anna, channels
):
    channels()
    tell(anna)
    assert carry(anna).failed == ()
    with work():
        assert [one.about for one in open_notices()] == ["alert-channels"]


def test_a_reminder_that_reaches_nobody_alarms_nobody(anna, channels):
    channels(Pigeon("pigeon", Failed("refused")))
    address(anna)
    with work():
        assert remind([anna], about=new_id(), step="-3", at=now()) == 1
    carry(anna)
    with work():
        assert open_notices() == []


def test_only_accounts_with_an_address_need_a_job_for_a_reminder(anna):
    with work():
        remind([anna], about=new_id(), step="-14", at=now())
    assert queued() == 0
    address(anna)
    with work():
        remind([anna], about=new_id(), step="-3", at=now())
    assert queued() == 1


def test_the_clock_finds_what_no_channel_has_taken(anna, channels):
    from datetime import timedelta

    channels(Pigeon("pigeon", Delivered()))
    address(anna)
    tell(anna)
    [message] = screen_of(anna)
    at = now()
    assert undelivered(at) == []
    late = at + timedelta(minutes=2)
    assert undelivered(late) == [message.message]
    carry(anna)
    assert undelivered(late) == []


def test_a_proof_is_the_accounts_own_word_or_a_channels(anna, channels):
    boris = made("boris")
    tell(anna, Kind.TEST)
    tell(boris, Kind.TEST)
    with work():
        assert last_proofs([anna, boris]) == {}
    channels(Pigeon("pigeon", Delivered()))
    address(boris)
    carry(boris)
    with work():
        assert set(last_proofs([anna, boris])) == {boris}


def test_the_latest_address_of_a_kind_counts_and_the_one_before_is_gone(anna):
    address(anna)
    address(anna, "anna.other@example.org", language="ru")
    address(anna, "+7 912 000-00-00", AddressKind.PHONE)
    assert addresses(anna) == [
        ("e-mail", "anna.other@example.org", "ru"),
        ("phone", "+79120000000", "en"),
    ]
    with work(), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM access_address ORDER BY at, id")
        widths = [len(row[0]) for row in cursor.fetchall()]
    assert widths[0] == 0
    assert widths[1] == widths[2] > 300
    address(anna, "")
    assert [one[0] for one in addresses(anna)] == ["phone"]


def test_whoever_is_erased_has_no_address_any_more(anna):
    address(anna)
    with work():
        forget_addresses([anna])
        assert reached_by([anna]) == {anna: []}
    with work(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_address WHERE sealed <> ''")
        assert cursor.fetchone()[0] == 0


def test_a_holder_sets_their_own_address_and_nobody_elses(anna):
    own = Viewer(anna, MEMBER)
    set_own_address(kind=AddressKind.E_MAIL, address=TO, language="xx", by=own, at=now())
    assert addresses(anna) == [("e-mail", TO, "en")]
    assert Permission.SET_ADDRESS not in MEMBER.may
    with pytest.raises(Refused):
        set_address(
            account=anna, kind=AddressKind.E_MAIL, address=TO, language="en", by=own, at=now()
        )
    with pytest.raises(Refused) as refused:
        address(AccountId(new_id()))
    assert refused.value.problem.code == "access.not-found"


def test_addresses_never_stand_in_the_journal(anna):
    address(anna)
    with unit_of_work(Standing(Audience.AUDITOR)) as _work, connection.cursor() as cursor:
        cursor.execute("SELECT id, body FROM journal_entry WHERE command = 'access.set-address'")
        [(row, body)] = cursor.fetchall()
    from muster.vault.installation import installation
    from muster.vault.sealing import open_sealed

    plain = open_sealed(installation().journal_key, table="journal_entry", row=row, sealed=body)
    assert TO.encode() not in plain
    assert str(anna).encode() in plain


@pytest.mark.parametrize(
    ("kind", "text", "read"),
    [
        (AddressKind.E_MAIL, " anna@example.org ", TO),
        (AddressKind.E_MAIL, "anna@host", "anna@host"),
        (AddressKind.E_MAIL, "anna", None),
        (AddressKind.E_MAIL, "anna@example.org\nBcc: all@example.org", None),
        (AddressKind.E_MAIL, "anna@example.org, boris@example.org", None),
        (AddressKind.E_MAIL, "<script>@example.org", None),
        (AddressKind.E_MAIL, f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org", None),
        (AddressKind.E_MAIL, "анна@example.org", None),
        (AddressKind.PHONE, "+7 (912) 000-00-00", "+79120000000"),
        (AddressKind.PHONE, "12", None),
        (AddressKind.PHONE, "call me", None),
    ],
)
def test_what_may_stand_as_an_address(kind, text, read):
    assert address_read(kind, text) == read


def test_something_that_is_no_address_is_refused_and_nothing_changes(anna):
    address(anna)
    with pytest.raises(Refused) as refused:
        address(anna, "nonsense")
    assert refused.value.problem.code == "access.not-an-address"
    assert addresses(anna) == [("e-mail", TO, "en")]
    with work():
        assert account_named("anna") == anna
