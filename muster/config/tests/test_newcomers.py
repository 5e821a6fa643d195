"""Newcomers as whoever keeps the house meets them: the command line, age, erasure, the doctor."""

import json
from datetime import timedelta

import pytest

from muster.access.accounts import house
from muster.access.roles import CASEWORKER, HOUSE
from muster.access.viewers import Viewer
from muster.config import erasing
from muster.config import retention as removing
from muster.config.erasing_asked import erase_asked, judge_asked
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.people.formation import root_units
from muster.people.queries import card
from muster.transition.commands.cases import end_own_case, open_own_case
from muster.transition.commands.newcomers import take_in
from muster.transition.queries.casework import board
from muster.vault.zones import Zone
from tests.houses import (
    account_with,
    administrator_of,
    local_day,
    make_unit,
    newcomer_to,
    viewer_of_newcomer,
)

pytestmark = pytest.mark.django_db
LONG_AGO = now() - timedelta(days=6 * 366)


def test_the_command_line_takes_in_and_invites_again(installed, speak):
    [root] = root_units()
    unit = make_unit("1", root)
    account_with(CASEWORKER, unit, "c.one")
    as_office = ("--as", "c.one", "transition")
    made = json.loads(speak(*as_office, "take-in", "Остап Гринько", "--json").output)
    assert len(made["code"]) == 24
    again = json.loads(speak(*as_office, "invite", made["person"], "--json").output)
    assert again["account"] == made["account"]
    assert again["code"] != made["code"]
    said = speak(*as_office, "take-in", "Мар'яна", "--language", "ru").output
    assert "/sign-in/invitation" in said
    assert speak(*as_office, "invite", "nobody").exit_code == 2
    assert speak(*as_office, "invite", new_id()).exit_code == 2
    assert speak(*as_office, "take-in", " ").exit_code == 2
    wrong = speak(*as_office, "take-in", "Остап", "--mail", "no address")
    assert wrong.exit_code == 2
    assert speak("transition", "take-in", "Остап").exit_code == 2


def long_known(unit, at=LONG_AGO, **more):
    """Somebody who was taken in, and began, at a time; `ends`: and ended it a day later."""
    who, by = PersonId(new_id()), Viewer(AccountId(new_id()), CASEWORKER, (unit,))
    take_in(newcomer=who, name="Остап", mail="", language="ru", by=by, at=at)
    me = viewer_of_newcomer(who)
    if more.get("begins"):
        open_own_case(person=who, case=new_id(), by=me, at=at)
    if more.get("ends"):
        end_own_case(person=who, by=me, at=at + timedelta(days=1))
    return who


def there(who, unit):
    try:
        return card(person=who, by=administrator_of(unit), at=now()).kind
    except Refused:
        return ""


def test_whose_time_is_over_goes_whole_and_a_running_case_stays():
    unit = make_unit("1")
    over, never_came = long_known(unit, begins=True, ends=True), long_known(unit)
    running, lately = long_known(unit, begins=True), long_known(unit, now() - timedelta(days=9))
    keeper = Viewer(house().account, HOUSE, root_units())
    due = {one.kind: one for one in removing.due(keeper, now()) if one.table == "people_person"}
    assert set(due) == {"transition-cases"}
    assert set(due["transition-cases"].ids) == {over, never_came}
    by = administrator_of(unit)
    for one in removing.due(by, now()):
        assert one.kind == "transition-cases"
    removing.apply(by, now())
    assert [there(one, unit) for one in (over, never_came, running, lately)] == [
        "", "", "newcomer", "newcomer",
    ]  # fmt: skip


@pytest.mark.parametrize("root", [True, False])
def test_on_request_everything_goes_once_the_case_is_over(root):
    top = make_unit("1")
    unit = make_unit("1-1", top)
    by = administrator_of(top if root else unit)
    who = newcomer_to(unit)
    me = viewer_of_newcomer(who)
    open_own_case(person=who, case=new_id(), by=me, at=now())
    held = judge_asked(who, by=by, at=now())
    assert (held["whole"], held["identity"]) == (False, None)
    assert held["rest"] is not None
    end_own_case(person=who, by=me, at=now())
    assert judge_asked(who, by=by, at=now())["whole"]
    erase_asked(who, by=by, at=now())
    assert there(who, unit) == ""
    office = Viewer(AccountId(new_id()), CASEWORKER, (unit,))
    assert board(by=office, at=now()).newcomers == ()


def test_what_they_said_of_work_goes_at_once_and_that_they_agreed_stays_as_a_proof():
    unit = make_unit("1")
    who = newcomer_to(unit)
    me = viewer_of_newcomer(who)
    give_packet(
        person=who, words={"trade": "driver"}, alone=True, by=me, at=now(),
        until=local_day() + timedelta(days=90),
    )  # fmt: skip
    by = administrator_of(unit)
    found = erasing.examine(who, by=by, at=now())
    assert not found.whole
    assert Zone.TRANSITION in found.zones
    erase_asked(who, by=by, at=now())
    office = Viewer(AccountId(new_id()), CASEWORKER, (unit,))
    assert board(by=office, at=now()).packets == ()
    assert board(by=office, at=now()).newcomers == ()
    assert there(who, unit) == "newcomer"


@pytest.mark.database
def test_the_doctor_finds_nothing_wrong_with_them(standing, speak):
    before = findings(speak)
    unit = make_unit("9", root_units()[0])
    who = long_known(unit, now(), begins=True)
    invited = newcomer_to(unit)
    assert who != invited
    assert findings(speak) == before


def findings(speak):
    return {
        (one["name"], one["colour"])
        for one in json.loads(speak("doctor", "--json").stdout)["findings"]
    }
