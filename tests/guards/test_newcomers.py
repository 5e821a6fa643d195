"""Nobody from outside is ever counted, listed or reached as personnel.

Every question that counts or names the people of a unit is asked before and after an office takes
in newcomers there, and must have the same answer. And whoever asks the database where people are
placed by hand stands in the list below, with what keeps newcomers out of it.
"""

import csv
import re
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from muster.access.roles import COMMANDER, PERSONNEL_OFFICER, TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.commands.turnout import count_turnout
from muster.assessments.needs import calendars, falling_due
from muster.assessments.queries.campaigns import campaign, foresee
from muster.assessments.queries.turnout import turnout
from muster.assessments.queries.visits import not_done
from muster.config.retention import due
from muster.detection.queries.places import by_unit
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.sheets import open_sheet
from muster.kernel.time import now
from muster.people import facts, queries
from muster.people.commands.codes import issue_codes, issue_codes_to_unit
from muster.people.commands.keeping import record_exposure
from muster.people.commands.merging import merge
from muster.people.commands.moving import correct, move
from muster.people.commands.rosters import import_roster
from muster.people.commands.signing import link_account
from muster.people.commands.temporary import ask_move
from muster.people.queries.listing import listed
from muster.people.queries.temporary import own_moves
from muster.people.rules.files import arrived
from muster.people.rules.roster_columns import ROSTER
from muster.people.rules.temporary import Asked
from muster.people.service import ExposureKind
from muster.people.serving import people_of, serving
from muster.programmes.queries.talks import choosable
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.campaigns import asking
from tests.companies import asked, muster_up
from tests.guards.house import unexcused
from tests.houses import (
    administrator_of,
    local_day,
    make_unit,
    newcomer_to,
    psychologist_of,
    viewer_of_newcomer,
)

MUSTER = Path(__file__).resolve().parents[2] / "muster"
ASKS_FOR_PLACES = re.compile(r"people_placement|people_person\b|\b(Placement|Person)\.objects")
# Files that ask where people are placed, or what kind of record theirs is, and why they may.
BY_HAND = {
    "config/benches/crowd.py": "makes a crowd of subjects to measure with",
    "config/benches/roster.py": "reads personnel that it brought in itself, by their numbers",
    "config/casework_ages.py": "casework's own records by age, in which newcomers do count",
    "config/erasing.py": "judges one named person by the kind of their record",
    "config/retention.py": "names the kind: a newcomer has a rule of their own",
    "care/reach.py": "by service number, which no newcomer has",
    "people/calendars.py": "one named person's own clock",
    "people/cards.py": "one named person's card, which says the kind; queries refuse newcomers",
    "people/commands/merging.py": "two named records, refused where one is a newcomer's",
    "people/commands/erasing.py": "one named person",
    "people/commands/asking.py": "one named person",
    "people/commands/moving.py": "one named person, refused where they never served",
    "people/consents.py": "one named person's last day of service; a newcomer has none",
    "people/details.py": "writes what personnel are found by, by id",
    "people/facts.py": "counts personnel by their kind; the other goes by postings",
    "people/landing.py": "writes what a roster brings, as personnel",
    "people/merges.py": "which records are one person's, by id",
    "people/posts.py": "holders of posts; a newcomer has no post",
    "people/postings.py": "people by id, from their postings; a newcomer has none",
    "people/queries/finding.py": "by words and numbers, of which a newcomer has none",
    "people/queries/merged.py": "one named record",
    "people/reach.py": "what row-level security goes by: offices alone reach newcomers",
    "people/serving.py": "asks for personnel by their kind",
    "people/sexes.py": "one named person",
    "people/subjects.py": "writes subjects and newcomers",
    "people/taking_in.py": "by service numbers and names, of which a newcomer has none",
    "people/temporary.py": "one named person, refused where they never served",
    "vault/trips.py": "an example in a docstring",
}
NAMES = ("Гайко", "Зоря", "Мельник")


