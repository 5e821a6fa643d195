"""Adverse career actions: pseudonymous until one lies near care, and then the auditor's alone."""

import csv
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.roles import (
    ADMINISTRATOR,
    AUDITOR,
    COMMANDER,
    PERSONNEL_OFFICER,
    PRIVACY_OFFICER,
)
from muster.access.viewers import Viewer
from muster.care.careers import number_behind, pseudonym
from muster.care.commands.careers import (
    bring_careers,
    confirm_careers,
    drop_careers,
    remove_old_careers,
    review_career,
    write_pseudonyms,
)
from muster.care.commands.cases import open_case, take_step
from muster.care.models import CareerAction, CareerFile
from muster.care.queries.careers import (
    career_list,
    career_lists,
    career_match,
    career_matches,
    career_sums,
)
from muster.care.rules.careers import CAREERS, CareerOutcome
from muster.journal.reading import Wanted, entries
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Problem, Refused
from muster.kernel.sheets import open_sheet
from muster.kernel.time import now
from muster.people.commands.erasing import erase
from muster.people.rules.files import arrived
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, administrator_of, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
AT = now() + timedelta(minutes=9)
HEADS = ("Service number", "Kind of action", "Day of the action", "Ordering unit")
WORDS = "The order names a failed fitness test of May."


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def auditor(unit):
    return Viewer(account_with(AUDITOR, unit, "vera"), AUDITOR)


@pytest.fixture
def listed(tmp_path):
    def made(*rows, heads=HEADS):
        path = tmp_path / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heads, *rows])
        return arrived(open_sheet(path), CAREERS)

    return made


def day(back: int) -> str:
    return (AT - timedelta(days=back)).date().isoformat()


def in_care(person, unit, *, back: int, ended: int | None = None):
    by, case = psychologist_of(unit), new_id()
    open_case(
        person=person, case=case, reason="signal", begins="triaged", source=None, tier="",
        owner=by.account, by=by, at=AT - timedelta(days=back),
    )  # fmt: skip
    if ended is not None:
        take_step(
            person=person, case=case, step="close-at-triage", reason="goals-reached", words="",
            to=None, by=by, at=AT - timedelta(days=ended),
        )  # fmt: skip


def brings(listed, by, *rows, heads=HEADS):
    return bring_careers(
        file=new_id(), arrived=listed(*rows, heads=heads), chosen=None, by=by, at=AT
    )


def confirmed(listed, by, *rows):
    return confirm_careers(file=brings(listed, by, *rows).id, by=by, at=AT)


def test_what_lies_near_care_is_matched_and_nothing_else_is(person, unit, auditor, listed):
    in_care(person, unit, back=300, ended=250)
    enlist(unit, number="AB-002", surname="Лис", given="Іван")
    found = confirmed(
        listed, auditor,
        ("AB-001", "demotion", day(200), "1"),  # 50 days after care ended
        ("AB-001", "Снятие с должности", day(20), "1"),  # 230 days after
        ("AB-001", "pay", day(301), "1"),  # before care
        ("AB-002", "demotion", day(10), "1"),  # never in care
        ("ZZ-404", "demotion", day(10), "1"),  # not known
    )  # fmt: skip
    assert found == 2
    matched = career_matches(waiting=True, by=auditor, at=AT)
    assert [(one.within, one.kind, one.person) for one in matched] == [
        (90, "demotion", person), (365, "removed-from-post", person)
    ]  # fmt: skip
    one, number = career_match(action=matched[0].id, by=auditor, at=AT)
    assert (one.unit, number) == (unit, "AB001")
    sums = career_sums(by=auditor, at=AT)
    assert (sums.actions, sums.within) == (5, {90: 1, 365: 2})
    assert ("demotion", 3, 1) in sums.by_kind
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert len(waiting_for(auditor.account)) == 2
    with unit_of_work(auditor.standing()):
        told = [set(e.people or ()) for e in entries(Wanted(commands=["care.confirm-careers"]))]
    assert told == [{person}]


def test_what_matches_nobody_stays_a_pseudonym_that_no_reader_opens(person, auditor, listed):
    confirmed(listed, auditor, ("AB-001", "demotion", day(5), "1"))
    with unit_of_work(auditor.standing()):
        [row] = CareerAction.objects.all()
    assert (row.person_id, "AB001" in row.pseudonym) == (None, False)
    with pytest.raises(Refused, match="access.not-found"):
        career_match(action=row.id, by=auditor, at=AT)
    with pytest.raises(Refused, match="access.not-found"):
        review_career(
            action=row.id, outcome=CareerOutcome.UNRELATED, words=WORDS, by=auditor, at=AT
        )


def test_a_later_list_holds_earlier_actions_against_care_again(person, unit, auditor, listed):
    assert confirmed(listed, auditor, ("AB-001", "demotion", day(5), "1")) == 0
    in_care(person, unit, back=40)
    assert confirmed(listed, auditor, ("AB-009", "demotion", day(5), "1")) == 1
    # The same list twice adds nothing and matches nothing twice.
    assert confirmed(listed, auditor, ("AB-001", "demotion", day(5), "1")) == 0
    assert career_lists(by=auditor, at=AT)[0].added == 0


