"""Roles at the command line, and who is let in: invited, and let in again by two."""

import json
import re
from uuid import UUID

import pytest

from muster.access import codes
from muster.access.accounts import viewer_named
from muster.access.commands.inviting import accept_invitation
from muster.access.commands.recovering import ask_recovery, refuse_recovery
from muster.access.permissions import Permission
from muster.access.rules.codes import CodeKind
from muster.access.viewers import at_the_door
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


def roles(speak, account: str) -> list[dict]:
    held = json.loads(speak("access", "list", "--json").stdout)["roles"]
    return [one for one in held if one["account"] == account]


def test_a_role_is_given_listed_and_taken_back(installed, speak):
    done = speak("access", "give", "boris", "auditor", "--unit", "if", "--until", "2027-02-01")
    assert "boris is now Auditor" in done.output
    [held] = roles(speak, "boris")
    assert (held["role"], held["code"]) == ("auditor", "IF")
    assert held["ends"].startswith("2027-02-01T23:59:59")
    assert "IF" in speak("access", "list").output
    assert "no longer" in speak("access", "take", "boris", "auditor").output
    assert roles(speak, "boris") == []
    assert "holds no such role" in speak("access", "take", "boris", "auditor").output


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["boris", "king"], "no role called"),
        (["boris", "auditor", "--unit", "nowhere"], "nowhere"),
        (["boris", "auditor", "--until", "2020-01-01"], "given for a time"),
        (["boris", "auditor", "--until", "2099-01-01"], "given for a time"),
    ],
)
def test_a_role_that_cannot_be_is_refused(installed, speak, line, says):
    done = speak("access", "give", *line)
    assert done.exit_code == 2
    assert says in done.stderr
    assert roles(speak, "boris") == []


def digits(done) -> str:
    return json.loads(done.stdout)["invitation"]


def test_an_invitation_is_printed_and_one_for_whoever_is_set_up_is_refused(installed, speak):
    said = speak("access", "invite", "anna", "--language", "ru")
    assert re.search(r"anna задаёт пароль .*: [0-9 ]{29}", said.output)
    code = digits(speak("access", "invite", "anna", "--json"))
    accept(code)
    again = speak("access", "invite", "anna")
    assert again.exit_code == 2
    assert "two people" in again.stderr


def accept(code: str) -> None:
    at = now()
    with unit_of_work(Standing(Audience.PLATFORM)):
        found = codes.standing(code, list(CodeKind), at)
    password = "copper lantern seventeen geese"
    accept_invitation(invitation=found.id, password=password, by=at_the_door(None), at=at)


def test_what_was_asked_for_here_is_approved_elsewhere_and_the_other_way_round(installed, speak):
    accept(digits(speak("access", "invite", "anna", "--json")))
    speak("access", "give", "boris", "administrator")
    assert "3 days" in speak("access", "recover", "anna").output
    assert "anna" in speak("access", "recoveries").output
    [waiting] = json.loads(speak("access", "recoveries", "--json").stdout)["recoveries"]
    assert (waiting["account"], waiting["asked_by"]) == ("anna", "operator")
    refused = speak("access", "approve", "anna", "--as", "boris")
    assert refused.exit_code == 2
    assert "where one person can be everybody" in refused.stderr
    boris = viewer_named("boris", to=Permission.INVITE, at=now())
    refuse_recovery(recovery=UUID(waiting["recovery"]), by=boris, at=now())
    ask_recovery(account="anna", at_terminal=False, by=boris, at=now())
    assert len(digits(speak("access", "approve", "anna", "--json"))) == 24
    assert speak("access", "approve", "anna").exit_code == 2


def test_an_account_is_signed_out_everywhere(installed, speak):
    assert "signed out everywhere" in speak("access", "sign-out", "anna").output
    assert speak("access", "sign-out", "nobody").exit_code == 2
