"""The main job on real input: who is to be called comes out, whole, once, and with reasons."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from muster.access.permissions import Permission
from muster.assessments.files import Layout
from muster.detection.models import QueueRow, Signal
from muster.detection.queries import queue
from muster.detection.screening import screen
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.rules.findings import Tier
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import make_unit

pytestmark = pytest.mark.django_db

NHANES = settings.MUSTER_DATA / "psych" / "nhanes_2017_2018_phq9.csv"
VETERANS = settings.MUSTER_DATA / "psych" / "ptsd_pcl5_us_veterans_221.csv"
PCL5 = "B1,B2,B3,B4,B5,C1,C2,D1,D2,D3,D4,D5,D6,D7,E1,E2,E3,E4,E5,E6"
needs_data = pytest.mark.skipif(
    not NHANES.exists(), reason="the published data are not here; small invented files serve below"
)


def rows(statement: str) -> list:
    """Return the first column of what the unit of work under way may see."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]


def screened(path: Path, by, instrument="phq-9", layout=None, at=None):
    return screen(
        path,
        instrument=instrument,
        layout=layout or Layout(items="phq{}", id="seqn"),
        unit=by.units[0],
        matching=None,
        by=by,
        at=at or now(),
    )


@needs_data
@pytest.mark.database
def test_nhanes_gives_the_published_facts_and_all_critical_ones_are_queued(psychologist):
    found = screened(NHANES, psychologist).as_json()
    facts = {name: found[name] for name in ("rows", "complete", "incomplete", "empty")}
    assert facts == {"rows": 5533, "complete": 5068, "incomplete": 25, "empty": 440}
    assert (found["positive"], found["critical"], found["added"]) == (459, 192, 5093)
    assert found["problems"] == []
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        critical = set(rows("SELECT sitting_id FROM assessments_score WHERE critical <> '{}'"))
        called = set(
            Signal.objects.filter(tier__in=["red", "amber"]).values_list("source_id", flat=True)
        )
        assert len(critical) == 192
        assert critical <= called
        assert QueueRow.objects.count() == found["queued"]
        assert found["tiers"]["red"] + found["tiers"]["amber"] == len(called)


@needs_data
def test_a_second_run_gives_the_same_facts_and_adds_nothing(psychologist):
    first = screened(NHANES, psychologist).as_json()
    second = screened(NHANES, psychologist).as_json()
    assert second.pop("added") == 0
    first.pop("added")
    first.pop("campaign"), second.pop("campaign")
    assert first == second


@needs_data
def test_the_veterans_pcl_5_gives_the_published_facts(psychologist):
    found = screened(VETERANS, psychologist, "pcl-5", Layout(items=PCL5)).as_json()
    assert (found["rows"], found["positive"], found["clusters_met"]) == (221, 78, 77)
    assert screened(VETERANS, psychologist, "pcl-5", Layout(items=PCL5)).added == 0


def invented(folder: Path, *rows: str) -> Path:
    """Write a small invented PHQ-9 file."""
    path = folder / "invented.csv"
    heads = ",".join(["seqn", *(f"phq{n}" for n in range(1, 10))])
    path.write_text("\n".join([heads, *rows]) + "\n")
    return path


def test_the_reason_names_the_item_the_answer_and_that_the_day_is_not_known(psychologist, tmp_path):
    path = invented(tmp_path, "a,0,0,0,0,0,0,0,0,2")
    screened(path, psychologist)
    [call] = queue(limit=5, tier=None, already_shown=(), by=psychologist, at=now())
    assert call.tier is Tier.AMBER
    assert "item 9" in call.reasons[0].sentence().said_in("en")
    assert "9" in call.reasons[0].sentence().said_in("ru")
    assert call.due - call.since <= timedelta(hours=24)
    assert (call.origin.campaign, call.origin.label) == ("invented.csv", "a")


def test_an_incomplete_form_is_queued_by_what_it_proves(psychologist, tmp_path):
    path = invented(
        tmp_path, "proves,3,3,3,3,3,3,3,,0", "unsure,1,,1,,1,,,,0", "skipped,0,0,0,0,0,0,0,0,"
    )
    tiers = screened(path, psychologist).tiers
    assert (tiers["amber"], tiers["yellow"]) == (2, 1)


