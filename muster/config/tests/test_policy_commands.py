"""Crisis numbers at the command line."""

import json

import pytest

pytestmark = pytest.mark.database


def numbers(speak):
    told = json.loads(speak("policy", "crisis-numbers", "list", "--json").stdout)["numbers"]
    return {one["kind"]: one for one in told}


def test_a_number_is_entered_verified_and_withdrawn(installed, speak):
    assert numbers(speak)["emergency"]["invented"]
    said = speak("policy", "crisis-numbers", "add", "emergency", "112", "--language", "ru")
    assert "112" in said.output
    assert numbers(speak)["emergency"]["stale"]
    speak("policy", "crisis-numbers", "verify", "emergency")
    found = numbers(speak)["emergency"]
    assert (found["number"], found["stale"], found["ru"]) == ("112", False, "Экстренные службы")
    table = speak("policy", "crisis-numbers", "list").output
    assert "works" in table
    assert "invented, reaches nobody" in table
    speak("policy", "crisis-numbers", "withdraw", "emergency")
    assert numbers(speak)["emergency"]["number"] == "555-0101"


def test_a_units_number_is_named_by_the_units_code(installed, speak):
    assert (
        speak("policy", "crisis-numbers", "add", "chaplain", "1234", "--unit", "IF").exit_code == 0
    )
    done = speak("policy", "crisis-numbers", "add", "chaplain", "1234", "--unit", "XX")
    assert done.exit_code == 2
