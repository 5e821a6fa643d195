"""Forms draw themselves: the question, what is wrong with the answer, and what was answered."""

from datetime import date, time

import pytest
from django import forms as theirs
from django.core.files.uploadedfile import SimpleUploadedFile

from muster.kernel.problems import Refused
from muster.kernel.words import _
from muster.policy.problems import NO_SUCH_NUMBER
from muster.web.components.samples import FILLED, Sample
from muster.web.forms import (
    Choices,
    Clock,
    Code,
    Day,
    Form,
    Hidden,
    Number,
    Phone,
    Pick,
    Question,
    Text,
    Upload,
    YesNo,
)  # fmt: skip
from muster.web.pages import page

EMPTY = _("Answer this question")
TITLE = _("Try Muster")


class Reason(Question):
    warm = YesNo(asks=_("Should the meal be warm?"), required=EMPTY)


def shown(rf, form, language="en", **more) -> str:
    request = rf.post("/x", headers={"accept-language": language})
    return page(request, "form.html", title=TITLE, form=form, **more).content.decode()


def answer(field, *given, name="it"):
    """Return what the field makes of what was sent, or the sentences with which it refuses."""
    form = type("One", (Form,), {name: field})(*given)
    if form.is_valid():
        return form.cleaned_data[name]
    return [str(one.message) for one in form.errors.as_data()[name][0].error_list]


@pytest.mark.parametrize(
    ("field", "sent", "made"),
    [
        (Text(asks="?"), {"it": "  Иванов\t"}, "Иванов"),
        (Text(asks="?", longest=3), {"it": "four"}, ["Use no more than 3 signs"]),
        (Text(asks="?"), {"it": "a\x00b"}, ["Remove the signs that cannot be read"]),
        (Text(asks="?", required=EMPTY), {"it": "   "}, ["Answer this question"]),
        (Number(asks="?"), {"it": "12"}, 12),
        (Number(asks="?"), {"it": ""}, None),
        (Number(asks="?"), {"it": "1e9"}, ["Enter a whole number in digits"]),
        (Number(asks="?"), {"it": "9" * 5000}, ["Enter a whole number in digits"]),
        (Number(asks="?", at_least=1), {"it": "0"}, ["Enter 1 or more"]),
        (Number(asks="?", at_most=7), {"it": "8"}, ["Enter 7 or less"]),
        (Number(asks="?", required=EMPTY), {}, ["Answer this question"]),
        (Clock(asks="?"), {"it": "6.30"}, time(6, 30)),
        (Clock(asks="?"), {"it": "24:00"},
         ["Enter a time between 00:00 and 23:59, like 06:30"]),
        (YesNo(asks="?"), {"it": "yes"}, True),
        (YesNo(asks="?"), {"it": "no"}, False),
        (YesNo(asks="?"), {}, None),
        (YesNo(asks="?", required=EMPTY), {}, ["Answer this question"]),
        (YesNo(asks="?"), {"it": "perhaps"}, ["Select one of the answers that are offered"]),
        (Pick(asks="?", options=[("a", "A")]), {"it": "a"}, "a"),
        (Pick(asks="?", options=[("a", "A")], required=EMPTY), {"it": ""},
         ["Answer this question"]),
        (Choices(asks="?", options=[("a", "A"), ("b", "B")]), {"it": ["a", "b"]}, ["a", "b"]),
        (Choices(asks="?", options=[("a", "A")]), {"it": ["c"]},
         ["Select one of the answers that are offered"]),
        (Phone(asks="?"), {"it": "+7 (912) 345-67-89 доб. 2"}, "+7 (912) 345-67-89 доб. 2"),
        (Phone(asks="?"), {"it": "tel:1"},
         ["Enter a phone number in digits, like +7 912 345 67 89"]),
        (Code(asks="?"), {"it": "123 456"}, "123456"),
        (Code(asks="?"), {"it": "12345"}, ["Enter the code of 6 digits"]),
        (Hidden(), {}, ["Select one of the answers that are offered"]),
    ],
)  # fmt: skip
def test_a_field_takes_what_it_asks_for_and_says_what_it_does_not(field, sent, made):
    assert answer(field, sent) == made


@pytest.mark.parametrize(
    ("sent", "made"),
    [
        (("27", "3", "2026"), date(2026, 3, 27)),
        (("", "", ""), None),
        (("29", "2", "2026"), ["Enter a real date, like 27 3 2026"]),
        (("27", "", "2026"), ["Enter a real date, like 27 3 2026"]),
        (("27", "3", "26"), ["Enter a real date, like 27 3 2026"]),
        (("27", "3", "99999999999"), ["Enter a real date, like 27 3 2026"]),
        (("1", "1", "2025"), ["Enter 1 Jan 2026 or a later date"]),
        (("1", "1", "2027"), ["Enter 31 Dec 2026 or an earlier date"]),
    ],
)
def test_a_day_is_entered_in_three_parts(sent, made):
    field = Day(asks="?", earliest=date(2026, 1, 1), latest=date(2026, 12, 31))
    parts = dict(zip(("it-day", "it-month", "it-year"), sent, strict=True))
    assert answer(field, parts) == made


