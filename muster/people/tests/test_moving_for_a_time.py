"""A post for a time: asked without a reason, decided by command, begun, ended, and back again."""

import csv
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from muster.access.accounts import watch
from muster.access.permissions import Permission
from muster.access.roles import COMMANDER, MEMBER, PERSONNEL_OFFICER, WATCH
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.sheets import open_sheet
from muster.kernel.time import now
from muster.people.commands.deciding import decide_move
from muster.people.commands.posts import import_posts
from muster.people.commands.temporary import (
    ask_move,
    propose_moves,
    review_move,
    say_of_move,
    shorten_move,
    withdraw_move,
)
from muster.people.commands.tending import tend_moves
from muster.people.models import MoveForm, MoveRequest
from muster.people.queries import card
from muster.people.queries.temporary import move, move_form, move_forms, moves, moves_of, own_moves
from muster.people.rules.files import arrived
from muster.people.rules.post_list import POSTS
from muster.people.rules.temporary import Asked, State, View
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import administrator_of, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
AT, KYIV = now(), ZoneInfo("Europe/Kyiv")
DAY = timedelta(days=1)
HEADS = ("Unit code", "Post", "What the post demands", "Nights in a month", "Lowest rank",
         "Required qualifications", "Established strength", "May be swapped", "Latitude",
         "Longitude")  # fmt: skip
LIST = (
    ("8-1", "rifleman", "weapons; ночные дежурства", "6", "", "", "2", "", "49.99", "36.23"),
    ("8-2", "clerk", "", "", "", "", "1", "", "50.00", "36.20"),
    ("8-2", "driver", "driving", "", "", "driver-c", "1", "", "50.00", "36.20"),
    ("8-2", "storekeeper", "", "", "OR-1", "", "1", "yes", "50.45", "30.52"),
)


def listed(tmp_path, rows=LIST):
    path = tmp_path / "posts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return arrived(open_sheet(path), POSTS)


@pytest.fixture
def brigade():
    return make_unit("8")


@pytest.fixture
def companies(brigade, tmp_path):
    first, second = make_unit("8-1", brigade), make_unit("8-2", brigade)
    import_posts(
        arrived=listed(tmp_path), chosen=None, confirm=True, by=administrator_of(brigade), at=AT
    )
    return first, second


@pytest.fixture
def person(companies):
    return enlist(companies[0], number="AB-001", surname="Гайко", given="Олесь", Rank="рядовой",
                  Post="rifleman", From="2025-01-01")  # fmt: skip


def personnel(unit):
    return Viewer(AccountId(new_id()), PERSONNEL_OFFICER, (unit,))


def commander(unit):
    return Viewer(AccountId(new_id()), COMMANDER, (unit,))


def asked(days=40, functions=("night-duty",), **more):
    today = AT.astimezone(KYIV).date()
    return Asked(functions, today, today + days * DAY, today + min(days, 28) * DAY, **more)


def requested(person, by, what=None):
    made = new_id()
    ask_move(person=person, move=made, asked=what or asked(), by=by, at=AT)
    return made


def tend(brigade, at=AT):
    return tend_moves(by=watch((brigade,)), at=at)


def test_a_list_of_posts_is_reported_confirmed_and_changes_nothing_twice(brigade, tmp_path):
    make_unit("8-1", brigade), make_unit("8-2", brigade)
    by = administrator_of(brigade)
    bad = (*LIST, ("8-2", "cook", "singing", "", "", "", "1", "", "", ""),
           ("8-9", "cook", "", "", "", "", "1", "", "", ""),
           ("8-2", "guard", "", "40", "Hetman", "", "", "perhaps", "95", ""))  # fmt: skip
    seen = import_posts(arrived=listed(tmp_path, bad), chosen=None, confirm=False, by=by, at=AT)
    assert (seen.rows, seen.refused, seen.counts["new"]) == (7, 3, 4)
    assert {(one.row, one.code) for one in seen.problems} == {
        (5, "people.no-function"), (6, "people.no-such-unit"), (7, "people.no-whole-number"),
        (7, "people.no-rank"), (7, "people.no-yes-or-no"), (7, "people.no-degrees"),
    }  # fmt: skip
    assert seen.problems[0].column == "What the post demands"
    told = [
        import_posts(arrived=listed(tmp_path), chosen=None, confirm=True, by=by, at=AT).counts
        for _twice in range(2)
    ]
    assert [one["new"] for one in told] == [4, 0]
    assert told[1]["unchanged"] == 4


