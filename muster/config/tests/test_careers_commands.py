"""Lists of career actions at the command line, from the personnel office to the auditor."""

import json

import pytest

from tests.houses import local_day

pytestmark = pytest.mark.django_db


def test_a_list_loses_its_numbers_and_is_kept_by_an_auditor(installed, speak, tmp_path):
    today = local_day()
    given, alone = tmp_path / "orders.csv", tmp_path / "aliases.csv"
    given.write_text(
        "Surname,Service number,Action,Date,Unit\n"
        f"Hayko,AB-001,demotion,{today},IF\nLys,nobody,pay,{today},IF\n"
    )
    for name, role in (("office", "personnel-officer"), ("vera", "auditor")):
        speak("access", "give", name, role)
    done = speak("careers", "pseudonyms", given, "--out", alone, "--as", "office")
    assert done.exit_code == 3
    text = alone.read_text()
    assert text.splitlines()[0] == "Pseudonym,Kind of action,Day of the action,Ordering unit"
    assert "AB" not in text.splitlines()[1].partition(",")[2]
    assert "Hayko" not in text
    assert speak("careers", "import", alone, "--as", "office").exit_code == 2
    assert "Nothing is kept yet" in speak("careers", "import", alone, "--as", "vera").output
    told = speak("careers", "import", alone, "--confirm", "--json", "--as", "vera")
    assert json.loads(told.stdout)["confirmed"]
    listed = json.loads(speak("careers", "list", "--json", "--as", "vera").stdout)
    assert (listed["actions"], listed["waiting"]) == (1, [])
