"""Responses are read fast or slowly with the same outcome; whatever is wrong is named."""

import copy
import datetime
import json

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.fhir import guards
from muster.fhir.checking import check
from muster.fhir.form import form_of
from muster.fhir.guards import DOCUMENT_LIMIT, too_deep
from muster.fhir.responses import Reader
from muster.fhir.tests.invented import (
    NOW,
    PHQ,
    SITTING,
    SUBJECT,
    YESTERDAY,
    bytes_of,
    items_of,
    phq,
)
from muster.fhir.writing import response
from muster.instruments.packs import pack, packs
from muster.kernel.problems import LANGUAGES

FORM = form_of(PHQ)
READER = Reader(PHQ, at=NOW)


def read(document) -> tuple[list[int] | None, list]:
    """Read one document fast and slowly; return its answers, None if refused, and the problems."""
    raw = document if isinstance(document, bytes) else bytes_of(document)
    found = READER.read([raw])
    slow = check(raw, FORM, at=NOW)
    assert [problem.in_row(1) for problem in slow.problems] == found.problems
    assert found.refused == bool(slow.problems)
    for problem in found.problems:
        assert all(problem.says(language) and problem.remedy(language) for language in LANGUAGES)
    if found.refused:
        assert found.answers.shape == (10, 0)
        return None, found.problems
    answers = found.answers[:, 0].tolist()
    assert answers == [slow.values.get(code, -1) for code in FORM.questions]
    assert (found.subjects, found.ids, found.authored) == (
        [slow.subject],
        [slow.id],
        [slow.authored],
    )
    return answers, []


def refused(document) -> list[tuple[str, str | None]]:
    """Return the codes and columns of a document that is refused."""
    answers, problems = read(document)
    assert answers is None
    assert all(problem.row == 1 for problem in problems)
    return [(problem.code.partition(".")[2], problem.column) for problem in problems]


def changed(change, **values):
    document = phq(**values)
    change(document)
    return document


@pytest.mark.parametrize("key", sorted(packs()))
def test_what_muster_writes_it_reads_and_another_model_reads(key):
    own = pack(key)
    highest = {item.code: item.highest for item in own.specification.items}
    document = response(own, highest, sitting=SITTING, subject=SUBJECT, authored=YESTERDAY)
    assert json.loads(QuestionnaireResponse.model_validate(document).model_dump_json()) == document
    found = Reader(own, at=NOW).read([bytes_of(document)])
    assert not found.problems
    assert found.answers[:, 0].tolist() == list(highest.values())
    assert (found.subjects, found.ids) == ([f"Patient/{SUBJECT}"], [str(SITTING)])
    assert found.authored == [YESTERDAY]


def test_an_unfinished_form_is_stopped_and_an_empty_one_has_no_items():
    document = response(PHQ, {"phq9-1": 2}, sitting=SITTING, subject=SUBJECT, authored=YESTERDAY)
    assert document["status"] == "stopped"
    assert read(document) == ([2, *[-1] * 9], [])
    empty = response(PHQ, {}, sitting=SITTING, subject=SUBJECT, authored=YESTERDAY)
    QuestionnaireResponse.model_validate(empty)
    assert read(empty) == ([-1] * 10, [])


@pytest.mark.parametrize(
    "change",
    [
        lambda doc: doc.update(item=items_of(doc)),
        lambda doc: doc.update(questionnaire="https://muster.example/fhir/Questionnaire/phq-9"),
        lambda doc: doc.update(status="amended", authored="2026-03"),
        lambda doc: doc.update(subject={"identifier": {"value": "17"}}),
        lambda doc: doc.pop("authored"),
        lambda doc: items_of(doc)[0].update(answer=[], item=None),
        lambda doc: items_of(doc).pop(3),
        lambda doc: items_of(doc)[1]["answer"][0]["valueCoding"].pop("system"),
        lambda doc: doc.update(contained=[{"resourceType": "Patient"}], extension=[{"url": "x"}]),
    ],
)
def test_ways_to_write_a_response(change):
    answers, _problems = read(changed(change, q2=3))
    assert answers is not None
    assert answers[1] == 3


def first(document):
    return items_of(document)[0]


def split(document):
    """Put the questions into two groups of one name."""
    items = items_of(document)
    group = document["item"][0]
    document["item"] = [{**group, "item": items[:4]}, {**group, "item": items[4:]}]


def around(**elements):
    """Change what stands around the answers; None takes an element out."""

    def change(document):
        document.update(elements)
        for name in [name for name, value in elements.items() if value is None]:
            del document[name]

    return change


