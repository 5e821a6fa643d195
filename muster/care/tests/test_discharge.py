"""Discharge: the letter is the person's, a clinician outside accepts, nobody is let go early."""

from datetime import timedelta

import pytest

from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.roles import MEMBER, OUTSIDE_CLINICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.letters import answer_letter, note_letter_answer, write_letter
from muster.care.commands.outside import (
    accept_outside,
    decline_outside,
    keep_outside_visit,
    record_outside_call,
    send_outside_link,
)
from muster.care.outsiders import Who, held_by
from muster.care.queries import case_of
from muster.care.queries.handovers import board, handover_of
from muster.care.queries.letters import letter_of, own_handovers, own_summary
from muster.care.queries.outside import outside_page
from muster.care.rules.letters import Letter, OwnWords, Part, goes_along
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.consenting import consent
from muster.people.commands.moving import end_posting
from muster.people.consents import Item
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import (
    account_of_person,
    account_with,
    administrator_of,
    enlist,
    local_day,
    make_unit,
)

OUTSIDE = Who("Dr. Sokil", "Clinic by the river", "+380441112233", "555-0102")
SAYS = Letter({"why": "Sleeps badly since spring.", "helps": "Running."})


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def member(person, unit):
    return Viewer(account_of_person(person, unit), MEMBER, person=person)


@pytest.fixture
def losing(unit):
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"), UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def handover(person, unit, losing):
    """The person's last day is today, and nobody knew of it yesterday."""
    open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=losing.account, by=losing, at=now() - timedelta(hours=2),
    )  # fmt: skip
    end_posting(person=person, until=local_day(), by=administrator_of(unit), at=now())
    (line,) = board(already_shown=(), by=losing, at=now())
    return line.handover


def agreed(person, member):
    consent(
        person=person, item=Item.HANDOVER, until=local_day() + timedelta(days=90), alone=True,
        by=member, at=now(),
    )  # fmt: skip


def written(person, handover, losing, parts=("words", "plan")):
    return write_letter(
        person=person, handover=handover, letter=new_id(), says=SAYS, parts=parts, by=losing,
        at=now(),
    )  # fmt: skip


def linked(person, handover, losing, at=None):
    digits = send_outside_link(
        person=person, handover=handover, who=OUTSIDE, by=losing, at=at or now()
    )
    return digits, held(digits)


def held(digits, at=None):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return held_by(digits, at or now())


def outsider(found):
    return Viewer(AccountId(found.asked), OUTSIDE_CLINICIAN, (found.unit,))


def accepted(person, handover, found, days=5, at=None):
    accept_outside(
        person=person, handover=handover, who=OUTSIDE, visit_on=local_day() + timedelta(days=days),
        by=outsider(found), at=at or now(),
    )  # fmt: skip


def test_nothing_goes_along_before_the_person_agreed_nor_what_they_leave_out():
    offered = ["words", "plan", "scores"]
    assert goes_along(offered, [], None) == ()
    assert goes_along(offered, [], False) == ()
    assert goes_along(offered, ["scores"], True) == (Part.WORDS, Part.PLAN)


@pytest.mark.django_db
def test_the_person_sees_the_letter_leaves_out_and_adds(person, member, losing, handover):
    letter = written(person, handover, losing)
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert len(waiting_for(member.account)) == 1
    (seen,) = own_handovers(person=person, by=member, at=now())
    assert (seen.letter.says, seen.outside, seen.letter.parts) == (SAYS, True, ())
    answer_letter(
        person=person, letter=letter, agrees=True, left_out=["plan"],
        own=OwnWords("I run at six.", "A clinic near the sea."), by=member, at=now(),
    )  # fmt: skip
    found = letter_of(person=person, handover=handover, by=losing, at=now())
    assert found.letter.parts == (Part.WORDS,)
    assert found.letter.own.wishes == "A clinic near the sea."


@pytest.mark.django_db
def test_a_letter_written_anew_asks_anew(person, member, losing, handover):
    first = written(person, handover, losing)
    note_letter_answer(
        person=person, letter=first, agrees=True, left_out=[], own=OwnWords("", ""), by=losing,
        at=now(),
    )  # fmt: skip
    written(person, handover, losing, parts=("words", "scores"))
    assert letter_of(person=person, handover=handover, by=losing, at=now()).letter.parts == ()
    with pytest.raises(Refused) as refusal:
        answer_letter(
            person=person, letter=first, agrees=True, left_out=[], own=OwnWords("", ""),
            by=member, at=now(),
        )  # fmt: skip
    assert refusal.value.problem.code == "care.no-letter"


