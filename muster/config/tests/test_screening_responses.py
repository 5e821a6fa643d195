"""QuestionnaireResponses come in by the same command, and call whom they should."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from muster.assessments.rules.cutoffs import cutoffs_of
from muster.config.responses import read_responses
from muster.detection.queries import queue
from muster.detection.screening import enter
from muster.fhir.questionnaires import questionnaire
from muster.instruments.packs import pack
from muster.kernel.time import now
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import local_day, make_unit, psychologist_of

pytestmark = pytest.mark.django_db

CODES = ("not-at-all", "several-days", "more-than-half-the-days", "nearly-every-day")


def response(subject: str, values: list[int], day: str) -> str:
    items = [
        {
            "linkId": f"phq9-{n}",
            "answer": [{"valueCoding": {"code": CODES[value]}}],
        }
        for n, value in enumerate(values, 1)
    ]
    return json.dumps(
        {
            "resourceType": "QuestionnaireResponse",
            "status": "completed",
            "questionnaire": questionnaire(pack("phq-9"))["url"],
            "subject": {"reference": subject},
            "authored": day,
            "item": items,
        }
    )


@pytest.fixture
def psychologist(db):
    return psychologist_of(make_unit("1"))


def test_responses_are_screened_and_a_bad_one_is_named(psychologist, tmp_path: Path):
    path = tmp_path / "responses.ndjson"
    path.write_text(
        "\n".join(
            [
                response("Patient/a", [0] * 8 + [1], "2026-03-04"),
                response("Patient/a", [0] * 9, "2026-06-04"),
                response("Patient/b", [3] * 9, "2999-01-01"),
                '{"resourceType": "QuestionnaireResponse", "item": 1e308}',
            ]
        )
    )
    chosen = pack("phq-9")
    cutoffs = cutoffs_of(in_force(), chosen.specification)
    file = read_responses(path, chosen, cutoffs, at=now(), matching=None)
    found = enter(file, unit=psychologist.units[0], by=psychologist, at=now())
    assert (found.added, file.refused) == (2, 2)
    assert {problem.row for problem in file.problems} == {3, 4}
    [call] = queue(limit=9, tier=None, already_shown=(), by=psychologist, at=now())
    assert call.tier is Tier.AMBER
    assert enter(file, unit=psychologist.units[0], by=psychologist, at=now()).added == 0


def entered(path: Path, psychologist, *lines: str):
    path.write_text("\n".join(lines))
    chosen = pack("phq-9")
    cutoffs = cutoffs_of(in_force(), chosen.specification)
    file = read_responses(path, chosen, cutoffs, at=now(), matching=None)
    return enter(file, unit=psychologist.units[0], by=psychologist, at=now())


def test_responses_of_one_subject_in_one_file_are_set_beside_each_other(psychologist, tmp_path):
    latest, first = local_day() - timedelta(days=30), local_day() - timedelta(days=90)
    low, raised = [0] * 9, [1] * 8 + [0]
    found = entered(
        tmp_path / "year.ndjson",
        psychologist,
        response("Patient/a", raised, str(latest)),  # stands above, and was given later
        response("Patient/a", low, str(first)),
        response("Patient/b", raised, str(latest)),  # the same, with nothing before it
    )
    calls = queue(limit=9, tier=None, already_shown=(), by=psychologist, at=now())
    said = {call.origin.label: [reason.code for reason in call.reasons] for call in calls}
    assert "worse" in said["Patient/a"]
    assert "worse" not in said["Patient/b"]
    assert (found.tiers["yellow"], found.tiers["green"]) == (1, 1)


def test_a_later_sitting_in_the_same_file_takes_the_earlier_ones_place(psychologist, tmp_path):
    days = [str(local_day() - timedelta(days=days)) for days in (90, 60)]
    entered(
        tmp_path / "two.ndjson",
        psychologist,
        response("Patient/a", [3] * 9, days[0]),
        response("Patient/a", [2] * 8 + [0], days[1]),
    )
    [call] = queue(limit=9, tier=None, already_shown=(), by=psychologist, at=now())
    assert call.tier is Tier.RED  # what was promised for the first stays promised
    with (
        unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT ended, count(*) FROM detection_queuerow GROUP BY ended")
        assert dict(cursor.fetchall()) == {False: 1, True: 1}
