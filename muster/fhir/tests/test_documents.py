"""A file of FHIR is one response, a Bundle, or one in each line; its content says which."""

import codecs
import json

import pytest

from muster.fhir.documents import Documents, is_json
from muster.fhir.guards import DOCUMENT_LIMIT
from muster.fhir.tests.invented import bytes_of, phq
from muster.kernel.problems import Refused

ONE = bytes_of(phq())


def documents_in(folder, content: bytes) -> Documents:
    path = folder / "answers"
    path.write_bytes(content)
    return Documents(path)


def codes(documents: Documents) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in documents.problems]


def test_one_in_each_line(tmp_path):
    documents = documents_in(tmp_path, ONE + b"\n\n{broken\r\n" + ONE)
    assert list(documents) == [(1, ONE), (3, b"{broken"), (4, ONE)]
    assert documents.position == documents.total == len(ONE) * 2 + 11


def test_a_first_line_that_is_broken_does_not_hide_the_others(tmp_path):
    assert list(documents_in(tmp_path, b"{broken\n" + ONE)) == [(1, b"{broken"), (2, ONE)]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_alone(tmp_path, indent):
    content = codecs.BOM_UTF8 + json.dumps(phq(), indent=indent).encode()
    ((number, document),) = documents_in(tmp_path, content)
    assert number == 1
    assert json.loads(document) == phq()


@pytest.mark.parametrize("indent", [None, 2])
def test_a_bundle(tmp_path, indent):
    resources = [phq(), {"resourceType": "Patient"}, phq(q1=2), {"x": 1}]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]}
    documents = documents_in(tmp_path, json.dumps(bundle, indent=indent).encode())
    found = list(documents)
    assert [number for number, _document in found] == [1, 3, 4]
    assert [json.loads(document) for _number, document in found] == [phq(), phq(q1=2), {"x": 1}]
    assert codes(documents) == [("fhir.passed-over", 2)]
    assert documents.problems.refused == 0


def test_a_line_that_is_too_large_is_passed_over(tmp_path):
    huge = b'{"x":"' + b"x" * (3 * DOCUMENT_LIMIT) + b'"}'
    documents = documents_in(tmp_path, ONE + b"\n" + huge + b"\n" + ONE + b"\n")
    assert list(documents) == [(1, ONE), (3, ONE)]
    assert codes(documents) == [("fhir.too-large", 2)]
    assert documents.problems.refused == 1


def test_a_truncated_bundle(tmp_path):
    bundle = {"resourceType": "Bundle", "entry": [{"resource": phq()}]}
    content = json.dumps(bundle, indent=1).encode()[:-100]
    documents = documents_in(tmp_path, content)
    assert list(documents) == []
    assert [code for code, _row in codes(documents)] == ["fhir.malformed"]
    assert documents.problems.refused == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b'{"resourceType":"Bundle"}',
        b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}}]}',
    ],
)
def test_nothing_to_read(tmp_path, content):
    with pytest.raises(Refused) as caught:
        list(documents_in(tmp_path, content))
    assert caught.value.problem.code == "fhir.no-responses"


def test_a_deep_bundle(tmp_path):
    content = (
        b'{"resourceType":"Bundle","entry":[' + b'{"resource":' * 3000 + b"1" + b"}" * 3000 + b"]}"
    )
    with pytest.raises(Refused) as caught:
        list(documents_in(tmp_path, content))
    assert caught.value.problem.code == "fhir.too-deep"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Refused):
        Documents(tmp_path / "nothing")
    assert not is_json(tmp_path / "nothing")


def test_json_is_told_by_its_beginning(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(codecs.BOM_UTF8 + b' \n{"a":1}')
    assert is_json(path)
    path.write_bytes(b"id,a\n")
    assert not is_json(path)
