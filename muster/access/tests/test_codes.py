"""Codes are used once, hold for a while, and stand nowhere in clear; recoveries are made by two."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from muster.access import codes
from muster.access.accounts import account_named
from muster.access.commands.coming import end_sessions
from muster.access.commands.giving import give_role
from muster.access.commands.inviting import accept_invitation, invite, set_password
from muster.access.commands.recovering import (
    approve_recovery,
    ask_recovery,
    deny_recovery,
    refuse_recovery,
)
from muster.access.models import Account, OneTimeCode
from muster.access.permissions import Permission
from muster.access.queries.recoveries import recoveries
from muster.access.roles import ADMINISTRATOR, SIGN_IN
from muster.access.rules.codes import SHAPES, CodeKind
from muster.access.viewers import Viewer, at_the_door
from muster.journal.entries import EntryRow, open_body
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault.installation import installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db
PASSWORD = "copper lantern seventeen geese"
PLATFORM = Standing(Audience.PLATFORM)


def administrator(name: str = "anna") -> Viewer:
    """Make an administrator's account and return its viewer."""
    unit, at = UnitId(new_id()), now()
    by = Viewer(AccountId(new_id()), ADMINISTRATOR, (unit,))
    until = at + timedelta(days=9)
    give_role(account=name, role="administrator", unit=unit, until=until, by=by, at=at)
    return Viewer(account_of(name), ADMINISTRATOR, (unit,))


def account_of(name: str) -> AccountId:
    with unit_of_work(PLATFORM):
        return account_named(name)


def standing(code: str, kind: CodeKind = CodeKind.INVITATION, at=None):
    with unit_of_work(PLATFORM):
        return codes.standing(code, [kind], at or now())


def accept(code: str, password: str = PASSWORD, kind: CodeKind = CodeKind.INVITATION):
    found = standing(code, kind)
    return accept_invitation(invitation=found.id, password=password, by=at_the_door(None), at=now())


def entries() -> list[tuple[str, dict]]:
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute(f"SELECT {EntryRow.COLUMNS} FROM journal_entry e ORDER BY id")
        rows = [EntryRow.of(row) for row in cursor.fetchall()]
    return [(row.command, open_body(row, installation().journal_key)) for row in rows]


def test_an_invitation_sets_a_password_once():
    by = administrator()
    code = invite(account="anna", by=by, at=now()).code
    assert Permission.INVITE in by.role.may
    accept(code)
    assert Account.objects.get(name="anna").check_password(PASSWORD)
    assert standing(code) is None
    with pytest.raises(Refused, match="access.set-up-already"):
        invite(account="anna", by=by, at=now())


def test_a_weak_password_leaves_the_invitation_as_it_was():
    code = invite(account="marina", by=administrator("marina"), at=now()).code
    for weak, why in (("short", "short"), ("x" * 300, "long"), ("password" * 3, "common")):
        with pytest.raises(Refused, match=f"access.password-{why}"):
            accept(code, weak)
    with pytest.raises(Refused, match="access.password-name"):
        accept(code, "marina & Marina-marina")
    accept(code)


def test_a_second_invitation_takes_the_place_of_the_first():
    by = administrator()
    first, second = (invite(account="anna", by=by, at=now()).code for _time in range(2))
    assert standing(first) is None
    assert standing(second) is not None


def test_a_code_holds_for_its_time_and_for_its_kind_alone():
    code = invite(account="anna", by=administrator(), at=now()).code
    late = now() + SHAPES[CodeKind.INVITATION].holds
    assert standing(code, at=late) is None
    assert standing(code, CodeKind.KIOSK) is None
    found = standing(code)
    with pytest.raises(Refused, match="access.no-invitation"):
        accept_invitation(invitation=found.id, password=PASSWORD, by=at_the_door(None), at=late)


def test_no_code_and_no_password_stands_in_the_database_or_the_journal():
    code = invite(account="anna", by=administrator(), at=now()).code
    accept(code)
    with unit_of_work(PLATFORM):
        held = str(list(OneTimeCode.objects.values()))
    said = str(entries())
    for secret in (code, PASSWORD):
        assert secret not in held
        assert secret not in said


def test_setting_a_password_ends_the_sessions_elsewhere():
    by = administrator()
    accept(invite(account="anna", by=by, at=now()).code)
    before = Account.objects.get(name="anna").get_session_auth_hash()
    end_sessions(account=by.account, by=by, at=now())
    ended = Account.objects.get(name="anna").get_session_auth_hash()
    set_password(password="another lantern and nine geese", by=at_the_door(by.account), at=now())
    changed = Account.objects.get(name="anna").get_session_auth_hash()
    assert len({before, ended, changed}) == 3
    assert Permission.KEEP_SIGN_IN in SIGN_IN.may


def lost(name: str = "boris") -> AccountId:
    """Make an account whose holder has a password and an authenticator."""
    by = administrator(name)
    accept(invite(account=name, by=by, at=now()).code)
    Authenticator.objects.create(user_id=by.account, type="totp", data={"secret": ""})
    return by.account


def test_two_administrators_let_a_holder_in_again():
    holder, anna, vera = lost(), administrator("anna"), administrator("vera")
    before = Account.objects.get(id=holder).get_session_auth_hash()
    asked = ask_recovery(account="boris", at_terminal=False, by=anna, at=now())
    assert ask_recovery(account="boris", at_terminal=False, by=vera, at=now()) == asked
    [waiting] = recoveries(by=vera, at=now())
    assert (waiting.account, waiting.asked_by, waiting.own) == ("boris", "anna", False)
    with pytest.raises(Refused, match="access.recovery-by-one"):
        approve_recovery(recovery=asked, at_terminal=False, by=anna, at=now())
    with pytest.raises(Refused, match="access.recovery-by-holder"):
        as_holder = Viewer(holder, ADMINISTRATOR, anna.units)
        approve_recovery(recovery=asked, at_terminal=False, by=as_holder, at=now())
    made = approve_recovery(recovery=asked, at_terminal=False, by=vera, at=now())
    assert Account.objects.get(id=holder).get_session_auth_hash() != before
    assert Authenticator.objects.filter(user_id=holder).exists()  # until the holder comes
    accept(made.code, "another lantern and nine geese", CodeKind.RECOVERY)
    assert not Authenticator.objects.filter(user_id=holder).exists()
    with pytest.raises(Refused, match="access.no-recovery"):
        approve_recovery(recovery=asked, at_terminal=False, by=vera, at=now())
    keys = [key for key, _body in entries()]
    assert keys.count("access.ask-recovery") == 2
    assert keys.count("access.approve-recovery") == 1


def test_what_was_asked_for_at_the_terminal_is_not_approved_there():
    lost()
    anna, vera = administrator("anna"), administrator("vera")
    asked = ask_recovery(account="boris", at_terminal=True, by=anna, at=now())
    with pytest.raises(Refused, match="access.recovery-at-one-terminal"):
        approve_recovery(recovery=asked, at_terminal=True, by=vera, at=now())
    assert approve_recovery(recovery=asked, at_terminal=False, by=vera, at=now()).account == "boris"


def test_a_recovery_is_refused_or_denied_by_its_holder():
    holder, anna = lost(), administrator("anna")
    asked = ask_recovery(account="boris", at_terminal=False, by=anna, at=now())
    refuse_recovery(recovery=asked, by=anna, at=now())
    assert recoveries(by=anna, at=now()) == []
    ask_recovery(account="boris", at_terminal=False, by=anna, at=now())
    assert deny_recovery(by=at_the_door(holder), at=now()) == 1
    assert recoveries(by=anna, at=now()) == []
