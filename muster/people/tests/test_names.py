"""The same name and the same number are found however they are written, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kernel.problems import Problem
from muster.people.rules.names import same_name, service_number, unit_code, words


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Иванов", ("иванов",)),
        ("  ИВАНОВ\u00a0 пётр ", ("иванов", "петр")),
        ("Петров-Водкин", ("петров", "водкин")),
        ("Петров – Водкин", ("петров", "водкин")),
        ("O’Brien", ("obrien",)),
        ("O'BRIEN", ("obrien",)),
        ("D´Arcy", ("darcy",)),
        ("Мар'яна", ("маряна",)),
        ("José Muñoz", ("jose", "munoz")),
        ("Jose\u0301", ("jose",)),
        ("Weiß", ("weiss",)),
        ("Андре\u0301й", ("андрей",)),
        ("Їжакевич", ("їжакевич",)),
        ("ﬁnch", ("finch",)),
        ("", ()),
        ("—", ()),
    ],
)
def test_words_have_one_form(written, found):
    assert words(written) == found


def test_latin_and_cyrillic_are_kept_apart():
    assert not same_name("Ivanov", "Иванов")
    assert not same_name("Сова", "Coba")
    assert not same_name("Андрей", "Андреи")


@pytest.mark.parametrize(
    ("slipped", "meant"),
    [("Ивaнoв", "Иванов"), ("CМИРНОВ", "Смирнов"), ("Petrоv", "Petrov"), ("Cор", "Сор")],
)
def test_a_letter_of_the_other_alphabet_that_slipped_in_is_read_as_meant(slipped, meant):
    assert same_name(slipped, meant)


def test_a_word_that_is_surely_both_alphabets_is_left_alone():
    assert words("Иванovz") == ("иванovz",)


@given(st.text(max_size=40))
def test_the_form_is_stable(text):
    once = words(text)
    assert words(" ".join(once)) == once


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=20))
def test_case_and_yo_never_matter(name):
    assert words(name) == words(name.upper()) == words(name.title().replace("ё", "е"))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("А-123456", "A123456"),
        ("а 123 456", "A123456"),
        ("A–123456", "A123456"),
        ("№ АБ-001234", "AБ001234"),
        ("0012345", "0012345"),
        ("24/123.456", "24123456"),
        ("Ж-654321", "Ж654321"),
        ("١٢٣٤٥", "12345"),
        ("Ａ１２３４", "A1234"),
    ],
)
def test_service_numbers_have_one_form(written, found):
    assert service_number(written) == found


@pytest.mark.parametrize(
    ("one", "other"), [("12O456", "120456"), ("З12345", "312345"), ("0123456", "123456")]
)
def test_letters_are_never_read_as_digits_and_zeros_count(one, other):
    assert service_number(one) != service_number(other)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "people.no-service-number"),
        ("нет", "people.no-service-number"),
        ("АБВГД", "people.no-service-number"),
        ("A1", "people.service-number-length"),
        ("1" * 21, "people.service-number-length"),
        ("A1234;DROP", "people.no-service-number"),
        ("=1234", "people.no-service-number"),
    ],
)
def test_what_is_no_service_number_says_why(written, code):
    problem = service_number(written)
    assert isinstance(problem, Problem)
    assert problem.code == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1/2 рота", "1 / 2  РОТА"),
        ("В/Ч 12345", "B/Ч 12345"),
        ("2–1", "2-1"),
        ("в/ч № 12", "в/ч №12"),
        ("1\\2", "1/2"),
    ],
)
def test_unit_codes_have_one_form(one, other):
    assert unit_code(one) == unit_code(other)


def test_different_unit_codes_stay_different():
    assert len({unit_code(code) for code in ("1/1", "1-1", "11", "1/11", "11/1")}) == 5
