"""From “I need help now” to the first visit that was kept, with a welfare check on the way."""

from datetime import timedelta

import pytest

from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.roles import HEAD_OF_SERVICE, MEMBER, PHYSICIAN, UNIT_PSYCHOLOGIST, WATCH
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.care.commands.crises import (
    close_crisis,
    keep_crisis_visit,
    note_in_crisis,
    note_late_crises,
    offer_crisis,
    report_threat,
)
from muster.care.commands.disclosing import disclose
from muster.care.crises import rows_against_facts
from muster.care.queries import case_of
from muster.care.queries.crises import crises_of, open_crises, told_to_others
from muster.care.rules.crises import Act, Awaited, Kind
from muster.detection.commands.alerting import acknowledge
from muster.detection.commands.working import not_reached, reached
from muster.detection.queries.morning import call_of
from muster.detection.queries.own import own_steps
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.duty import DutyRole
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, enlist, make_unit, takes_duty

pytestmark = pytest.mark.django_db
AT = now()
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def anna(unit):
    account = account_with(UNIT_PSYCHOLOGIST, unit, "anna")
    takes_duty(account, unit)
    return Viewer(account, UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def doctor(unit):
    account = account_with(PHYSICIAN, unit, "doctor")
    takes_duty(account, unit, DutyRole.DOCTOR)
    return Viewer(account, PHYSICIAN, (unit,))


def asks_for_help(person, at=AT):
    member = Viewer(AccountId(new_id()), MEMBER, person=person)
    ask_for_help(person=person, request=new_id(), urgent=True, by=member, at=at)


def notes(person, act, at, by, code="", words=""):
    note_in_crisis(person=person, act=act, code=code, words=words, by=by, at=at)


def screens(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return [one.kind.value for one in waiting_for(account)]


def test_nobody_answers_so_somebody_goes_and_the_person_is_handed_on(unit, person, anna, doctor):
    asks_for_help(person)
    (line,) = open_crises(already_shown=(), by=anna, at=AT)
    assert (line.person, line.awaited, line.responsible) == (person, Awaited.VOICE, None)
    acknowledge(person=person, by=anna, at=AT + MINUTE)
    not_reached(person=person, reason="no-answer", by=anna, at=AT + 5 * MINUTE)
    watch, head = (
        Viewer(AccountId(new_id()), WATCH, (unit,)),
        account_with(HEAD_OF_SERVICE, unit, "head"),
    )
    assert note_late_crises(by=watch, at=AT + 14 * MINUTE) == 0
    assert note_late_crises(by=watch, at=AT + 16 * MINUTE) == 1
    assert note_late_crises(by=watch, at=AT + 17 * MINUTE) == 0
    assert screens(head) == ["waiting"]
    assert "waiting" in screens(anna.account)
    (story,) = crises_of(person=person, by=anna, at=AT + 17 * MINUTE)
    assert story.send_somebody
    notes(person, Act.CHECK_SENT, AT + 18 * MINUTE, anna, words="Sergeant Koval, on foot.")
    assert screens(head) == []
    notes(person, Act.CHECKED, AT + 30 * MINUTE, anna, "safe", "In the boiler house, cold.")
    notes(person, Act.EVALUATED, AT + 2 * HOUR, anna, "care")
    meets = AT + 3 * DAY
    offer_crisis(
        person=person, to=doctor.account, meets=meets, words="Sleeps badly.", by=anna,
        at=AT + 3 * HOUR,
    )  # fmt: skip
    notes(person, Act.ACCEPTED, AT + 4 * HOUR, doctor)
    (story,) = crises_of(person=person, by=anna, at=AT + 5 * HOUR)
    assert story.state.responsible == str(anna.account)
    assert case_of(person=person, by=anna, at=AT) == []
    keep_crisis_visit(person=person, words="We met.", by=doctor, at=meets)
    assert open_crises(already_shown=(), by=anna, at=meets) == []
    (case,) = case_of(person=person, by=anna, at=meets)
    assert case.owner == doctor.account
    assert "In the boiler house, cold." in [
        one.words for one in crises_of(person=person, by=anna, at=meets)[0].story
    ]
    with unit_of_work(anna.standing()):
        assert rows_against_facts() == []


def test_the_voice_in_the_queue_is_the_voice_in_the_crisis(person, anna):
    asks_for_help(person)
    reached(person=person, by=anna, at=AT + 4 * MINUTE)
    (line,) = open_crises(already_shown=(), by=anna, at=AT + 5 * MINUTE)
    assert (line.awaited, line.responsible) == (Awaited.PERSON, anna.account)
    asks_for_help(person, AT + 6 * MINUTE)
    assert len(crises_of(person=person, by=anna, at=AT + 7 * MINUTE)) == 1, "an open one covers it"


def test_a_doctor_on_duty_answers_as_well(person, anna, doctor):
    asks_for_help(person)
    acknowledge(person=person, by=doctor, at=AT + 7 * MINUTE)
    (line,) = open_crises(already_shown=(), by=doctor, at=AT + 8 * MINUTE)
    assert line.responsible == doctor.account


def test_a_threat_has_its_own_protocol_and_its_own_limits(person, anna):
    report_threat(person=person, threat=new_id(), words="Said: “him”.", by=anna, at=AT)
    (story,) = crises_of(person=person, by=anna, at=AT)
    assert story.state.kind is Kind.OTHERS
    notes(person, Act.EVALUATED, AT + HOUR, anna, "no-danger") if story.state.reached else None

    def tells(recipient, *contents):
        return disclose(
            person=person, disclosure=new_id(), ground="threat-to-others", recipient=recipient,
            contents=contents, words="By telephone.", told=True, by=anna, at=AT + MINUTE,
        )  # fmt: skip

    for recipient, content in (("commander", "who"), ("police", "diagnosis"), ("mother", "danger")):
        with pytest.raises(Refused, match="care.not-to-be-told"):
            tells(recipient, content)
    with pytest.raises(Refused, match="care.tell-by-notice"):
        tells("police")
    tells("police", "danger", "who", "whom")
    member = Viewer(AccountId(new_id()), MEMBER, person=person)
    (told,) = told_to_others(person=person, by=member, at=AT + HOUR)
    assert (told.recipient, told.contents, told.words) == ("police", ("danger", "who", "whom"), "")
    notes(person, Act.SEEN, AT + HOUR, anna)
    notes(person, Act.EVALUATED, AT + 2 * HOUR, anna, "no-danger")

    def closes():
        close_crisis(person=person, reason="persons-wish", words="", by=anna, at=AT + 3 * HOUR)

    with pytest.raises(Refused, match="care.protocol-unfinished"):
        closes()
    for point in ("means", "weapons-away", "second-opinion", "warned"):
        notes(person, Act.NOTED, AT + 2 * HOUR, anna, point)
    closes()
    with pytest.raises(Refused, match="care.no-crisis"):
        closes()


def test_who_works_on_a_crisis_and_who_tells():
    for role in (UNIT_PSYCHOLOGIST, PHYSICIAN):
        assert {Permission.WORK_CRISIS, Permission.DISCLOSE} <= role.may
    assert Permission.WORK_CRISIS not in HEAD_OF_SERVICE.may | MEMBER.may


def test_who_was_spoken_with_and_met_in_a_crisis_is_called_by_nobody_else(person, anna, doctor):
    asks_for_help(person)
    member = Viewer(AccountId(new_id()), MEMBER, person=person)

    def stands(at):
        called = call_of(person=person, already_shown=(), by=anna, at=at)
        steps = own_steps(person=person, by=member, at=at)
        return called and called.due, [one.step.open for one in steps]

    assert stands(AT) != (None, [True])
    notes(person, Act.SPOKEN, AT + 4 * MINUTE, anna)
    assert stands(AT + 4 * MINUTE)[0] is None, "nobody is promised a call that was made"
    assert len(screens(anna.account)) == 0
    notes(person, Act.SEEN, AT + 40 * MINUTE, anna)
    notes(person, Act.EVALUATED, AT + 2 * HOUR, anna, "care")
    offer_crisis(
        person=person, to=doctor.account, meets=AT + DAY, words="", by=anna, at=AT + 3 * HOUR
    )
    notes(person, Act.ACCEPTED, AT + 4 * HOUR, doctor)
    keep_crisis_visit(person=person, words="We met.", by=doctor, at=AT + DAY)
    assert stands(AT + DAY) == (None, [False])


def test_a_call_for_help_after_the_visit_is_not_settled_by_putting_it_on_record(
    person, anna, doctor
):
    asks_for_help(person)
    for act, minutes, code in (
        (Act.SPOKEN, 4, ""),
        (Act.SEEN, 40, ""),
        (Act.EVALUATED, 120, "care"),
    ):
        notes(person, act, AT + minutes * MINUTE, anna, code)
    offer_crisis(
        person=person, to=doctor.account, meets=AT + DAY, words="", by=anna, at=AT + 3 * HOUR
    )
    notes(person, Act.ACCEPTED, AT + 4 * HOUR, doctor)
    asks_for_help(person, AT + DAY + HOUR)
    keep_crisis_visit(person=person, words="We met.", by=doctor, at=AT + DAY + 3 * HOUR)
    called = call_of(person=person, already_shown=(), by=anna, at=AT + DAY + 3 * HOUR)
    assert called is not None
    assert called.due is not None