def asking_by_hand(root: Path) -> list[str]:
    files = (one for one in root.rglob("*.py") if not {"tests", "migrations"} & set(one.parts))
    return sorted(
        one.relative_to(root).as_posix()
        for one in files
        if ASKS_FOR_PLACES.search(one.read_text(encoding="utf-8"))
    )


def test_whoever_asks_where_people_are_placed_says_what_keeps_newcomers_out():
    what = "asks for people by hand: say what keeps newcomers out of it, or ask people.serving"
    assert unexcused(asking_by_hand(MUSTER), BY_HAND, what) == []


class House:
    """A company under a brigade, a campaign that asks it, and everybody who counts it."""

    def __init__(self):
        self.at = now()
        self.top = make_unit("G")
        self.unit = make_unit("G-1", self.top)
        self.people = muster_up(self.top, {self.unit: NAMES})
        today = local_day(self.at)
        self.campaign = asked(self.unit, today, today + timedelta(days=3), at=self.at)
        self.care, self.root = psychologist_of(self.unit), psychologist_of(self.top)
        self.admin = administrator_of(self.top)

    def of(self, role):
        return Viewer(AccountId(new_id()), role, (self.unit,))

    def inside(self, viewer, ask):
        with unit_of_work(Standing(viewer.role.audience, viewer.units)):
            return ask()

    def figures(self):
        """Return every count and list of this unit's people, by what it is called."""
        at, by, today = self.at, self.care, local_day(self.at)
        lead, officer = self.of(TEAM_LEAD), self.of(PERSONNEL_OFFICER)
        found = {}
        for who in (by, self.root, officer, self.admin):
            name = f"{who.role.key} {len(who.units)} {who is self.root}"
            people = self.inside(who, lambda: people_of([self.top], at))
            found[f"serve {name}"] = sorted(people)
            found[f"strength {name}"] = self.inside(who, lambda: facts.people_by_unit(today))
            found[f"units {name}"] = [
                (one.code, one.people) for one in queries.units(by=who, at=at)
            ]  # fmt: skip
        found["behind"] = self.inside(self.admin, lambda: facts.placements_behind(today))
        found["duty"] = set(self.inside(self.admin, lambda: facts.units_without_duty(at)))
        found["campaign"] = campaign(campaign=self.campaign, by=by, at=at)
        found["foreseen"] = foresee(asking=asking(self.unit, at), by=by, at=at).asked
        found["not done"] = not_done(campaign=self.campaign, unit=self.unit, by=by, at=at)
        found["late"] = count_turnout(by=by_watch(self.top), at=at)
        found["turnout"] = turnout(unit=self.unit, by=self.of(COMMANDER), at=at)
        found["plan"] = self.inside(
            lead, lambda: falling_due([self.top], today.year, calendars(), at)
        )
        found["peers"] = choosable(unit=self.unit, by=by, at=at)
        found["queue"] = self.inside(self.root, lambda: by_unit(at))
        found["codes"] = sorted(
            one.name for one in issue_codes_to_unit(unit=self.unit, by=by, at=at)
        )  # fmt: skip
        found["found"] = queries.find(text="Остап", by=self.admin, at=at)
        found["due"] = [(one.kind, len(one.ids)) for one in due(self.admin, at, careers=False)]
        return found


def by_watch(unit):
    from muster.access.accounts import watch

    return watch((unit,))


@pytest.fixture
def house(db):
    return House()


def test_no_count_and_no_list_of_a_units_people_changes(house):
    before = house.figures()
    who = [newcomer_to(unit) for unit in (house.unit, house.top) for _one in range(6)]
    after = house.figures()
    assert {name for name in before if before[name] != after[name]} == set()
    assert any(before.values())
    for viewer in (house.care, house.root, house.admin):
        alive = house.inside(viewer, lambda: serving(who, house.at))
        assert alive == {}