def test_posts_that_fit_stand_before_command_the_nearest_first(brigade, companies, person):
    requested(person, psychologist_of(companies[0]))
    assert tend(brigade) == 1
    [form] = move_forms(by=commander(brigade), at=AT)
    assert form.form.name == "рядовой Гайко Олесь"
    assert [one.title for one in form.form.options] == ["clerk", "storekeeper"]
    assert form.form.options[0].km == pytest.approx(2.4, abs=0.3)
    assert form.form.post == "rifleman"
    assert tend(brigade) == 0


def test_the_form_is_the_same_whoever_asks_and_whatever_for(brigade, companies):
    people = [
        enlist(
            companies[0],
            number=f"AB-00{place}",
            surname="Гайко",
            given="Олесь",
            Rank="рядовой",
            Post="rifleman",
        )
        for place in (1, 2)
    ]
    requested(people[0], psychologist_of(companies[0]))
    requested(people[1], personnel(companies[0]))
    tend(brigade)
    one, other = move_forms(by=commander(brigade), at=AT)
    assert one.form == other.form
    with unit_of_work(Standing(Audience.COMMANDER, (brigade,))), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_moveform ORDER BY id")
        rows = cursor.fetchall()
        names = [column.name for column in cursor.description]
    assert set(names) == {
        "id", "person_id", "request_id", "turn", "written_at", "until", "gone_at", "sealed",
    }  # fmt: skip
    assert len({len(row[names.index("sealed")]) for row in rows}) == 1


def test_the_way_there_and_the_way_back_are_one_record(brigade, companies, person):
    by, before = personnel(brigade), AT
    made = requested(person, by)
    tend(brigade)
    [form] = move_forms(by=commander(brigade), at=AT)
    clerk = form.form.options[0].post
    decide_move(form=form.id, post=clerk, by=commander(brigade), at=AT)
    with pytest.raises(Refused, match="people.decided-already"):
        decide_move(form=form.id, post=None, by=commander(brigade), at=AT)
    assert tend(brigade) == 1
    found = move(move=made, by=by, at=before)
    assert (found.now.state, found.chosen.title) == (State.RUNNING, "clerk")
    now_at = card(person=person, by=by, at=AT)
    assert (now_at.post, now_at.unit) == ("clerk", companies[1])
    [stands] = move_forms(by=commander(companies[1]), at=AT)
    assert stands.form.chosen == clerk

    assert review_move(person=person, move=made, by=by, at=AT + 20 * DAY) <= found.now.ends
    after = AT + 42 * DAY
    tend(brigade, after)
    [over] = moves_of(person=person, by=by, at=after)
    assert over.now.state is State.RETURNED
    assert over.asked.functions == ()
    assert move_forms(by=commander(brigade), at=AT) == []
    assert moves(by=by, at=after) == []
    with unit_of_work(Standing(Audience.ADMINISTRATOR, (brigade,))):
        assert MoveRequest.objects.get(id=made).functions == []
    member = Viewer(AccountId(new_id()), MEMBER, person=person)
    say_of_move(person=person, move=made, view=View.HELPED, by=member, at=after)
    assert own_moves(person=person, by=member, at=after)[0].now.view == "helped"


