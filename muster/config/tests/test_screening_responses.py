"""QuestionnaireResponses come in by the same command, and call whom they should."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muster.assessments.rules.cutoffs import cutoffs_of
from muster.config.responses import read_responses
from muster.detection.queries import queue
from muster.detection.raising import in_force
from muster.detection.screening import enter
from muster.fhir.questionnaires import questionnaire
from muster.instruments.packs import pack
from muster.kernel.time import now
from muster.policy.rules.findings import Tier
from tests.houses import make_unit, psychologist_of

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
