"""From a limitation to what command reads: shown first, signed, nine lines, gone at its end."""

from datetime import timedelta

import pytest

from muster.access.permissions import Permission
from muster.access.roles import COMMANDER, MEMBER, UNIT_PSYCHOLOGIST, WATCH
from muster.access.viewers import Viewer
from muster.care.commands.limitations import (
    Told,
    comment_on_limitation,
    end_limitations,
    lift_limitation,
    order_limitation,
    renew_limitation,
    review_limitation,
    send_notice,
    show_limitation,
)
from muster.care.limiting import holds, notice_of, words_of
from muster.care.models import CommandNotice
from muster.care.queries.limitations import limitations_of, notices_for, told_about
from muster.care.rules.limitations import Basis, Form, Terms
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault.work import unit_of_work
from tests.houses import enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
AT = now()
DAY = timedelta(days=1)


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def clinician(unit):
    return psychologist_of(unit)


@pytest.fixture
def commander(unit):
    return Viewer(AccountId(new_id()), COMMANDER, (unit,))


def terms(days=30, **more) -> Terms:
    start = AT.date()
    said = {
        "form": Form.ORDINARY, "basis": Basis.ASSESSMENT, "functions": ("night-duty",),
        "starts": start, "ends": start + days * DAY, "review": start + min(days, 28) * DAY,
        "restoration": "after-review", "ordered_at": AT, "written_at": AT, **more,
    }  # fmt: skip
    return Terms(**said)


def told(*readers, **more) -> Told:
    said = {
        "ground": "duty-limitation", "actions": ("release",), "support": "Пусть отдыхает.",
        "call_back": "555-0102", "readers": tuple(one.account for one in readers), **more,
    }  # fmt: skip
    return Told(**said)


def ordered(person, by, **more):
    return order_limitation(
        person=person, limitation=new_id(), terms=terms(**more), case=None, by=by, at=AT
    )


def sent(person, limitation, by, words):
    show_limitation(person=person, limitation=limitation, comment="", by=by, at=AT)
    return send_notice(person=person, limitation=limitation, told=words, by=by, at=AT)


def test_command_reads_nine_signed_lines_and_nothing_before_the_person_has_seen_them(
    person, clinician, commander
):
    limitation = ordered(person, clinician)
    with pytest.raises(Refused, match="care.person-not-told"):
        send_notice(person=person, limitation=limitation, told=told(commander), by=clinician, at=AT)
    sent(person, limitation, clinician, told(commander))
    (read,) = notices_for(by=commander, at=AT)
    assert (read.name, read.notice.functions, read.vouched) == (
        "Гайко Олесь",
        ("night-duty",),
        True,
    )
    assert read.notice.support == "Пусть отдыхает."
    other = Viewer(AccountId(new_id()), COMMANDER, commander.units)
    assert notices_for(by=other, at=AT) == []
    elsewhere = Viewer(commander.account, COMMANDER, (make_unit("2"),))
    assert notices_for(by=elsewhere, at=AT) == []


def test_a_line_that_nobody_signed_is_not_vouched_for(person, clinician, commander):
    sent(person, ordered(person, clinician), clinician, told(commander))
    with unit_of_work(clinician.standing()):
        row = CommandNotice.objects.get()
        row.functions = ["weapons"]
        assert not holds(notice_of(row, words_of(row)), bytes(row.signature))
    assert notices_for(by=commander, at=AT)[0].vouched


def test_what_says_why_is_refused(person, clinician, commander):
    limitation = ordered(person, clinician)
    for wrong in ("Депрессия.", "Sees a psychologist.", "PHQ-9"):
        with pytest.raises(Refused, match="care.word-blocked"):
            sent(person, limitation, clinician, told(commander, support=wrong))
    with pytest.raises(Refused, match="care.action-needs-harm"):
        sent(person, limitation, clinician, told(commander, actions=("escort",)))


def test_a_notice_leaves_commands_pages_with_its_last_day(person, clinician, commander):
    limitation = ordered(person, clinician, days=3)
    sent(person, limitation, clinician, told(commander))
    assert len(notices_for(by=commander, at=AT + 2 * DAY)) == 1
    assert notices_for(by=commander, at=AT + 5 * DAY) == []
    watch = Viewer(AccountId(new_id()), WATCH, commander.units)
    assert end_limitations(by=watch, at=AT + DAY) == 0
    assert end_limitations(by=watch, at=AT + 5 * DAY) == 1
    assert end_limitations(by=watch, at=AT + 5 * DAY) == 0
    member = Viewer(AccountId(new_id()), MEMBER, person=person)
    (known,) = told_about(person=person, by=member, at=AT)
    assert known.why_ended == "ended"


def test_a_limitation_is_reviewed_lifted_or_renewed(person, clinician, commander):
    limitation = ordered(person, clinician)
    sent(person, limitation, clinician, told(commander))
    following = review_limitation(
        person=person, limitation=limitation, words="Better.", by=clinician, at=AT + 7 * DAY
    )
    assert following <= terms().ends
    renewed = renew_limitation(
        person=person, limitation=limitation, renewed=new_id(), terms=terms(40), by=clinician, at=AT
    )
    assert notices_for(by=commander, at=AT) == []
    with pytest.raises(Refused, match="care.limitation-over"):
        lift_limitation(person=person, limitation=limitation, words="", by=clinician, at=AT)
    sent(person, renewed, clinician, told(commander))
    lift_limitation(person=person, limitation=renewed, words="Well.", by=clinician, at=AT)
    assert notices_for(by=commander, at=AT) == []
    found = limitations_of(person=person, by=clinician, at=AT)
    assert [one.holds for one in found] == [False, False]
    with pytest.raises(Refused, match="care.limitation-over"):
        send_notice(person=person, limitation=renewed, told=told(commander), by=clinician, at=AT)


def test_the_persons_comment_is_the_clinicians_to_read(person, clinician, commander):
    limitation = ordered(person, clinician)
    member = Viewer(AccountId(new_id()), MEMBER, person=person)
    comment_on_limitation(
        person=person, limitation=limitation, comment="Не согласен.", by=member, at=AT
    )
    with pytest.raises(Refused, match="care.nothing-said"):
        comment_on_limitation(person=person, limitation=limitation, comment=" ", by=member, at=AT)
    (found,) = limitations_of(person=person, by=clinician, at=AT)
    assert [one.words for one in found.story] == ["Не согласен."]
    sent(person, limitation, clinician, told(commander))
    assert "Не согласен" not in repr(notices_for(by=commander, at=AT))


def test_a_questionnaire_alone_limits_nobody(person, clinician):
    with pytest.raises(Refused, match="care.limitation-without-basis"):
        ordered(person, clinician, basis=None)


def test_who_may_order_comment_end_and_read():
    assert Permission.ORDER_LIMITATION in UNIT_PSYCHOLOGIST.may
    assert Permission.ORDER_LIMITATION not in COMMANDER.may
    assert Permission.COMMENT_ON_LIMITATION in MEMBER.may
    assert Permission.END_LIMITATIONS in WATCH.may
    assert {Permission.READ_NOTICE} == COMMANDER.may & {
        Permission.READ_NOTICE,
        Permission.READ_CASE,
    }