def test_a_bad_row_is_refused_by_name_and_the_rest_is_entered(psychologist, tmp_path):
    path = invented(
        tmp_path,
        "a,0,0,0,0,0,0,0,0,0",
        "b,0,0,7,0,0,0,0,0,0",
        "c,0,0,x,0,0,NaN,0,0,0",
        "a,1,1,1,1,1,1,1,1,1",
        ",1,1,1,1,1,1,1,1,1",
        "d,1e308,0,0,0,0,0,0,0,0",
        "e,,,,,,,,,",
    )
    found = screened(path, psychologist)
    assert (found.added, found.file.refused, found.file.empty) == (1, 5, 1)
    where = [(problem.row, problem.column, problem.code) for problem in found.file.problems]
    assert (2, "phq3", "instruments.out-of-range") in where
    assert (3, "phq3", "instruments.unknown-code") in where
    assert (3, "phq6", "instruments.not-a-number") in where
    assert (4, "seqn", "assessments.duplicate-id") in where
    assert (5, "seqn", "assessments.no-id") in where
    assert {row for row, _column, _code in where} == {2, 3, 4, 5, 6}
    for problem in found.file.problems:
        assert problem.remedy("ru") != problem.remedy("en")


def test_a_date_to_come_refuses_the_row_and_a_known_day_is_told(psychologist, tmp_path):
    path = tmp_path / "dated.csv"
    heads = ",".join(["seqn", "day", *(f"phq{n}" for n in range(1, 10))])
    path.write_text(
        f"{heads}\na,2026-03-04,0,0,0,0,0,0,0,0,1\nb,2999-01-01,0,0,0,0,0,0,0,0,1\n"
        "c,gestern,0,0,0,0,0,0,0,0,1\n"
    )
    layout = Layout(items="phq{}", id="seqn", answered_on="day")
    found = screened(path, psychologist, layout=layout)
    codes = [problem.code for problem in found.file.problems]
    assert codes == ["assessments.future-date", "assessments.no-date"]
    [call] = queue(limit=5, tier=None, already_shown=(), by=psychologist, at=now())
    assert "4 Mar 2026" in call.reasons[0].sentence().said_in("en")


def test_a_total_against_its_items_or_without_them_refuses_the_row(psychologist, tmp_path):
    path = tmp_path / "totals.csv"
    heads = ",".join(["seqn", "sum", *(f"phq{n}" for n in range(1, 10))])
    path.write_text(f"{heads}\na,9,1,1,1,1,1,1,1,1,1\nb,8,1,1,1,1,1,1,1,1,1\nc,12,,,,,,,,,\n")
    layout = Layout(items="phq{}", id="seqn", total="sum")
    found = screened(path, psychologist, layout=layout)
    assert [problem.code for problem in found.file.problems] == [
        "instruments.total-against-items",
        "instruments.total-without-items",
    ]
    assert found.added == 1


def test_an_unknown_instrument_or_column_is_refused_whole(psychologist, tmp_path):
    path = invented(tmp_path, "a,0,0,0,0,0,0,0,0,0")
    with pytest.raises(Refused, match="instruments.unknown-instrument"):
        screened(path, psychologist, "phq-99")
    with pytest.raises(Refused, match="instruments.no-such-column"):
        screened(path, psychologist, layout=Layout(items="q{}"))
    with pytest.raises(Refused, match="assessments.no-such-column"):
        screened(path, psychologist, layout=Layout(items="phq{}", id="number"))


def test_subjects_of_a_file_are_nobody_in_personnel_and_only_their_unit_sees_them(
    psychologist, tmp_path
):
    screened(invented(tmp_path, "a,3,3,3,3,3,3,3,3,3"), psychologist)
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        assert rows("SELECT kind FROM people_person") == ["subject"]
    elsewhere = make_unit("2")
    with unit_of_work(Standing(Audience.CLINICIAN, units=(elsewhere,))):
        assert rows("SELECT id FROM assessments_sitting") == []
        assert not QueueRow.objects.exists()


def test_answers_are_sealed_and_the_reasons_too(psychologist, tmp_path):
    screened(invented(tmp_path, "a,0,0,0,0,0,0,0,0,2", "b,3,3,3,3,3,3,3,3,0"), psychologist)
    with (
        unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT octet_length(answers) FROM assessments_sitting")
        assert len({length for (length,) in cursor.fetchall()}) == 1
        cursor.execute("SELECT reasons FROM detection_signal")
        stored = [bytes(sealed) for (sealed,) in cursor.fetchall()]
    assert len({len(one) for one in stored}) == 1
    assert not any(b"critical" in one for one in stored)


def test_a_viewer_without_the_permission_enters_nothing(administrator, tmp_path):
    assert Permission.IMPORT_SITTINGS not in administrator.role.may
    with pytest.raises(Refused, match="access.not-permitted"):
        screened(invented(tmp_path, "a,3,3,3,3,3,3,3,3,3"), administrator)
    with unit_of_work(Standing(Audience.CLINICIAN, units=administrator.units)):
        assert rows("SELECT id FROM assessments_sitting") == []
