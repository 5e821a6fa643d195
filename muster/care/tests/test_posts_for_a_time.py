"""From a limitation to a post for a time: command decides, and nothing it can reach says why."""

import csv
from datetime import timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from muster.access.accounts import watch
from muster.access.roles import (
    ADMINISTRATOR,
    COMMANDER,
    PERSONNEL_OFFICER,
    UNIT_PSYCHOLOGIST,
)
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.ahead import open_handovers_ahead
from muster.care.commands.limitations import lift_limitation, order_limitation
from muster.care.commands.reassigning import ask_for_post
from muster.care.models import PostAsked
from muster.care.queries import case_of
from muster.care.queries.handovers import board
from muster.care.queries.limitations import limitations_of
from muster.care.reassigning import barred
from muster.care.rules.limitations import Basis, Form, Terms
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.sheets import open_sheet
from muster.kernel.time import now
from muster.people.commands.deciding import decide_move
from muster.people.commands.moving import move as move_away
from muster.people.commands.posts import import_posts
from muster.people.commands.temporary import ask_move
from muster.people.commands.tending import tend_moves
from muster.people.queries.temporary import move_forms, moves_of
from muster.people.rules.files import arrived
from muster.people.rules.post_list import POSTS
from muster.people.rules.temporary import Asked, State
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, administrator_of, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
AT = now()
DAY = timedelta(days=1)
TODAY = AT.astimezone(ZoneInfo("Europe/Kyiv")).date()
CLINICAL = (
    *("care_limitation", "care_postasked", "care_case", "assessments_score"),
    *("people_moverequest", "people_movefact", "people_detail", "people_placement"),
)


@pytest.fixture
def unit():
    return make_unit("6")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Post="стрелок")


def limited(person, by, functions=("night-duty", "weapons"), days=60):
    terms = Terms(
        Form.ORDINARY, Basis.ASSESSMENT, functions, TODAY, TODAY + days * DAY, TODAY + 20 * DAY,
        "after-review", AT, AT,
    )  # fmt: skip
    return order_limitation(
        person=person, limitation=new_id(), terms=terms, case=None, by=by, at=AT
    )


def asked_for(person, limitation, by, days=40):
    return ask_for_post(
        person=person, limitation=limitation, move=new_id(), ends=TODAY + days * DAY,
        review=TODAY + 20 * DAY, most_km=None, by=by, at=AT,
    )  # fmt: skip


def test_a_limitation_leads_to_a_request_that_says_nothing_of_it(unit, person):
    by = psychologist_of(unit)
    limitation = limited(person, by)
    move = asked_for(person, limitation, by)
    [found] = moves_of(person=person, by=by, at=AT)
    assert (found.id, found.asked.functions) == (move, ("night-duty", "weapons"))
    [one] = limitations_of(person=person, by=by, at=AT)
    assert one.posts == (move,)


def test_a_post_does_not_outlast_its_limitation(unit, person):
    by = psychologist_of(unit)
    limitation = limited(person, by, days=30)
    with pytest.raises(Refused, match="care.post-outlasts-limitation"):
        asked_for(person, limitation, by)
    lift_limitation(person=person, limitation=limitation, words="", by=by, at=AT)
    with pytest.raises(Refused, match="care.limitation-over"):
        asked_for(person, limitation, by, days=20)


def test_the_form_of_a_limitation_is_that_of_any_other_cause(unit, person):
    other = enlist(unit, number="AB-002", surname="Гайко", given="Олесь", Post="стрелок")
    by = psychologist_of(unit)
    asked_for(person, limited(person, by), by)
    asked = Asked(("night-duty", "weapons"), TODAY, TODAY + 40 * DAY, TODAY + 20 * DAY)
    officer = Viewer(AccountId(new_id()), PERSONNEL_OFFICER, (unit,))
    ask_move(person=other, move=new_id(), asked=asked, by=officer, at=AT)
    tend_moves(by=watch((unit,)), at=AT)
    commander = Viewer(AccountId(new_id()), COMMANDER, (unit,))
    one, two = move_forms(by=commander, at=AT)
    assert one.form == two.form


def test_a_commanders_raw_sql_reaches_neither_care_nor_the_request(unit, person):
    by = psychologist_of(unit)
    asked_for(person, limited(person, by), by)
    tend_moves(by=watch((unit,)), at=AT)
    with unit_of_work(Standing(Audience.COMMANDER, (unit,))), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, count(*) FROM people_moveform")
        role, forms = cursor.fetchone()
        assert role.endswith("_commander")
        assert forms == 1
        for table in CLINICAL:
            with pytest.raises(ProgrammingError) as refused, transaction.atomic():
                cursor.execute(f"SELECT * FROM {table}")
            assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
        cursor.execute("SELECT * FROM people_moveform")
        said = b"|".join(str(cell).encode() for cell in cursor.fetchone())
        assert b"night-duty" not in said
        assert b"limitation" not in said