def test_a_file_is_taken_where_it_is_neither_missing_nor_empty_nor_too_large():
    field = Upload(asks="?", required=EMPTY, largest=1024 * 1024)
    assert answer(field, {}, {}) == ["Answer this question"]
    assert answer(field, {}, {"it": SimpleUploadedFile("a.csv", b"")}) == [
        "The file is empty. Choose another"
    ]
    large = SimpleUploadedFile("a.csv", b"0" * (1024 * 1024 + 1))
    assert answer(field, {}, {"it": large}) == [
        "The file is larger than 1 MB. Choose a smaller one"
    ]
    assert answer(field, {}, {"it": SimpleUploadedFile("a.csv", b"0")}).size == 1


@pytest.mark.parametrize(
    ("language", "title", "problem", "said"),
    [
        ("en", "<title>Error: Try Muster · Muster</title>", "There is a problem", "Answer this"),
        ("ru", "<title>Ошибка: Попробуйте Muster · Muster</title>", "Нужно исправить", "Ответьте"),
    ],
)
def test_what_is_wrong_stands_on_top_and_leads_to_its_field(rf, language, title, problem, said):
    html = shown(rf, Sample({}), language)
    assert title in html
    assert problem in html
    for name in ("name", "seats", "day-day", "warm", "drink", "table", "agreed", "menu", "code"):
        assert f'href="#id_{name}"' in html
        assert f'id="id_{name}"' in html
    assert html.count(f'">{said}') == html.count("govuk-error-message") == 12
    assert html.index("error-summary") < html.index("<h1>")


def test_the_only_question_of_a_page_is_its_heading(rf):
    html = shown(rf, Reason())
    assert html.count("<h1") == 1
    assert "Should the meal be warm?" in html.partition("<h1")[2].partition("</h1>")[0]


def test_a_form_carries_its_token_and_the_fields_that_may_be_left_empty_say_so(rf):
    html = shown(rf, Sample())
    assert html.count('name="csrfmiddlewaretoken"') == 1
    assert 'enctype="multipart/form-data"' in html
    assert html.count("(may be left empty)") == 2
    assert "error" not in html.replace("govuk-error-summary", "").lower()


def test_what_was_answered_is_drawn_again_and_a_secret_never(rf):
    sent = {**FILLED, "warm": "yes", "password": "open sesame", "code": "1", "wish": "<b>salt</b>"}
    html = shown(rf, Sample(sent))
    assert "&lt;b&gt;salt&lt;/b&gt;" in html
    assert "<b>" not in html
    assert 'value="&lt;Canteen № 2&gt;"' in html
    assert "open sesame" not in html
    assert html.count(" checked") == 1 + 1 + 2 + 1
    assert '<option value="water" selected>' in html


def test_the_language_is_changed_half_way_without_losing_or_judging_an_answer(rf):
    request = rf.post("/x", {"name": "Canteen", "switch-language": "ru"})
    form = Sample(request.POST, request.FILES)
    assert not form.is_valid()
    response = page(request, "form.html", title=TITLE, form=form)
    html = response.content.decode()
    assert '<html lang="ru">' in html
    assert 'value="Canteen"' in html
    assert "govuk-error-message" not in html
    assert response.cookies["language"].value == "ru"


def test_enter_sends_the_form_and_does_not_change_the_language(rf):
    html = shown(rf, Reason())
    first, language = html.index('form="asked" tabindex="-1"'), html.index("switch-language")
    assert first < language


def test_a_form_that_searches_changes_the_language_by_its_address(rf):
    html = shown(rf, Reason({"warm": "yes"}), method="get")
    assert "switch-language" not in html
    assert "csrfmiddlewaretoken" not in html


def test_what_a_room_refuses_is_said_as_an_error(rf):
    form = Reason({"warm": "yes"})
    assert form.is_valid()
    form.refuse(Refused(NO_SUCH_NUMBER.at(code="x")), "warm")
    form.refuse(EMPTY)
    html = shown(rf, form, "ru")
    assert NO_SUCH_NUMBER.says.of(code="x").said_in("ru") in html
    assert html.count("Ответьте на этот вопрос") == 1


class Login(theirs.Form):
    """A form as a library makes it."""

    login = theirs.CharField(label="Login", help_text="As on your card", max_length=20)
    password = theirs.CharField(widget=theirs.PasswordInput)
    remember = theirs.BooleanField(required=False)
    kind = theirs.ChoiceField(choices=[("a", "A")], widget=theirs.RadioSelect)
    next = theirs.CharField(widget=theirs.HiddenInput, required=False)


def test_a_librarys_form_is_drawn_alike_in_the_readers_language(rf):
    html = shown(rf, Login({"login": "x" * 30, "next": "/me"}), "ru")
    assert "As on your card" in html
    assert "не более 20 символов" in html
    assert html.count("Обязательное поле") == 4
    assert 'class="govuk-input govuk-password-input__input' in html
    assert 'value="/me"' in html
    assert "switch-language" not in html