def test_rows_are_refused_with_their_reasons_and_the_rest_waits(person, auditor, listed):
    read = brings(
        listed, auditor,
        ("AB-001", "demotion", day(5), "1"), ("AB-001", "Demotion ", day(5), "1"),
        ("AB-001", "Reduced in rank", day(5), "1"), ("AB-002", "shouted at", day(5), "1"),
        ("AB-002", "pay", day(-5), "1"), ("AB-002", "pay", day(900), "1"),
        ("AB-002", "pay", day(5), "9/9"), ("", "pay", day(5), "1"), ("###", "pay", day(5), "1"),
    )  # fmt: skip
    assert (read.state, read.rows, read.refused) == ("waits", 9, 8)
    assert [(one["row"], one["code"]) for one in read.problems] == [
        (2, "people.repeated-row"), (3, "people.repeated-row"), (4, "care.no-career-kind"),
        (5, "care.action-to-come"), (6, "care.action-too-old"), (7, "people.no-such-unit"),
        (8, "care.career-of-nobody"), (9, "people.no-service-number"),
    ]  # fmt: skip
    assert career_list(file=read.id, by=auditor, at=AT).problems == read.problems
    drop_careers(file=read.id, by=auditor, at=AT)
    with pytest.raises(Refused, match="people.file-forgotten"):
        confirm_careers(file=read.id, by=auditor, at=AT)
    with unit_of_work(auditor.standing()):
        assert CareerFile.objects.get().waiting is None
        assert not CareerAction.objects.exists()
    nobody = brings(listed, auditor, ("pay", day(5), "1"), heads=HEADS[1:])
    assert (nobody.state, nobody.problems[0]["code"]) == ("refused", "care.no-naming-column")


def test_a_list_may_name_people_by_pseudonym_alone(person, unit, auditor, listed):
    personnel = Viewer(AccountId(new_id()), PERSONNEL_OFFICER, (unit,))
    alias, wrong = write_pseudonyms(numbers=["ab 001", "nobody"], by=personnel, at=AT)
    assert isinstance(wrong, Problem)
    assert number_behind(str(alias)) == "AB001"
    assert number_behind(str(alias)[:-1] + ("A" if str(alias)[-1] != "A" else "B")) is None
    in_care(person, unit, back=30)
    heads = ("Pseudonym", *HEADS)
    read = brings(
        listed, auditor, (alias, "", "demotion", day(5), "1"), ("NOT-ONE", "", "pay", day(5), "1"),
        (alias, "AB-002", "demotion", day(6), "1"), heads=heads,
    )  # fmt: skip
    assert [one["code"] for one in read.problems] == [
        "care.no-pseudonym", "care.two-people-named"
    ]  # fmt: skip
    assert confirm_careers(file=read.id, by=auditor, at=AT) == 1


def test_a_review_says_on_what_it_rests_and_is_given_once(person, unit, auditor, listed):
    in_care(person, unit, back=30)
    confirmed(listed, auditor, ("AB-001", "demotion", day(5), "1"))
    [one] = career_matches(waiting=True, by=auditor, at=AT)

    def reviews(words=WORDS):
        review_career(
            action=one.id, outcome=CareerOutcome.PASSED_ON, words=words, by=auditor, at=AT
        )

    with pytest.raises(Refused, match="care.career-review-without-words"):
        reviews("ok")
    reviews()
    with pytest.raises(Refused, match="care.career-reviewed"):
        reviews()
    assert career_matches(waiting=True, by=auditor, at=AT) == []
    [seen] = career_matches(waiting=False, by=auditor, at=AT)
    assert (seen.outcome, seen.words) == (CareerOutcome.PASSED_ON, WORDS)
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert waiting_for(auditor.account) == []


def test_an_erased_person_leaves_nothing_and_age_removes_the_rest(person, unit, auditor, listed):
    in_care(person, unit, back=30)
    confirmed(listed, auditor, ("AB-001", "demotion", day(5), "1"), ("AB-002", "pay", day(5), "1"))
    [one] = career_matches(waiting=True, by=auditor, at=AT)
    review_career(action=one.id, outcome=CareerOutcome.UNCLEAR, words=WORDS, by=auditor, at=AT)
    erase(record=person, ground="on-request", by=administrator_of(unit), at=AT)
    with unit_of_work(auditor.standing()):
        assert [row.person_id for row in CareerAction.objects.all()] == [None]
    keeper = Viewer(AccountId(new_id()), ADMINISTRATOR, (unit,))
    assert remove_old_careers(before=AT, by=keeper, at=AT) == 0
    assert remove_old_careers(before=AT + timedelta(days=1), by=keeper, at=AT) == 1


def test_the_auditor_alone_checks_careers():
    assert Permission.CHECK_CAREERS in AUDITOR.may
    for role in (COMMANDER, PERSONNEL_OFFICER, ADMINISTRATOR, PRIVACY_OFFICER):
        assert Permission.CHECK_CAREERS not in role.may
    assert Permission.WRITE_PSEUDONYMS in PERSONNEL_OFFICER.may


@pytest.mark.database
def test_no_other_audience_reads_the_zone_and_nobody_else_asks_who_had_care(unit):
    asked = "SELECT * FROM care_near_care('{}'::uuid[], '{}'::date[], '{90}')"
    for audience in Audience:
        statements = ["SELECT count(*) FROM care_careeraction", asked]
        if audience is Audience.AUDITOR:
            statements = ["SELECT count(*) FROM care_caserow", "SELECT count(*) FROM people_person"]
        for statement in statements:
            with (
                unit_of_work(Standing(audience, (unit,))),
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


def test_pseudonyms_are_of_one_length():
    assert len({len(pseudonym(one)) for one in ("A1B", "X" * 19 + "1", "АБВ-7")}) == 1