def test_who_is_limited_is_left_where_they_are(unit, person):
    by = psychologist_of(unit)
    limitation = limited(person, by)
    with unit_of_work(Standing(Audience.CLINICIAN, (unit,))):
        assert barred([person]) == {person: frozenset({"night-duty", "weapons"})}
        assert PostAsked.objects.count() == 0
    lift_limitation(person=person, limitation=limitation, words="", by=by, at=AT)
    with unit_of_work(Standing(Audience.CLINICIAN, (unit,))):
        assert barred([person]) == {}


def test_whoever_limited_somebody_looks_after_them_while_they_are_away(unit, person):
    away = make_unit("6-2")
    by = psychologist_of(unit)
    asked_for(person, limited(person, by), by)
    stranger = psychologist_of(away)
    with pytest.raises(Refused, match="access.not-found"):
        limitations_of(person=person, by=stranger, at=AT)
    officer = Viewer(AccountId(new_id()), ADMINISTRATOR, (unit, away))
    move_away(person=person, unit=away, post="", since=None, until=None, by=officer, at=AT)
    for one in (by, stranger):
        assert len(limitations_of(person=person, by=one, at=AT)) == 1


HEADS = ("Unit code", "Post", "What the post demands", "Established strength")
POSTS_THERE = (("6-1", "стрелок", "night-duty", "2"), ("6-2", "писарь", "", "1"))


@pytest.fixture
def companies(unit, tmp_path):
    """Two companies, each with a psychologist of its own, and a post in the second that fits."""
    made = make_unit("6-1", unit), make_unit("6-2", unit)
    path = tmp_path / "posts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADS, *POSTS_THERE])
    listed = arrived(open_sheet(path), POSTS)
    import_posts(arrived=listed, chosen=None, confirm=True, by=administrator_of(unit), at=AT)
    return made


def decided(unit):
    """Let command choose the first post of the only form, and the worker carry it out."""
    commander, keeper = Viewer(AccountId(new_id()), COMMANDER, (unit,)), watch((unit,))
    tend_moves(by=keeper, at=AT)
    [form] = move_forms(by=commander, at=AT)
    decide_move(form=form.id, post=form.form.options[0].post, by=commander, at=AT)
    tend_moves(by=keeper, at=AT)


def soldier(company):
    return enlist(company, number="AB-001", surname="Гайко", given="Олесь", Post="стрелок",
                  From="2025-01-01")  # fmt: skip


def treated(person, company):
    name = f"psychologist-{company}"
    by = Viewer(account_with(UNIT_PSYCHOLOGIST, company, name), UNIT_PSYCHOLOGIST, (company,))
    open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=by.account, by=by, at=AT,
    )  # fmt: skip
    return by


def test_a_post_for_a_time_leaves_the_case_with_its_clinician(unit, companies):
    first, _second = companies
    person = soldier(first)
    by, keeper = treated(person, first), watch((unit,))
    asked_for(person, limited(person, by, ("night-duty",)), by)
    decided(unit)
    [move] = moves_of(person=person, by=by, at=AT)
    assert move.now.state is State.RUNNING
    assert board(already_shown=(), by=by, at=AT) == []
    assert open_handovers_ahead(by=keeper, at=AT) == 0
    assert case_of(person=person, by=by, at=AT)[0].owner == by.account
    # A real posting from there parts them after all, from the unit where the clinician is.
    third = make_unit("6-3", unit)
    move_away(person=person, unit=third, post="", since=None, until=None,
              by=administrator_of(unit), at=AT)  # fmt: skip
    [opened] = board(already_shown=(), by=by, at=AT)
    assert (opened.from_unit, opened.to_unit) == ("6-1", "6-3")


def test_what_was_asked_for_a_limitation_is_looked_at_anew_when_it_is_lifted(unit, companies):
    person = soldier(companies[0])
    by = psychologist_of(unit)
    limitation = limited(person, by, ("night-duty",))
    asked_for(person, limitation, by)
    lift_limitation(person=person, limitation=limitation, words="", by=by, at=AT)
    [withdrawn] = moves_of(person=person, by=by, at=AT)
    assert withdrawn.now.state is State.WITHDRAWN
    first, second = (limited(person, by, ("night-duty",)) for _twice in range(2))
    asked_for(person, first, by)
    decided(unit)
    lift_limitation(person=person, limitation=first, words="", by=by, at=AT)
    running = moves_of(person=person, by=by, at=AT)[0]
    assert running.now.review == TODAY + 20 * DAY, "another limitation spares the same"
    lift_limitation(person=person, limitation=second, words="", by=by, at=AT)
    running = moves_of(person=person, by=by, at=AT)[0]
    assert running.now.review == TODAY + 20 * DAY, "the post was asked for the first alone"


def test_a_running_move_is_reviewed_when_its_limitation_is_lifted(unit, companies):
    person = soldier(companies[0])
    by = psychologist_of(unit)
    limitation = limited(person, by, ("night-duty",))
    asked_for(person, limitation, by)
    decided(unit)
    lift_limitation(person=person, limitation=limitation, words="", by=by, at=AT)
    [running] = moves_of(person=person, by=by, at=AT)
    assert (running.now.state, running.now.ends) == (State.RUNNING, TODAY + 40 * DAY)
    assert running.now.review < TODAY
