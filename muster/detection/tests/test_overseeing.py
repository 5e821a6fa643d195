"""The watch over the journal: readings that nothing bound are found, and those of care are not."""

from datetime import timedelta

import pytest

from muster.access.roles import AUDITOR, MEMBER, OVERSEER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.queries import results
from muster.detection.commands.overseeing import oversee
from muster.detection.tests.steps import phq9, sit
from muster.journal import oddities
from muster.journal.rules.patterns import Pattern
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, enlist, make_unit

pytestmark = pytest.mark.django_db
LATER = timedelta(days=2)


@pytest.fixture
def unit() -> UnitId:
    return make_unit("1")


@pytest.fixture
def reader(unit) -> Viewer:
    account = account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")
    return Viewer(account, UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def soldier(unit) -> PersonId:
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


def found(unit: UnitId, *, at=None) -> list[oddities.Seen]:
    """Let the watch look, and return everything it has ever found."""
    house = Viewer(AccountId(new_id()), OVERSEER, (unit,))
    oversee(by=house, at=at or now() + LATER)
    with unit_of_work(Standing(Audience.AUDITOR)):
        return oddities.seen_before((), None, 100, open_only=False)


def test_a_record_opened_for_no_reason_but_the_unit_is_told(unit, reader, soldier):
    results(person=soldier, by=reader, at=now())
    (seen,) = found(unit)
    assert (seen.episode.pattern, seen.episode.actor, seen.episode.person) == (
        Pattern.UNIT_ONLY, reader.account, soldier,
    )  # fmt: skip


def test_a_record_opened_without_any_link_is_told_as_such(unit, soldier):
    beyond = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (unit,))  # holds no role on paper
    results(person=soldier, by=beyond, at=now())
    assert [one.episode.pattern for one in found(unit)] == [Pattern.UNBOUND]


def test_a_page_that_asks_for_several_things_is_told_once(unit, reader, soldier):
    for _time in range(3):
        results(person=soldier, by=reader, at=now())
    assert len(found(unit)) == 1


def test_an_open_signal_is_a_link(unit, reader, soldier):
    sit(soldier, reader, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    results(person=soldier, by=reader, at=now())
    assert found(unit) == []


def test_whoever_looks_first_and_writes_afterwards_is_bound(unit, reader, soldier):
    results(person=soldier, by=reader, at=now())
    at = now() + timedelta(hours=20)
    sit(soldier, reader, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3), at=at)
    assert found(unit) == []


def test_ones_own_record_needs_no_link(unit, soldier):
    own = Viewer(AccountId(new_id()), MEMBER, person=soldier)
    results(person=soldier, by=own, at=now())
    assert found(unit) == []


def test_each_reading_is_judged_once_however_often_the_watch_looks(unit, reader, soldier):
    results(person=soldier, by=reader, at=now())
    at = now() + LATER
    assert found(unit, at=at) == found(unit, at=at + timedelta(hours=1)) != []


def test_asking_for_people_of_other_units_is_a_pattern(unit, reader):
    elsewhere = make_unit("2")
    other = enlist(elsewhere, number="AB-002", surname="Лис", given="Іван")
    for _time in range(3):
        with pytest.raises(Refused):
            results(person=other, by=reader, at=now())
    assert [one.episode.pattern for one in found(unit)] == [Pattern.BEYOND]


def test_what_a_role_may_never_do_is_not_taken_for_another_unit(unit, soldier):
    auditor = Viewer(account_with(AUDITOR, unit, "auditor"), AUDITOR, (unit,))
    for _time in range(4):
        with pytest.raises(Refused):
            results(person=soldier, by=auditor, at=now())
    assert found(unit) == []
    with pytest.raises(Refused):
        results(person=soldier, by=auditor, at=now())
    house = now() + LATER
    assert [one.episode.pattern for one in found(unit, at=house)] in ([], [Pattern.REFUSED])


def test_the_same_form_twice_in_a_month_is_told_without_an_answer(unit, reader, soldier):
    first = now() - timedelta(days=10)
    sit(soldier, reader, phq9(), at=first)
    sit(soldier, reader, phq9(), at=now() + timedelta(minutes=1))
    (seen,) = [one for one in found(unit) if one.episode.pattern is Pattern.REPEATED]
    assert (seen.episode.person, seen.episode.actor) == (soldier, reader.account)


def test_an_oddity_is_the_auditor_s_and_no_clinician_reads_it(unit, reader, soldier):
    from django.db import ProgrammingError, transaction

    results(person=soldier, by=reader, at=now())
    assert found(unit)
    with (
        pytest.raises(ProgrammingError), transaction.atomic(),
        unit_of_work(Standing(Audience.CLINICIAN, (unit,))),
    ):  # fmt: skip
        oddities.open_counts()
