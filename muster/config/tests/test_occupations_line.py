"""`muster occupations`: a file is reported, then brought in; what is no archive is refused."""

import json

import pytest

from muster.access.roles import ADMINISTRATOR
from muster.transition.tests.test_archives import ESCO, MILITARY, archive, written
from tests.houses import account_with, make_unit

NATIONAL = "code,language,title\n7126,ru,Сантехник\n"


@pytest.fixture
def say(db, speak):
    """Speak the line as an administrator of occupations."""
    account_with(ADMINISTRATOR, make_unit("A"), "a.one")

    def line(*words):
        return speak("--as", "a.one", *words)

    return line


def told(done):
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def releases(say):
    return told(say("occupations", "list", "--json"))["releases"]


def test_a_file_is_reported_then_brought_in_and_changes_nothing_the_second_time(say, tmp_path):
    file = archive(tmp_path, ESCO, "esco-1.1.1-en.zip")
    line = ("occupations", "import", file, "--kind", "esco", "--json")
    found = told(say(*line))
    assert (found["version"], found["new"], found["confirmed"]) == ("1.1.1", True, False)
    assert found["counts"] == {"occupations": 1, "skills": 1, "links": 1}
    assert releases(say) == []
    told(say(*line, "--confirm"))
    again = told(say(*line, "--confirm"))
    assert not again["new"]
    assert again["former"]["version"] == "1.1.1"
    [one] = releases(say)
    assert one["in_force"]
    assert one["terms"].startswith("European Commission")


def test_the_report_names_what_differs_and_what_was_not_written(say, tmp_path):
    file = written(tmp_path, MILITARY, "moc-2024-07.csv")
    say("occupations", "import", file, "--confirm")
    written(tmp_path, MILITARY + "A,13B,Cannon Crewmember,\n", file.name)
    done = say("occupations", "import", file, "--version", "2025-01")
    assert done.exit_code == 0, done.output
    said = done.stdout
    for part in ("Beside version 2024-07", "Added: 1", "A|13B|Cannon Crewmember", "--confirm"):
        assert part in said, part
    said = say("--language", "ru", "occupations", "import", file, "--confirm").stdout
    assert "Добавлено: 1" in said
    assert [one["version"] for one in releases(say)] == ["2024-07", "2024-07"]
    table = say("--language", "ru", "occupations", "list").stdout
    assert table.count("действует") == 1


def test_what_cannot_be_taken_in_is_named_in_both_languages(say, tmp_path):
    national = written(tmp_path, NATIONAL, "okz.csv")
    torn = archive(tmp_path, ESCO, "torn.zip")
    torn.write_bytes(torn.read_bytes()[:-60])
    for file, more, english, russian in (
        (national, ("--kind", "esco"), "is another archive", "другой архив"),
        (national, (), "none were given", "не указаны"),
        (torn, (), "is cut short or damaged", "обрывается"),
        (tmp_path / "nowhere.zip", (), "no file", "Нет файла"),
    ):
        for language, says in (("en", english), ("ru", russian)):
            done = say("--language", language, "occupations", "import", file, *more, "--confirm")
            assert done.exit_code == 2
            assert says in done.stderr
    assert releases(say) == []
