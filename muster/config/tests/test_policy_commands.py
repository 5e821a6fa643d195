"""Crisis numbers at the command line."""

import json


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


def test_a_profile_is_adopted_for_a_later_day_and_listed(installed, speak):
    refused = speak("policy", "adopt", "us", "--from", "2020-01-01")
    assert refused.exit_code == 2
    assert "2020-01-01" in refused.output
    assert speak("policy", "adopt", "us", "--from", "soon").exit_code == 2
    assert speak("policy", "adopt", "nowhere", "--from", "2099-01-01").exit_code == 2
    speak("policy", "adopt", "us", "--from", "2099-01-01")
    told = json.loads(speak("policy", "versions", "--json").stdout)
    assert [(one["key"], one["starts"]) for one in told["adopted"]] == [("us", "2099-01-01")]
    assert told["in_force"]["key"] == "generic"
    assert "us" in speak("policy", "versions", "--language", "ru").output
