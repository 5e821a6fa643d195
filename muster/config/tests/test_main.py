"""The command line: light where it can be, and speaking in sentences where it must refuse."""

import json
import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from muster.config import main as house
from muster.config.main import COMMANDS, _hoisted, muster
from muster.config.preparing import Needs
from muster.config.terminal import language_of
from muster.kernel.problems import ProblemKind
from muster.kernel.words import Sentence


def test_help_loads_no_django_and_needs_no_database(tmp_path):
    asked = (
        "import sys; from muster.config.main import muster\n"
        "try: muster(['--help'], prog_name='muster')\n"
        "except SystemExit: pass\n"
        "sys.exit(any(name.startswith(('django', 'psycopg')) for name in sys.modules))"
    )
    environment = {**os.environ, "MUSTER_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert b"queue" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_help_is_said_in_the_readers_language(language):
    said = CliRunner().invoke(muster, ["--help", "--language", language]).output
    assert COMMANDS["doctor"].says.said_in(language).split()[0] in said


@pytest.mark.parametrize(
    ("line", "hoisted"),
    [
        (["queue", "--as", "anna"], ["--as", "anna", "queue"]),
        (["queue", "--language=ru", "-x"], ["--language=ru", "queue", "-x"]),
        (["queue", "--", "--as", "x"], ["queue", "--", "--as", "x"]),
        (["queue", "--as"], ["--as", "queue"]),
    ],
)
def test_language_and_account_may_stand_anywhere(line, hoisted):
    assert _hoisted(line) == hoisted


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"MUSTER_LANGUAGE": "ru", "LC_ALL": "C"}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_comes_from_the_environment(environment, language):
    assert language_of(environment) == language


@pytest.fixture
def refusing(monkeypatch):
    """A command that refuses, in the house for this test alone."""
    kind = ProblemKind("test.no", says=Sentence("No “{what}”."), do=Sentence("Do not."))

    @click.command()
    @click.option("--json", is_flag=True)
    @click.pass_obj
    def refuse(terminal, json):
        terminal.json = json
        raise kind.refused(what="wine")

    monkeypatch.setitem(COMMANDS, "refuse", house.Entry("nowhere", Sentence("x"), Needs.NOTHING))
    monkeypatch.setattr(house, "_loaded", lambda _entry: refuse)
    yield
    del ProblemKind.register["test.no"]


def test_a_refusal_is_a_sentence_and_a_remedy_on_stderr(refusing):
    done = CliRunner().invoke(muster, ["refuse"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "No “wine”.\nDo not.\n"


def test_a_refusal_is_json_in_both_languages_where_json_was_asked_for(refusing):
    done = CliRunner().invoke(muster, ["refuse", "--json"])
    answer = json.loads(done.stdout)
    told = answer["refused"]
    assert answer["problems"] == [told]  # where a program looks for what is wrong
    assert (done.exit_code, told["code"], told["ru"]["says"]) == (2, "test.no", "No “wine”.")


@pytest.mark.parametrize(
    ("line", "english", "russian"),
    [
        (["quuue"], "There is no command “quuue” here.", "Здесь нет команды «quuue»."),
        (["score", "--bad"], "has no option “--bad”", "нет параметра «--bad»"),
        (["--bad"], "has no option “--bad”", "нет параметра «--bad»"),
        (["--language"], "was not understood", "не поняты"),
        (["score"], "is missing from the line.", "В строке не хватает"),
    ],
)
def test_a_line_that_was_not_understood_is_said_in_both_languages(line, english, russian):
    for language, words in (("en", english), ("ru", russian)):
        done = CliRunner().invoke(muster, line, env={"MUSTER_LANGUAGE": language})
        assert (done.exit_code, done.stdout) == (2, "")
        assert words in done.stderr


def test_help_has_its_headings_in_russian():
    said = CliRunner().invoke(muster, ["score", "--help", "--language", "ru"]).output
    assert "Использование:" in said
    assert "Параметры" in said
    assert "Usage" not in said