def test_no_clinician_and_no_commander_reaches_them_and_no_list_says_them(house):
    who = newcomer_to(house.unit)
    for viewer in (house.care, house.root, house.of(COMMANDER), house.of(TEAM_LEAD)):
        with unit_of_work(Standing(viewer.role.audience, viewer.units)), connection.cursor() as one:
            one.execute("SELECT muster_person_within(%s, %s)", [who, list(viewer.units)])
            assert one.fetchone() == (False,), viewer.role.key
    for audience in set(Audience) - {Audience.CASEWORKER, Audience.MEMBER}:
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            unit_of_work(Standing(audience, (house.top,))),
            connection.cursor() as one,
        ):
            one.execute("SELECT count(*) FROM transition_takenin")
    officer = house.of(PERSONNEL_OFFICER)
    assert listed(persons=[who], already_shown=(), by=officer, at=house.at) == {}
    assert queries.names_of(persons=[who], by=officer, at=house.at) == {}
    for reader in (house.care, house.root, officer):
        refused_as(reader, who, house.at, "access.not-found")


def refused_as(reader, who, at, code):
    with pytest.raises(Refused) as refused:
        queries.card(person=who, by=reader, at=at)
    assert refused.value.problem.code == code


def test_personnel_writes_nothing_of_them(house):
    who, at, day = newcomer_to(house.unit), house.at, local_day(house.at)
    officer, other = house.of(PERSONNEL_OFFICER), house.people["Зоря"]
    acts = {
        "move": lambda: move(
            person=who, unit=house.unit, post="", since=day, until=None, by=officer, at=at
        ),
        "correct": lambda: correct(person=who, details={"surname": "Зоря"}, by=officer, at=at),
        "merge": lambda: merge(person=other, absorbed=who, by=officer, at=at),
        "absorb": lambda: merge(person=who, absorbed=other, by=officer, at=at),
        "exposure": lambda: record_exposure(
            person=who, kind=ExposureKind.DEPLOYMENT, since=day, until=None, by=officer, at=at
        ),
        "post": lambda: ask_move(
            person=who, move=new_id(), by=officer, at=at,
            asked=Asked((), day, day + timedelta(days=9), day, None),
        ),
        "account": lambda: link_account(person=who, account=None, by=house.admin, at=at),
    }  # fmt: skip
    for name, act in acts.items():
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.problem.code == "people.never-served", name
    with pytest.raises(Refused) as refused:
        issue_codes(persons=[who], holds=None, by=house.care, at=at)
    assert refused.value.problem.code == "access.not-found"
    with pytest.raises(Refused) as refused:
        own_moves(person=who, by=viewer_of_newcomer(who), at=at)
    assert refused.value.problem.code == "access.not-permitted"


def test_a_roster_that_names_a_namesake_makes_a_record_of_its_own_and_leaves_them_alone(house):
    who = newcomer_to(house.unit, "Гринько Остап")
    before = row_of(house, who)
    report = brings(house, ("N-900", "Гринько", "Остап"))
    assert not report.problems
    assert row_of(house, who) == before
    found = queries.find(text="Гринько", by=house.admin, at=house.at).cards
    assert [one.person != who for one in found] == [True]
    report = brings(house, *((f"M-{1000 + place}", one, "Invented") for place, one in
                             enumerate(NAMES)))  # fmt: skip
    assert not report.problems
    assert row_of(house, who) == before


def brings(house, *rows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            head = ("Service number", "Surname", "Given name", "Unit code")
            csv.writer(file).writerows([head, *((*row, "G-1") for row in rows)])
        listing = arrived(open_sheet(path), ROSTER)
        return import_roster(arrived=listing, chosen=None, confirm=True, by=house.admin, at=now())


def row_of(house, who):
    standing = Standing(Audience.ADMINISTRATOR, (house.top,))
    with unit_of_work(standing), connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.kind, p.merged_into_id, w.unit_id, w.since, w.until, w.outside "
            "FROM people_person p JOIN people_placement w ON w.person_id = p.id WHERE p.id = %s",
            [who],
        )
        return cursor.fetchone()
