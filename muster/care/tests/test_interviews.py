"""The structured interview: part by part, found in codes, proposing and never ordering."""

from datetime import timedelta

import msgspec
import pytest
from django.db import connection

from muster.access.roles import CASE_MANAGER, PHYSICIAN
from muster.access.viewers import Viewer
from muster.care.commands import open_case, take_step
from muster.care.commands.interviews import finish_interview, keep_part
from muster.care.interviewing import SHELF, WIDTH, form_of
from muster.care.queries.interviews import interview_held, interviews_of
from muster.care.queries.limitations import limitations_of
from muster.care.rules.interviews import LONGEST, Found, faults, missing, proposes
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.vault.work import unit_of_work
from tests.houses import enlist, make_unit, psychologist_of

FORM = form_of("1")
CALM = {
    "function": "strained", "suicide": "no", "violence": "no", "alcohol": "no", "sleep": "short",
    "concussion": "no", "weapons": "none", "strengths": "people", "wish": "wants-help",
}  # fmt: skip


def said(**changed):
    return {part: Found((code,), "Своими словами.") for part, code in {**CALM, **changed}.items()}


def test_every_version_asks_for_all_that_an_assessment_has_to_hold():
    for path in SHELF.glob("*.toml"):
        form = form_of(path.stem)
        assert [part.key for part in form.parts] == list(CALM)
        for part in form.parts:
            codes = [one.code for one in part.options]
            assert len(set(codes)) == len(codes)
            for text in (part.name, part.hint, *(one.says for one in part.options)):
                assert text.said_in("en").strip()
                assert text.said_in("ru").strip()
            for one in part.options:
                assert set(one.proposes) <= profile().functions.keys()


def test_weapons_within_reach_propose_a_limitation_and_a_plan_shows_the_crisis_step():
    assert proposes(FORM, said()).functions == ()
    assert proposes(FORM, said(weapons="private")).functions == ("weapons",)
    assert proposes(FORM, said(suicide="plan")).crisis
    assert not proposes(FORM, said(weapons="private")).crisis
    assert proposes(FORM, {}).functions == ()


@pytest.mark.parametrize(
    ("part", "found", "code"),
    [
        ("sleep", Found(("short", "nightmares")), None),
        ("sleep", Found(()), "care.nothing-found"),
        ("sleep", Found(("insomnia",)), "care.unknown-code"),
        ("sleep", Found(("rested", "nightmares")), "care.found-and-not"),
        ("wish", Found(("wants-help",)), "care.own-words-missing"),
        ("sleep", Found(("short",), "x" * (LONGEST + 1)), "care.words-too-long"),
    ],
)
def test_what_keeps_a_part_off_the_record(part, found, code):
    problem = next(faults(FORM.part(part), found), None)
    assert (None if problem is None else problem.code) == code


def test_the_longest_part_fits_its_seal():
    codes = max((tuple(o.code for o in part.options) for part in FORM.parts), key=len)
    assert len(msgspec.json.encode(Found(codes, "я" * LONGEST))) < WIDTH - 2


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def clinician(unit):
    return psychologist_of(unit)


@pytest.fixture
def case(person, clinician):
    return open_case(
        person=person, case=new_id(), reason="signal", begins="triaged", source=None, tier="",
        owner=clinician.account, by=clinician, at=now() - timedelta(days=1),
    )  # fmt: skip


def kept(person, case, by, parts):
    return [
        keep_part(person=person, case=case, part=part, found=found, by=by, at=now())
        for part, found in parts.items()
    ]


def finished(person, case, by, decided="", words=""):
    return finish_interview(person=person, case=case, decided=decided, words=words, by=by, at=now())


def test_it_is_resumed_by_another_and_the_latest_word_on_a_part_counts(
    unit, person, clinician, case
):
    physician = Viewer(AccountId(new_id()), PHYSICIAN, (unit,))
    parts = said()
    first = dict(list(parts.items())[:4])
    kept(person, case, clinician, first)
    (read,) = interviews_of(person=person, case=case, by=physician, at=now())
    assert len(missing(read.form, read.found)) == 5
    with pytest.raises(Refused) as early:
        finished(person, case, clinician)
    assert early.value.problem.code == "care.parts-missing"
    ids = kept(person, case, physician, {**parts, "sleep": Found(("nightmares",), "Каждую ночь.")})
    assert len(set(ids)) == 1
    assert finished(person, case, clinician) == ()
    (read,) = interviews_of(person=person, case=case, by=clinician, at=now())
    assert read.found["sleep"].words == "Каждую ночь."
    assert read.by["sleep"][0] == physician.account
    assert read.ended is not None
    assert kept(person, case, clinician, first) != ids[:4]


def test_an_assessment_waits_for_a_finished_interview(person, clinician, case):
    def steps(step):
        take_step(
            person=person, case=case, step=step, reason="", words="", to=None, by=clinician,
            at=now(),
        )  # fmt: skip

    steps("book")
    kept(person, case, clinician, said())
    assert not interview_held(person=person, case=case, by=clinician, at=now())
    with pytest.raises(Refused, match="care.interview-expected"):
        steps("assess")
    finished(person, case, clinician)
    assert interview_held(person=person, case=case, by=clinician, at=now())
    steps("assess")


def test_what_is_proposed_has_to_be_decided_and_nothing_is_ordered_by_it(person, clinician, case):
    kept(person, case, clinician, said(weapons="private"))
    for decided, words, code in (
        ("", "", "care.proposal-undecided"), ("not-needed", " ", "care.own-words-missing")
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            finished(person, case, clinician, decided, words)
        assert refusal.value.problem.code == code
    assert finished(person, case, clinician, "order") == ("weapons",)
    assert limitations_of(person=person, by=clinician, at=now()) == []


def test_it_is_sealed_at_one_width_and_a_case_manager_reads_none(unit, person, clinician, case):
    kept(person, case, clinician, said(wish="no-help"))
    with unit_of_work(clinician.standing()), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT length(sealed) FROM care_interviewpart")
        assert len(cursor.fetchall()) == 1
    manager = Viewer(AccountId(new_id()), CASE_MANAGER, (unit,))
    with pytest.raises(Refused):
        interviews_of(person=person, case=case, by=manager, at=now())
