"""What others noticed: codes alone, nothing in return, one way to the queue, the person told."""

import pytest

from muster.access.accounts import teller
from muster.access.channels import waiting_for
from muster.access.problems import NOT_FOUND
from muster.access.roles import COMMANDER, MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.observing import (
    draw_door,
    drop_report,
    match_report,
    read_reports,
    report_change,
)
from muster.care.models import Report
from muster.care.observing import unit_of_door
from muster.care.queries import happened
from muster.care.queries.cases import case_of
from muster.care.queries.observing import observed_of, own_observed, waiting_reports
from muster.care.rules.observed import Teller, Told, faults, findings_of, shown_to_person
from muster.detection.commands import close, reached
from muster.detection.queries.own import own_steps
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.policy.rules.findings import Finding
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, account_with, enlist, make_unit

RULE = profile().caring.observed
SEEN = Told("Гайко Олесь", ("sleepless", "threatens"), "С весны.", "555-0111")


def test_what_was_seen_is_queued_by_the_profile_and_nothing_is_added_up():
    assert findings_of(("sleepless", "withdrawn"), RULE) == (Finding.OBSERVED_CHANGE,)
    assert findings_of(("sleepless", "speaks-of-death"), RULE)[0] is Finding.OBSERVED_DANGER
    assert findings_of(("threatens",), RULE) == (Finding.THREAT_TO_OTHERS,)
    assert findings_of(("given-up-code",), RULE) == (Finding.OBSERVED_CHANGE,)


def test_the_person_is_not_shown_what_would_tell_who_told_it():
    assert shown_to_person(("sleepless", "threatens"), RULE) == ("sleepless",)


@pytest.mark.parametrize(
    ("told", "teller", "code"),
    [
        (SEEN, Teller("family", False), None),
        (SEEN, Teller("leader", True), None),
        (SEEN, Teller("leader", False), "care.unknown-code"),
        (Told("", ("sleepless",)), Teller("family", False), "care.nobody-meant"),
        (Told("Гайко", ()), Teller("family", False), "care.nothing-seen"),
        (Told("Гайко", ("depressed",)), Teller("family", False), "care.unknown-code"),
        (Told("Гайко", ("sleepless",), "x" * 301), Teller("family", False), "care.words-too-long"),
    ],
)
def test_what_a_report_lacks_is_said(told, teller, code):
    found = next(faults(told, teller, RULE), None)
    assert (None if found is None else found.code) == code


@pytest.fixture
def units(db):
    brigade = make_unit("9")
    return make_unit("9-1", brigade), make_unit("9-2", brigade)


@pytest.fixture
def person(units):
    return enlist(units[0], number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def clinician(units):
    unit = units[0]
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"), UNIT_PSYCHOLOGIST, (unit,))


def told(unit, says=SEEN, *, reporter="family", account=None):
    report, by = new_id(), teller(account, unit)
    for _twice in range(2):
        report_change(
            unit=unit, report=report, told=says, reporter=reporter,
            signed_in=account is not None, by=by, at=now(),
        )  # fmt: skip
    return report


def read(unit):
    return read_reports(unit=unit, by=teller(None, unit), at=now())


def waiting(by):
    return waiting_reports(by=by, at=now())


def test_a_report_goes_to_the_queue_and_stays_nowhere_else(units, person, clinician):
    report = told(units[0])
    assert read(units[0]) == 1
    assert read(units[0]) == 0
    (one,) = observed_of(person=person, by=clinician, at=now())
    assert (one.told, one.reporter, one.account) == (SEEN, "family", None)
    with unit_of_work(clinician.standing()):
        kept = Report.objects.get(id=report)
    assert (kept.waiting, kept.state) == (None, "settled")
    member = Viewer(account_of_person(person, units[0]), MEMBER, person=person)
    (step,) = own_steps(person=person, by=member, at=now())
    assert "told us" in str(step.step.why)
    (own,) = own_observed(person=person, by=member, at=now())
    assert own.behaviours == ("sleepless",)


def test_the_case_says_what_opened_it_and_its_owner_hears_of_the_next(units, person, clinician):
    told(units[0], Told("AB-001", ("withdrawn",)))
    read(units[0])
    reached(person=person, by=clinician, at=now())
    close(person=person, reason="case-opened", by=clinician, at=now())
    (line,) = case_of(person=person, by=clinician, at=now())
    case, _state, _story = happened(person=person, case=line.case, by=clinician, at=now())
    assert case.opened_by == "observed-change"
    told(units[0], Told("AB-001", ("tearful",)))
    read(units[0])
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert len(waiting_for(clinician.account)) == 1


def test_whom_a_report_means_where_it_means_nobody_or_several_a_clinician_says(
    units, person, clinician
):
    enlist(units[0], number="AB-002", surname="Гайко", given="Микола")
    report = told(units[0], Told("Гайко", ("drinking",)))
    unclear = told(units[0], Told("the tall one", ("drinking",)))
    assert read(units[0]) == 0
    assert [one.report for one in waiting(clinician)] == [report, unclear]
    match_report(person=person, report=report, by=clinician, at=now())
    with pytest.raises(Refused):
        drop_report(report=unclear, why="nonsense", by=clinician, at=now())
    drop_report(report=unclear, why="unclear", by=clinician, at=now())
    assert waiting(clinician) == []
    assert len(observed_of(person=person, by=clinician, at=now())) == 1
    with pytest.raises(Refused) as twice:
        match_report(person=person, report=report, by=clinician, at=now())
    assert twice.value.problem.kind is NOT_FOUND


def test_nobody_of_another_unit_is_found_or_reads_it(units, person):
    told(units[1], Told("Гайко Олесь", ("drinking",)))
    assert read(units[1]) == 0
    other = Viewer(
        account_with(UNIT_PSYCHOLOGIST, units[0], "dr.lis"), UNIT_PSYCHOLOGIST, (units[0],)
    )
    assert waiting(other) == []


def test_whoever_tells_reads_nothing_and_a_commander_neither(units, person, clinician):
    told(units[0])
    read(units[0])
    commander = Viewer(account_with(COMMANDER, units[0], "major"), COMMANDER, (units[0],))
    for by in (teller(None, units[0]), commander):
        for asked in (
            lambda by=by: waiting(by), lambda by=by: observed_of(person=person, by=by, at=now())
        ):  # fmt: skip
            with pytest.raises(Refused):
                asked()


def test_an_address_takes_so_many_an_hour_and_closes_with_the_next_one(units, clinician, settings):
    first = draw_door(unit=units[0], by=clinician, at=now())
    second = draw_door(unit=units[0], by=clinician, at=now())
    with unit_of_work(Standing(Audience.MEMBER)):
        assert (unit_of_door(first), unit_of_door(second)) == (None, units[0])
        assert unit_of_door("0") is None
    for _time in range(RULE.most_an_hour):
        told(units[0], Told("?", ("drinking",)))
    with pytest.raises(Refused) as refusal:
        told(units[0], Told("?", ("drinking",)))
    assert refusal.value.problem.code == "care.too-many-reports"


def test_a_threat_alarms_at_once(units, person, clinician):
    open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=clinician.account, by=clinician, at=now(),
    )  # fmt: skip
    told(units[0])
    read(units[0])
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert len(waiting_for(clinician.account)) >= 2