def test_a_return_can_be_brought_forward(brigade, companies, person):
    by = personnel(brigade)
    made = requested(person, by)
    tend(brigade)
    [form] = move_forms(by=commander(brigade), at=AT)
    decide_move(form=form.id, post=form.form.options[0].post, by=commander(brigade), at=AT)
    tend(brigade)
    later = AT + 10 * DAY
    shorten_move(person=person, move=made, last=later.astimezone(KYIV).date(), by=by, at=later)
    tend(brigade, later + 2 * DAY)
    [over] = moves_of(person=person, by=by, at=later)
    assert (over.now.state, over.now.returned) == (
        State.RETURNED,
        (later + DAY).astimezone(KYIV).date(),
    )
    now_at = card(person=person, by=by, at=later + 2 * DAY)
    assert (now_at.post, now_at.unit) == ("rifleman", companies[0])


def test_a_seat_that_was_taken_meanwhile_is_not_given_twice(brigade, companies, person):
    other = enlist(companies[0], number="AB-002", surname="Зоря", given="Ян", Rank="рядовой",
                   Post="rifleman", From="2025-01-01")  # fmt: skip
    by = personnel(brigade)
    first, second = requested(person, by), requested(other, by)
    tend(brigade)
    forms = move_forms(by=commander(brigade), at=AT)
    clerk = forms[0].form.options[0].post
    for form in forms:
        decide_move(form=form.id, post=clerk, by=commander(brigade), at=AT)
    tend(brigade)
    states = [move(move=one, by=by, at=AT).now.state for one in (first, second)]
    assert states == [State.RUNNING, State.OFFERED]
    [anew] = [one for one in move_forms(by=commander(brigade), at=AT) if one.decided is None]
    assert clerk not in [one.post for one in anew.form.options]


def test_a_commander_decides_for_units_of_their_own_alone(brigade, companies, person):
    requested(person, personnel(brigade))
    tend(brigade)
    own = commander(companies[0])
    [form] = move_forms(by=own, at=AT)
    with pytest.raises(Refused, match="people.post-beyond"):
        decide_move(form=form.id, post=form.form.options[0].post, by=own, at=AT)
    with pytest.raises(Refused, match="people.no-such-option"):
        decide_move(form=form.id, post=new_id(), by=own, at=AT)
    assert move_forms(by=commander(companies[1]), at=AT) == []
    with pytest.raises(Refused, match="access.not-found"):
        decide_move(form=form.id, post=None, by=commander(companies[1]), at=AT)
    decide_move(form=form.id, post=None, by=own, at=AT)
    tend(brigade)
    assert move_forms(by=own, at=AT) == []


def test_a_request_can_be_taken_back_and_another_made(brigade, companies, person):
    by = personnel(brigade)
    made = requested(person, by)
    with pytest.raises(Refused, match="people.move-asked-already"):
        requested(person, by)
    tend(brigade)
    withdraw_move(person=person, move=made, by=by, at=AT)
    with pytest.raises(Refused, match="people.move-not-so-far"):
        withdraw_move(person=person, move=made, by=by, at=AT)
    tend(brigade)
    with unit_of_work(Standing(Audience.CLINICIAN, (brigade,))):
        assert MoveForm.objects.get().sealed is None
    assert move_forms(by=commander(brigade), at=AT) == []
    requested(person, by)


def test_what_personnel_proposes_stands_first(brigade, companies, person):
    by = personnel(brigade)
    made = requested(person, by)
    tend(brigade)
    [form] = move_forms(by=commander(brigade), at=AT)
    last = form.form.options[-1].post
    later = AT + timedelta(minutes=1)
    assert propose_moves(chosen={made: last}, by=by, at=later) == 1
    tend(brigade, later + timedelta(minutes=1))
    anew = move_form(form=form.id, by=commander(brigade), at=AT)
    assert anew.form.proposed == last == anew.form.options[0].post


def test_who_may_do_what():
    assert Permission.DECIDE_MOVE in COMMANDER.may
    assert Permission.TEND_MOVES in WATCH.may
    assert Permission.ASSIGN_MOVES in PERSONNEL_OFFICER.may
    assert Permission.SAY_OF_MOVE in MEMBER.may
    assert not {Permission.ASK_MOVE, Permission.ASSIGN_MOVES} & COMMANDER.may
