"""Encodings are told from the bytes; those that are not accepted are refused by their names."""

import pytest

from muster.kernel.sheets.tests.reading import both, found, refusal, sheet_of

ROSTER = """табельный номер;фамилия;имя;часть
А-001;Иванов;Пётр;1-й батальон
А-002;Щукина;Ольга;2-й батальон
А-003;Объедков;Фёдор;1-й батальон
"""
FIRST = (
    1,
    {"табельный номер": "А-001", "фамилия": "Иванов", "имя": "Пётр", "часть": "1-й батальон"},
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"],
)
@pytest.mark.parametrize("change", [str, str.upper], ids=["small", "capitals"])
def test_accepted(tmp_path, encoding, change):
    rows, problems = both(sheet_of(tmp_path, change(ROSTER).encode(encoding)))
    assert len(rows) == 3
    assert not problems
    if change is str:
        assert rows[0] == FIRST


def test_utf16_with_a_big_endian_mark(tmp_path):
    content = b"\xfe\xff" + ROSTER.encode("utf-16-be")
    assert both(sheet_of(tmp_path, content))[0][0] == FIRST


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
        ("koi8-r", "KOI8-R"),
        ("cp866", "CP866"),
        ("mac-cyrillic", "Mac Cyrillic"),
        ("iso8859-5", "ISO-8859-5"),
    ],
)
def test_refused_by_name(tmp_path, encoding, name):
    problem = refusal(tmp_path, ROSTER.encode(encoding))
    assert problem.code == "sheets.encoding"
    assert name in problem.says("en")
    assert name in problem.says("ru")


def test_western_letters_are_not_taken_for_russian(tmp_path):
    problem = refusal(tmp_path, "id,name\n1,Müller\n2,Größmann\n3,Ångström\n".encode("cp1252"))
    assert "Windows-1252" in problem.says("en")


def test_ebcdic(tmp_path):
    problem = refusal(tmp_path, "id,name\n1,miller\n2,smith\n".encode("cp500"))
    assert "EBCDIC" in problem.says("en")


def test_what_looks_like_no_language_is_refused(tmp_path):
    content = b"id,name\n" + b"".join(
        b"%d,%s\n" % (n, b"\xfa\xfa\xda\xfa\xda\xfa\xda") for n in range(9)
    )
    assert refusal(tmp_path, content).code == "sheets.unknown-encoding"


def test_one_spoilt_cell_in_a_file_of_utf8_is_refused_alone(tmp_path):
    lines = [f"{n};Иванов;0" for n in range(50)]
    content = "\n".join(["id;фамилия;a", *lines, ""]).encode() + "50;Петров;0\n".encode("cp1251")
    rows, problems = both(sheet_of(tmp_path, content))
    assert len(rows) == 50
    assert found(problems) == [("unreadable-text", 51, "фамилия")]


def test_a_file_of_one_russian_sign(tmp_path):
    rows, _problems = both(sheet_of(tmp_path, "№,a\n1,2\n".encode("cp1251")))
    assert rows == [(1, {"№": "1", "a": "2"})]


def test_a_broken_utf16_pair_is_refused_alone(tmp_path):
    content = "id,a\n1,x\n2,".encode("utf-16") + b"\x00\xd8" + "\n3,z\n".encode("utf-16-le")
    rows, problems = both(sheet_of(tmp_path, content))
    assert [number for number, _cells in rows] == [1, 3]
    assert found(problems) == [("unreadable-text", 2, "a")]
