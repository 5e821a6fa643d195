"""Break-glass: one record, a reason each time, a second person, and an alarm at many."""

from datetime import timedelta

import pytest

from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.roles import (
    AUDITOR,
    BREAK_GLASS,
    MEMBER,
    PRIVACY_OFFICER,
    ROLES,
    UNIT_PSYCHOLOGIST,
    WATCH,
)
from muster.access.viewers import Viewer
from muster.assessments.queries import results
from muster.care.commands.glass import break_glass, note_late_glass, review_glass
from muster.care.queries import case_of, my_cases
from muster.care.queries.glass import one_opening, opened_of_mine, openings, reader_of
from muster.care.rules.glass import Conclusion, alarms
from muster.journal.oddities import open_counts
from muster.journal.rules.patterns import Pattern
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.queries import card
from muster.policy.profiles import profile
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, account_with, enlist, make_unit

pytestmark = pytest.mark.django_db
AT = now() + timedelta(minutes=9)  # later than the roles that the tests give
HOUR = timedelta(hours=1)
WORDS = "Found without a coat at the station; asks nobody for help."


@pytest.fixture
def brigade():
    return make_unit("0")


@pytest.fixture
def theirs(brigade):
    return make_unit("1", brigade)


@pytest.fixture
def person(theirs):
    return enlist(theirs, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def anna(brigade):
    unit = make_unit("2", brigade)
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "anna"), UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def auditor(brigade):
    return Viewer(account_with(AUDITOR, brigade, "auditor"), AUDITOR)


def opens(by, at=AT, number="AB-001", reason="danger", words=WORDS):
    return break_glass(opening=new_id(), number=number, reason=reason, words=words, by=by, at=at)


def screens(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return [one.kind.value for one in waiting_for(account)]


def test_one_record_opens_and_nothing_else(person, theirs, anna):
    comrade = enlist(theirs, number="AB-002", surname="Зоря", given="Іван")
    for shut in (person, comrade):
        with pytest.raises(Refused, match="access.not-found"):
            case_of(person=shut, by=anna, at=AT)
    opening = opens(anna)
    _found, reader = reader_of(opening.id, anna, AT)
    assert card(person=person, by=reader, at=AT).name == "Гайко Олесь"
    assert results(person=person, by=reader, at=AT) == []
    with pytest.raises(Refused, match="access.not-found"):
        card(person=comrade, by=reader, at=AT)
    assert my_cases(already_shown=(), by=reader, at=AT) == []
    with pytest.raises(Refused, match="access.not-found"):
        case_of(person=person, by=anna, at=AT)
    boris = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, anna.units)
    assert reader_of(opening.id, boris, AT) is None
    assert reader_of(opening.id, anna, AT + 5 * HOUR) is None


def test_a_reason_each_time_and_only_beyond_ones_own_units(person, theirs, anna):
    for reason, words, refused in (
        ("", WORDS, "care.glass-without-reason"),
        ("curious", WORDS, "care.glass-without-reason"),
        ("danger", "asdf", "care.glass-without-words"),
        ("danger", "… … … … … …", "care.glass-without-words"),
    ):
        with pytest.raises(Refused, match=refused):
            opens(anna, reason=reason, words=words)
    with pytest.raises(Refused, match="access.not-found"):
        opens(anna, number="AB-999")
    own = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (theirs,))
    with pytest.raises(Refused, match="care.within-reach"):
        opens(own)


def test_the_person_and_the_auditors_are_told_and_a_second_person_reviews(
    person, theirs, anna, auditor, brigade
):
    own = account_of_person(person, theirs)
    privacy = Viewer(account_with(PRIVACY_OFFICER, brigade, "privacy"), PRIVACY_OFFICER)
    opening = opens(anna)
    for account in (own, auditor.account, privacy.account):
        assert screens(account) == ["reminder"]
    (listed,) = openings(waiting=True, by=auditor, at=AT)
    assert (listed.words, listed.person, listed.account) == (WORDS, person, anna.account)
    member = Viewer(own, MEMBER, person=person)
    (known,) = opened_of_mine(person=person, by=member, at=AT)
    assert (known.words, known.conclusion) == (WORDS, "")

    def reviews(by):
        review_glass(
            opening=opening.id, conclusion=Conclusion.JUSTIFIED, words="Asked her.", by=by, at=AT
        )

    with pytest.raises(Refused, match="care.reviewed-by-oneself"):
        reviews(Viewer(anna.account, AUDITOR))
    reviews(privacy)
    assert one_opening(opening=opening.id, by=auditor, at=AT).review_words == "Asked her."
    assert openings(waiting=True, by=auditor, at=AT) == []
    assert screens(own) == []
    with pytest.raises(Refused, match="care.reviewed-already"):
        reviews(auditor)
    (known,) = opened_of_mine(person=person, by=member, at=AT)
    assert known.conclusion == "justified"


def test_what_nobody_reviewed_within_a_day_is_told_once(person, anna, auditor, brigade):
    opens(anna)
    watch = Viewer(AccountId(new_id()), WATCH, (brigade,))
    assert note_late_glass(by=watch, at=AT + 23 * HOUR) == 0
    assert note_late_glass(by=watch, at=AT + 25 * HOUR) == 1
    assert note_late_glass(by=watch, at=AT + 26 * HOUR) == 0
    assert sorted(screens(auditor.account)) == ["reminder", "waiting"]
    (found,) = openings(waiting=True, by=auditor, at=AT)
    assert found.told_late


def test_twenty_within_the_hour_alarm_the_auditors_at_once(person, anna, auditor):
    for minute in range(19):
        opens(anna, AT + minute * timedelta(minutes=1))
    assert "waiting" not in screens(auditor.account)
    opens(anna, AT + 20 * timedelta(minutes=1))
    assert screens(auditor.account).count("waiting") == 1
    with unit_of_work(auditor.standing()):
        assert open_counts()[Pattern.GLASS] == 1


def test_openings_alarm_each_time_the_number_is_reached():
    rule = profile("generic").oversight.glass
    many = [AT + one * timedelta(seconds=30) for one in range(40)]
    told = [n for n in range(1, 41) if alarms(many[:n], rule, many[n - 1])]
    assert told == [20, 40]
    slow = [AT + one * timedelta(minutes=4) for one in range(60)]
    assert not any(alarms(slow[:n], rule, slow[n - 1]) for n in range(1, 61))


def test_who_opens_who_reviews_and_that_nobody_is_given_the_readers_role():
    assert Permission.BREAK_GLASS in UNIT_PSYCHOLOGIST.may
    for role in (AUDITOR, PRIVACY_OFFICER):
        assert {Permission.READ_GLASS, Permission.REVIEW_GLASS} <= role.may
        assert Permission.BREAK_GLASS not in role.may
    assert BREAK_GLASS.key not in ROLES
