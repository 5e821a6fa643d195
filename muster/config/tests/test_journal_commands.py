"""The journal at the command line: verified, sealed, and read as sentences in both languages."""

import json

import psycopg
import pytest

from muster.access.commands import give_role
from muster.access.permissions import Permission
from muster.access.queries import who_looked
from muster.access.roles import MEMBER
from muster.access.telling import every_door
from muster.access.viewers import Viewer
from muster.config.terminal import Terminal
from muster.journal.entries import Draft, Kind, append
from muster.journal.oddities import record
from muster.journal.rules.patterns import Episode, Pattern
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = pytest.mark.database


def test_the_whole_journal_is_verified_and_a_changed_entry_named(committed, standing, speak):
    assert "sealed" in speak("journal", "seal").output
    good = speak("journal", "verify", "--json")
    told = json.loads(good.stdout)
    assert (good.exit_code, told["holds"], told["sealed"]) == (0, True, 3)
    assert told["unsealed"] == 0
    assert speak("journal", "verify").output.startswith("The journal holds: 3 sealed entries")
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        [changed] = admin.execute(
            "UPDATE journal_entry SET purpose = 'x' WHERE command = 'access.set-up' RETURNING id"
        ).fetchone()
    bad = speak("journal", "verify", "--json")
    told = json.loads(bad.stdout)
    assert (bad.exit_code, told["entry"]) == (1, str(changed))
    assert "изменена" in told["fault"]["ru"]
    assert str(changed) in speak("journal", "verify").output


def test_the_journal_is_read_as_sentences_by_an_auditor_alone(installed, speak):
    shown = speak("journal", "show")
    assert "The installation was set up" in " ".join(shown.output.split())
    entries = json.loads(speak("journal", "show", "--json").stdout)["entries"]
    assert [one["command"] for one in entries] == [
        "people.found-force", "access.set-up", "access.invite", "access.read-journal",
    ]  # fmt: skip
    assert entries[1]["ru"] != entries[1]["en"]
    assert len(json.loads(speak("journal", "show", "--last", 1, "--json").stdout)["entries"]) == 1
    assert speak("journal", "show", "--since", "2200-01-01", "--json").stdout.count("command") == 0
    assert speak("journal", "show", "--as", "anna").exit_code == 2


def test_what_concerns_a_person_is_found_and_the_looking_is_entered(installed, speak):
    someone, other = PersonId(new_id()), PersonId(new_id())
    with unit_of_work(Standing(Audience.PLATFORM)) as work:
        for mentioned in ([someone, other], [other]):
            append(
                work,
                Draft(
                    Kind.READ, "detection.queue", new_id(), "unit-psychologist", "care",
                    Zone.CLINICAL, now(), people=mentioned,
                ),
            )  # fmt: skip
    asked = ("journal", "show", "--person", someone, "--json")
    [first] = json.loads(speak(*asked).stdout)["entries"]
    assert "It concerned 2 people." in first["en"]
    assert len(json.loads(speak(*asked).stdout)["entries"]) == 2
    me = Viewer(AccountId(new_id()), MEMBER, person=someone)
    commands = [row.command for row in who_looked(person=someone, by=me, at=now())]
    assert commands == ["detection.queue", "access.read-journal", "access.read-journal"]


def test_a_refusal_stands_in_the_journal(installed, speak):
    auditor = Terminal(account="operator").acting(Permission.READ_JOURNAL)
    with pytest.raises(Exception, match="not-permitted"):
        give_role(
            account="x", role="auditor", unit=installed.unit, until=now(), by=auditor, at=now()
        )
    assert "Asked for and refused: A role was given" in " ".join(
        speak("journal", "show", "--last", 1, env={"COLUMNS": "200"}).output.split()
    )


def test_every_rooms_doors_are_found():
    assert {"people.erase", "detection.queue", "policy.verify-crisis-number"} <= set(every_door())


def test_what_the_watch_found_is_listed_with_its_numbers(installed, speak):
    episode = Episode(Pattern.MANY, installed.accounts["anna"], "administrator", now(), now(), 31)
    with unit_of_work(Standing(Audience.PLATFORM)):
        record([episode], now())
    (found,) = json.loads(speak("journal", "unusual", "--json").stdout)["findings"]
    assert (found["pattern"], found["account"], found["count"]) == ("many-readings", "anna", 31)
    assert found["en"].startswith("31 people from")
    assert found["ru"].startswith("Людей: 31")
    assert "anna" in speak("journal", "unusual").stdout
