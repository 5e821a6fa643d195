"""Roles at the command line: given for a unit by its code, listed, taken back."""

import json

import pytest

pytestmark = pytest.mark.database


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