def answered(answer):
    return lambda document: first(document).update(answer=answer)


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        (around(questionnaire=None), "no-questionnaire", None),
        (around(questionnaire="http://x/Questionnaire/phq-2"), "other-questionnaire", None),
        (around(questionnaire=FORM.url + "0"), "other-questionnaire", None),
        (around(resourceType="Observation"), "not-a-response", None),
        (around(status="entered-in-error"), "status", None),
        (around(status="in-progress"), "status", None),
        (around(status=None), "status", None),
        (around(authored="2026-03-02T12:00:01Z"), "future", "authored"),
        (around(authored="2036-01-01"), "future", "authored"),
        (around(authored="2026-02-30"), "date", "authored"),
        (around(authored="2026-02-03T10:00:00"), "date", "authored"),
        (around(authored=2026), "wrong-type", None),
        (around(subject=["x"]), "wrong-type", None),
        (around(item={}), "wrong-type", None),
        (around(item=["x"]), "wrong-type", None),
        (around(modifierExtension=[{"url": "x"}]), "modifier", None),
        (lambda doc: first(doc).update(modifierExtension=[{"url": "x"}]), "modifier", None),
        (lambda doc: first(doc).update(linkId="phq9-10"), "unknown-link", "phq9-10"),
        (lambda doc: first(doc).update(linkId=1), "wrong-type", None),
        (lambda doc: items_of(doc).append(items_of(doc)[8]), "twice", "phq9-9"),
        (lambda doc: items_of(doc).append({"linkId": "phq9-2"}), "twice", "phq9-2"),
        (lambda doc: doc["item"].append(doc["item"][0]), "twice", "section-problems"),
        (lambda doc: split(doc), "twice", "section-problems"),
        (lambda doc: first(doc)["answer"].append({}), "several-answers", "phq9-1"),
        (answered([{"valueInteger": 1}]), "wrong-type", "phq9-1"),
        (answered([{"valueDecimal": 1e308}]), "wrong-type", "phq9-1"),
        (answered([{"valueCoding": {"code": 1}}]), "wrong-type", "phq9-1"),
        (answered("x"), "wrong-type", "phq9-1"),
    ],
)
def test_what_is_wrong_is_named(change, code, column):
    assert refused(changed(change)) == [(code, column)]


def coding(document, number=1):
    return items_of(document)[number - 1]["answer"][0]["valueCoding"]


def test_codes_that_are_not_the_items():
    assert refused(changed(lambda doc: coding(doc).update(code="often"))) == [
        ("unknown-code", "phq9-1")
    ]
    other = changed(lambda doc: coding(doc).update(system="http://loinc.org"))
    assert refused(other) == [("unknown-system", "phq9-1")]
    difficulty = "https://muster.example/fhir/CodeSystem/phq-9.difficulty"
    assert refused(changed(lambda doc: coding(doc).update(system=difficulty))) == [
        ("unknown-system", "phq9-1")
    ]
    swapped = changed(
        lambda doc: (coding(doc).pop("system"), coding(doc).update(code="very-difficult"))
    )
    assert refused(swapped) == [("unknown-code", "phq9-1")]


def test_every_problem_of_a_response_is_named():
    def change(document):
        coding(document, 1)["code"] = "often"
        coding(document, 2)["code"] = "seldom"
        document["status"] = "draft"

    assert refused(changed(change)) == [
        ("status", None),
        ("unknown-code", "phq9-1"),
        ("unknown-code", "phq9-2"),
    ]


@pytest.mark.parametrize("value", [{"valueDecimal": 4}, {"valueInteger": 4}, {"valueDecimal": 4.0}])
def test_a_stated_total_that_follows_is_let_stand(value):
    total = {"linkId": "total-depression", "answer": [value]}
    answers, _problems = read(changed(lambda doc: doc["item"].append(total), q1=3, q9=1))
    assert answers is not None


@pytest.mark.parametrize("stated", [5, 3.5, 1e308, -1])
def test_a_stated_total_against_its_items(stated):
    total = {"linkId": "total-depression", "answer": [{"valueDecimal": stated}]}
    document = changed(lambda doc: doc["item"].append(total), q1=3, q9=1)
    assert refused(document) == [("total-against-items", "depression")]


def test_a_stated_total_without_items():
    total = {"linkId": "total-depression", "answer": [{"valueDecimal": 12}]}
    assert refused(changed(lambda doc: doc.update(item=[total]))) == [
        ("total-without-items", "depression")
    ]
    text = {"linkId": "total-depression", "answer": [{"valueString": "12"}]}
    assert refused(changed(lambda doc: doc["item"].append(text))) == [
        ("wrong-type", "total-depression")
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"resourceType":"QuestionnaireResponse","x":NaN}',
        b'{"resourceType":"QuestionnaireResponse","x":1e999}',
        b'{"resourceType":"QuestionnaireResponse"} {}',
        b'{"resourceType":"\xff"}',
    ],
)
def test_what_is_no_json(raw):
    assert refused(raw) == [("malformed", None)]


@pytest.mark.parametrize("raw", [b"[]", b"7", b'"x"', b"null"])
def test_json_that_is_no_resource(raw):
    assert refused(raw) == [("wrong-type", None)]


