"""Two records of one person on pages: side by side, made one with a reason, and parted again."""

from __future__ import annotations

import pytest

from muster.access.roles import PERSONNEL_OFFICER, UNIT_PSYCHOLOGIST
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.queries import card, joined
from muster.web.administrator.tests.house import make_house, signed_in, texts
from tests.houses import account_with, administrator_of, enlist, make_unit

pytestmark = pytest.mark.django_db
HERE = "/administration/people"


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def browser(house):
    return signed_in(house.account)


@pytest.fixture
def hayko(house):
    return enlist(house.first, number="AB-001", surname="Гайко", given="Олесь", Sex="male")


@pytest.fixture
def again(house):
    return enlist(house.second, number="AB-010", surname="Гайко", given="Олесь", Sex="male")


def join(browser, first, other, **said):
    return browser.post(f"{HERE}/{first}/records/join", {"other": other, "compared": "1", **said})


def found(house, person):
    return card(person=person, by=administrator_of(house.unit), at=now()).person


def test_the_other_record_is_found_by_whole_words_and_not_this_one(browser, hayko, again):
    said = browser.post(f"{HERE}/{hayko}/records", {"text": "гайко"}).content.decode()
    assert f'value="{again}"' in said
    assert f'value="{hayko}"' not in said
    assert "Nobody else" in texts(browser.post(f"{HERE}/{hayko}/records", {"text": "гай"}))


def test_two_records_stand_side_by_side_before_anything_is_done(house, browser, hayko, again):
    shown = browser.post(f"{HERE}/{hayko}/records/join", {"other": again})
    said = texts(shown)
    assert "Гайко Олесь Гайко Олесь the same" in said
    assert "AB-001 AB-010 differs" in said
    assert "There is a problem" not in said
    russian = signed_in(house.account, "ru")
    shown = russian.post(f"{HERE}/{hayko}/records/join", {"other": again})
    assert "мужской мужской совпадает" in texts(shown)
    assert found(house, again) == again


def test_two_records_are_made_one_only_with_a_reason_and_the_one_to_keep(
    house, browser, hayko, again
):
    said = texts(join(browser, hayko, again))
    assert "Select which record is kept" in said
    assert "Select why they are one person" in said
    assert found(house, again) == again
    done = join(browser, hayko, again, keep=again, why="entered-twice")
    assert done["Location"] == f"{HERE}/{again}?done=joined"
    assert found(house, hayko) == again
    said = texts(browser.get(done["Location"]))
    assert "The two records are read as one" in said
    assert "2 records are read as this person's." in said


def test_a_merge_is_undone_from_the_history(house, browser, hayko, again):
    join(browser, hayko, again, keep=hayko, why="otherwise-known")
    shown = browser.get(f"{HERE}/{hayko}/records").content.decode()
    assert f'name="absorbed" value="{again}"' in shown
    done = browser.post(f"{HERE}/{hayko}/records/part", {"absorbed": again})
    assert done["Location"] == f"{HERE}/{hayko}?done=parted"
    assert "apart again" in texts(browser.get(done["Location"]))
    assert found(house, again) == again
    assert "Parted again on" in texts(browser.get(f"{HERE}/{hayko}/records"))
    [past] = joined(person=hayko, by=administrator_of(house.unit), at=now())
    assert past.parted_at is not None


def test_what_the_room_refuses_is_said_on_the_page(browser, hayko, again):
    said = join(browser, hayko, hayko, keep=hayko, why="entered-twice")
    assert "A record cannot be merged with itself." in texts(said)


@pytest.mark.parametrize("where", ["join", "part"])
def test_a_record_of_another_force_is_not_there(browser, hayko, where):
    stranger = enlist(make_unit("9"), number="ZZ-001", surname="Гайко", given="Олесь")
    for other in (stranger, new_id(), "nobody", ""):
        given = {"other": other, "absorbed": other}
        assert browser.post(f"{HERE}/{hayko}/records/{where}", given).status_code == 404


def test_a_personnel_officer_joins_records_and_erases_nobody(house, hayko, again):
    officer = signed_in(account_with(PERSONNEL_OFFICER, house.unit, "vira"))
    said = texts(officer.get(f"{HERE}/{hayko}"))
    assert "Make two records one" in said
    assert "Erase this person" not in said
    assert officer.get(f"{HERE}/{hayko}/erase").status_code == 404
    done = join(officer, hayko, again, keep=hayko, why="came-back")
    assert done["Location"] == f"{HERE}/{hayko}?done=joined"


def test_a_psychologist_joins_and_erases_nobody(house, hayko):
    psychologist = signed_in(account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.hnat"))
    for page in ("records", "records/join", "records/part", "erase"):
        assert psychologist.get(f"{HERE}/{hayko}/{page}").status_code == 404


def test_joining_and_erasing_ask_to_show_again_who_sits_there(house, hayko):
    stale = signed_in(house.account, again=False)
    for page in ("records", "records/join", "records/part", "erase"):
        asked = stale.post(f"{HERE}/{hayko}/{page}")
        assert asked["Location"].startswith("/sign-in/again?next=")


def test_an_erasure_is_asked_of_the_worker_and_nobody_goes_by_a_press(house, browser, hayko):
    place = f"{HERE}/{hayko}/erase"
    assert "Erase for ever" not in texts(browser.get(place))
    assert browser.post(place, {"ask": "1"})["Location"] == place
    assert "It is being worked on." in texts(browser.get(place))
    said = texts(browser.post(place, {"repeat": "AB-002"}))
    assert found(house, hayko) == hayko
    assert "It is being worked on." in said