@pytest.mark.django_db
def test_nobody_outside_learns_anything_without_the_persons_consent(person, losing, handover):
    for act in (
        lambda: linked(person, handover, losing),
        lambda: record_outside_call(
            person=person, handover=handover, who=OUTSIDE, visit_on=local_day(), by=losing,
            at=now(),
        ),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.problem.code == "care.no-consent-outside"


@pytest.mark.django_db
def test_a_link_is_answered_once_and_the_losing_clinician_stays_until_the_visit(
    person, member, losing, handover
):
    agreed(person, member)
    _digits, found = linked(person, handover, losing)
    page = outside_page(person=person, handover=handover, by=outsider(found), at=now())
    assert (page.name, page.asks, page.call_back) == ("Олесь Гайко", "dr.hnat", "555-0102")
    accepted(person, handover, found)
    with pytest.raises(Refused):
        accepted(person, handover, found)
    assert held(_digits) is None
    (case,) = case_of(person=person, by=losing, at=now())
    assert (case.owner, case.ended) == (losing.account, False)
    story = handover_of(person=person, handover=handover, by=losing, at=now())
    assert story.state.owner == str(losing.account)
    assert story.state.due.date() == local_day() + timedelta(days=5)
    keep_outside_visit(person=person, handover=handover, words="Seen.", by=losing, at=now())
    (case,) = case_of(person=person, by=losing, at=now())
    assert (case.state, case.ended) == ("handed-over", True)
    assert board(already_shown=(), by=losing, at=now()) == []


@pytest.mark.django_db
def test_a_link_expires_and_a_later_one_takes_it_back(person, member, losing, handover):
    agreed(person, member)
    digits, found = linked(person, handover, losing)
    assert held(digits, now() + timedelta(days=16)) is None
    with pytest.raises(Refused) as refusal:
        accepted(person, handover, found, days=30, at=now() + timedelta(days=16))
    assert refusal.value.problem.code == "care.link-over"
    second, _found = linked(person, handover, losing)
    assert held(digits) is None
    assert held(second) is not None
    assert held("not digits") is None


@pytest.mark.django_db
def test_who_declines_leaves_the_case_where_it_was(person, member, losing, handover):
    agreed(person, member)
    _digits, found = linked(person, handover, losing)
    decline_outside(person=person, handover=handover, by=outsider(found), at=now())
    (line,) = board(already_shown=(), by=losing, at=now())
    assert (line.stage.value, line.owner) == ("open", losing.account)


@pytest.mark.django_db
def test_a_recorded_call_is_an_acceptance_by_name_and_its_visit_can_be_late(
    person, member, losing, handover
):
    agreed(person, member)
    for day, code in ((local_day() - timedelta(days=1), "care.outside-visit-past"),):
        with pytest.raises(Refused) as refusal:
            record_outside_call(
                person=person, handover=handover, who=OUTSIDE, visit_on=day, by=losing, at=now()
            )
        assert refusal.value.problem.code == code
    day = local_day() + timedelta(days=3)
    record_outside_call(
        person=person, handover=handover, who=OUTSIDE, visit_on=day, by=losing, at=now()
    )
    (seen,) = own_handovers(person=person, by=member, at=now())
    assert (seen.outsider.who.name, seen.outsider.visit_on) == ("Dr. Sokil", day)
    (line,) = board(already_shown=(), by=losing, at=now())
    assert line.late(now() + timedelta(days=5))


@pytest.mark.django_db
def test_whoever_leaves_on_the_same_day_has_a_summary_without_any_letter(person, member, handover):
    found = own_summary(person=person, by=member, at=now())
    assert found.letter is None
    assert found.owner is not None


def test_whoever_has_a_link_may_answer_and_nothing_else():
    assert OUTSIDE_CLINICIAN.may == {Permission.ANSWER_OUTSIDE}
    assert Permission.ANSWER_LETTER in MEMBER.may