@pytest.mark.parametrize("depth", [800, 5_000, 100_000])
def test_nesting_in_an_element_nobody_reads(depth):
    raw = bytes_of(phq())[:-1] + b',"extension":' + b"[" * depth + b"]" * depth + b"}"
    assert too_deep(raw)
    assert refused(raw[:DOCUMENT_LIMIT]) == [("too-deep", None)]


def test_nesting_of_groups():
    document = phq()
    inside = document["item"]
    for level in range(40):
        inside = [{"linkId": f"g{level}", "item": inside}]
    document["item"] = inside
    assert refused(document)[-1] == ("too-deep", None)


def test_brackets_in_texts_are_no_nesting():
    document = phq()
    document["text"] = {"div": "[{" * 3000 + '\\"'}
    assert not too_deep(bytes_of(document))
    assert read(document)[0] is not None


def nested(letters):
    """Draw nested data whose texts are made of these letters."""
    text = st.text(letters, max_size=3)
    return st.recursive(
        st.none() | text,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
        max_leaves=30,
    )


def depth_of(value) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth_of, value), default=0) if isinstance(value, list) else 0


@settings(max_examples=150, deadline=None)
@given(nested('ab\\"'), nested('[]{}"'), st.integers(1, 8))
def test_depth_is_measured_exactly_unless_texts_hide_it(plain, hiding, limit):
    usual, guards.SHALLOW_BELOW = guards.SHALLOW_BELOW, 0
    try:
        assert too_deep(bytes_of(plain), limit) == (depth_of(plain) > limit)
        assert not too_deep(bytes_of(hiding), limit) or depth_of(hiding) > limit
    finally:
        guards.SHALLOW_BELOW = usual


def test_nesting_that_brackets_in_texts_hide_is_stopped_by_the_parser():
    raw = bytes_of(phq())[:-1] + b',"x":' + b'{"]":' * 20_000 + b"1" + b',"[":1}' * 20_000 + b"}"
    assert refused(raw) == [("too-deep", None)]


def test_a_huge_document():
    assert refused(changed(lambda doc: doc.update(text="x" * DOCUMENT_LIMIT))) == [
        ("too-large", None)
    ]


SPOILT = st.sampled_from(
    [None, 1, -1, 1e308, "", "x", [], {}, [{}], True, "phq9-1", "completed", "not-at-all", [None]]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=9, max_size=9), st.data())
def test_both_ways_agree_on_spoilt_responses(values, data):
    """Replace, remove or double anything in a response: fast and slow still see the same."""
    document = phq(**{f"q{n}": value for n, value in enumerate(values, 1)})
    assert read(document) == ([*values, -1], [])
    for _change in range(data.draw(st.integers(1, 3))):
        place = document
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            inner = place[key]
            if isinstance(inner, dict | list) and inner and data.draw(st.integers(0, 3)):
                place = inner
                continue
            match data.draw(st.sampled_from(["replace", "remove", "double"])):
                case "replace":
                    place[key] = copy.deepcopy(data.draw(SPOILT))
                case "remove":
                    del place[key]
                case "double" if isinstance(place, list):
                    place.append(copy.deepcopy(inner))
            break
    read(document)


def test_instants_with_other_zones_are_the_same_instant():
    document = changed(lambda doc: doc.update(authored="2026-03-02T14:59:59+03:00"))
    found = READER.read([bytes_of(document)])
    assert found.authored == [datetime.datetime(2026, 3, 2, 11, 59, 59, tzinfo=datetime.UTC)]


def test_a_response_that_names_no_questionnaire_where_the_instrument_is_known():
    unnamed = bytes_of(changed(lambda doc: doc.pop("questionnaire")))
    found = Reader(PHQ, at=NOW, named=False).read([unnamed, bytes_of(phq())])
    assert found.answers.shape == (10, 2)
    other = bytes_of(changed(lambda doc: doc.update(questionnaire="http://x")))
    assert Reader(PHQ, at=NOW, named=False).read([other]).refused == 1


def test_one_bad_response_among_many_is_refused_alone():
    good = bytes_of(phq(q9=2))
    found = READER.read([good, b"{", good, good], first=11)
    assert found.numbers == [11, 13, 14]
    assert found.answers[8].tolist() == [2, 2, 2]
    assert [problem.row for problem in found.problems] == [12]


@pytest.mark.parametrize(
    ("authored", "future"), [("2026-03-02", False), ("2026-03-03", False), ("2026-03-04", True)]
)
def test_a_day_has_come_once_it_has_come_anywhere_and_is_its_noon(authored, future):
    late = datetime.datetime(2026, 3, 2, 20, tzinfo=datetime.UTC)  # the third, east of Moscow
    found = Reader(PHQ, at=late, named=False).read_numbered(
        [(1, bytes_of(changed(lambda doc: doc.update(authored=authored))))]
    )
    assert [problem.code for problem in found.problems] == ["fhir.future"] * future
    assert future or found.authored == [
        datetime.datetime.fromisoformat(authored).replace(hour=12, tzinfo=datetime.UTC)
    ]
