"""The summary a person holds is a FHIR document that somebody else's model reads."""

import json
from datetime import UTC, date, datetime

from fhir.resources.R4B.bundle import Bundle

from muster.fhir.summary import Holder, Measured, Section, document
from muster.kernel.ids import new_id

AT = datetime(2026, 5, 4, 8, 30, tzinfo=UTC)


def made(**more):
    holder = Holder(new_id(), "Гайко", "Олесь", date(1999, 2, 3))
    given = {
        "sections": [Section("Что помогает", ("Сон <b>", "и тишина & покой"))],
        "scores": [Measured(new_id(), "PHQ-9", 8.0, AT)],
        "id": new_id(), "composition": new_id(), "author": new_id(), "author_name": "dr.hnat",
        "title": "Выписка", "scores_title": "Результаты", "made": AT, "language": "ru", **more,
    }  # fmt: skip
    return document(holder, **given)


def test_it_is_read_by_somebody_elses_model():
    said = made()
    read = Bundle.model_validate_json(json.dumps(said))
    assert read.type == "document"
    first = read.entry[0].resource
    assert first.get_resource_type() == "Composition"
    kinds = [one.resource.get_resource_type() for one in read.entry]
    assert kinds == ["Composition", "Patient", "Practitioner", "Observation"]


def test_every_reference_is_answered_within_the_document():
    said = made()
    there = {entry["fullUrl"] for entry in said["entry"]}
    text = json.dumps(said)
    assert said["entry"][0]["resource"]["subject"]["reference"] in there
    for entry in said["entry"][0]["resource"]["section"]:
        for one in entry.get("entry", []):
            assert one["reference"] in there
    assert "<b>" not in text
    assert "&lt;b&gt;" in text


def test_without_scores_there_is_no_observation_and_no_empty_section():
    said = made(scores=[])
    assert len(said["entry"]) == 3
    assert len(said["entry"][0]["resource"]["section"]) == 1
