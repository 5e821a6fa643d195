"""Paper typed in on pages: one row of digits, a second hand, and what is done where two differ."""

from __future__ import annotations

import pytest

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.assessments.queries import results
from muster.detection.queries import queue
from muster.kernel.time import now
from muster.policy.rules.findings import Tier
from muster.web import addresses
from muster.web.tests.sitting_pages import device
from tests.houses import account_with, enlist, local_day, make_unit, psychologist_of
from tests.reading import reads

pytestmark = pytest.mark.django_db

ROW = "1 0 0 0 0 0 0 0 {nine} 0"


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Sex="male")


@pytest.fixture
def team(unit):
    return device(account_with(ASSESSMENT_TEAM, unit, "team"))


@pytest.fixture
def psychologist(unit):
    return device(account_with(UNIT_PSYCHOLOGIST, unit, "psychologist"))


def typing(client, person, instrument="phq-9"):
    """Find the person by number, choose the questionnaire: the page on which it is typed."""
    new = reads(client, f"{addresses.PAPER}/new")
    which = new.sends(new.form("text"), text="AB-001")
    return which.sends(_posts(which), instrument=instrument)


def _posts(leaf):
    return next(one for one in leaf.forms if one.in_main and one.method == "post")


def filled(leaf, **values):
    today = local_day()
    day = {
        "answered_on-day": str(today.day), "answered_on-month": str(today.month),
        "answered_on-year": str(today.year), "language": "ru",
    }  # fmt: skip
    return leaf.sends(leaf.form("row"), **{**day, **values})


def typed(client, person, nine="0"):
    """Type a whole form as one row, look it over, enter it."""
    looked = filled(typing(client, person), row=ROW.format(nine=nine))
    return looked.sends(looked.form("row"), row="")


def test_a_row_of_digits_stands_in_the_lines_and_is_entered(team, person, unit):
    page = typing(team, person)
    assert "Гайко" in page.text
    assert "9. Thoughts that you would be better off dead" in page.text
    looked = filled(page, row="1 0 0 0 0 0 0 0 2 .")
    form = looked.form("row")
    assert form.fields["item-phq9-9"] == "2"
    assert form.fields["item-phq9-difficulty"] == ""
    assert results(person=person, by=psychologist_of(unit), at=now()) == []
    again = looked.sends(form, row="")
    assert again.heading == "Type the critical items again"
    assert again.form("item-phq9-9").fields["item-phq9-9"] == "", "typed blind"
    [line] = results(person=person, by=psychologist_of(unit), at=now())
    assert (line.score, line.critical) == (3, ("phq9-9",))
    [call] = queue(limit=5, tier=None, already_shown=(), by=psychologist_of(unit), at=now())
    assert call.tier is Tier.AMBER


def test_a_second_hand_agrees(team, psychologist, person):
    typed(team, person)
    page = reads(psychologist, addresses.PAPER)
    assert "Waits for a second key" in page.text
    again = reads(psychologist, _first_address(page))
    done = again.sends(again.form("item-phq9-9"), **{"item-phq9-9": "0"})
    assert "Both keys agree" in done.text
    assert "No form waits" in done.text


def _first_address(page) -> str:
    return addresses.PAPER + page.html.split(f'href="{addresses.PAPER}/', 2)[2].split('"')[0].join(
        ["/", ""]
    )


def test_one_hand_alone_says_so_and_two_that_differ_are_settled_with_the_paper(team, person, unit):
    again = typed(team, person)
    form = again.form("item-phq9-9")
    refused = again.sends(form, **{"item-phq9-9": "1"})
    assert "leave the form to somebody else" in refused.text
    differ = refused.sends(refused.form("item-phq9-9"), **{"item-phq9-9": "1", "alone": "on"})
    assert differ.heading == "Two keys differ"
    assert "First typed" in differ.text
    [call] = queue(limit=5, tier=None, already_shown=(), by=psychologist_of(unit), at=now())
    assert call.tier is Tier.AMBER, "the graver of the two counts at once"
    listed = reads(team, addresses.PAPER)
    assert "both times by one hand" in listed.text
    unsaid = differ.sends(differ.form("correction"), **{"item-phq9-9": "1"})
    assert "Select why the two keys differed" in unsaid.text
    settled = unsaid.sends(
        unsaid.form("correction"), **{"item-phq9-9": "1", "reason": "wrong-answer"}
    )
    assert "It is settled" in settled.text
    latest = results(person=person, by=psychologist_of(unit), at=now())[-1]
    assert latest.critical == ("phq9-9",)


@pytest.mark.parametrize(
    "row", ["1", "9 0 0 0 0 0 0 0 0 0", "x" * 10, "1" * 399, "<script>alert(1)</script>"]
)
def test_a_row_that_cannot_be_read_is_said_and_nothing_is_entered(team, person, unit, row):
    page = filled(typing(team, person), row=row)
    assert "There is a problem" in page.text
    assert "<script>alert" not in page.html
    assert results(person=person, by=psychologist_of(unit), at=now()) == []


@pytest.mark.parametrize("value", ["9", "-1", "x", "1" * 5000])
def test_a_digit_that_is_no_answer_is_said_at_its_line(team, person, unit, value):
    page = filled(typing(team, person), **{"item-phq9-1": value})
    assert "There is a problem" in page.text
    assert results(person=person, by=psychologist_of(unit), at=now()) == []


def test_an_empty_form_and_a_form_without_a_day_are_not_entered(team, person, unit):
    page = typing(team, person)
    assert "Enter the day" in page.sends(page.form("row")).text
    assert "at least one answer" in filled(page).text
    late = filled(page, **{"answered_on-year": "2031", "item-phq9-1": "1"})
    assert "has not come yet" in late.text
    assert results(person=person, by=psychologist_of(unit), at=now()) == []


def test_the_same_form_sent_twice_is_one(team, person, unit):
    looked = filled(typing(team, person), row=ROW.format(nine="0"))
    for _twice in range(2):
        looked.sends(looked.form("row"), row="")
    assert len(results(person=person, by=psychologist_of(unit), at=now())) == 1


def test_a_form_without_critical_items_is_done_when_it_is_entered(team, person):
    looked = filled(typing(team, person, "gad-7"), row="0 1 2 3 0 0 0")
    assert "The form is entered." in looked.sends(looked.form("row"), row="").text


def test_another_units_people_and_papers_do_not_exist(team, person):
    again = typed(team, person)
    stranger = device(account_with(ASSESSMENT_TEAM, make_unit("2"), "stranger"))
    for page in (
        again.address,
        f"{addresses.PAPER}/new/{person}",
        f"{addresses.PAPER}/new/{person}/phq-9",
    ):
        assert reads(stranger, page).status == 404
    found = reads(stranger, f"{addresses.PAPER}/new")
    assert "Nobody by that name" in found.sends(found.form("text"), text="AB-001").text
    assert reads(team, f"{addresses.PAPER}/new/{person}/phq-99").status == 404


def test_a_member_finds_no_paper(person, unit):
    from tests.houses import account_of_person

    assert reads(device(account_of_person(person, unit)), addresses.PAPER).status == 404
