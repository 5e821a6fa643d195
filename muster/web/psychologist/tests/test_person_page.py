"""A person's record, their answers, two sittings side by side, and the summary on paper."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from muster.detection import commands
from muster.kernel.time import now
from muster.web.psychologist.tests.house import journal_of, make_house, signed_in
from muster.web.psychologist.tests.test_queue_page import texts
from tests.houses import enlist, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def hayko(house):
    made = house.enlists(
        "AB-001", "Гайко", "Олесь", Phone="+380501112233", Rank="сержант", Sex="male"
    )
    house.answers(made, 1, 1, 1, 0, 0, 1, 0, 0, 0, days_ago=200)
    house.answers(made, 2, 2, 2, 1, 1, 1, 0, 0, 0, days_ago=40)
    house.answers(made, 3, 3, 2, 2, 2, 2, 1, 1, 1, days_ago=1, follow_up="done")
    return made


@pytest.fixture
def psychologist(house):
    return signed_in(house.account)


def test_the_record_shows_every_result_as_a_chart_and_as_a_table(hayko, psychologist):
    page = psychologist.get(f"/people/{hayko}")
    said = texts(page)
    html = page.content.decode()
    assert "PHQ-9: Depression" in said
    assert html.count('<svg class="chart"') == 1
    assert "3 sittings from" in said  # the drawing's own description
    assert "17 of 27" in said
    assert "+8: worse" in said
    assert "moderately severe" in said
    assert "worse is a rise of 5.2 or more (by internal consistency)" in said
    assert "better a fall of 7.7 or more (by repeated testing)" in said
    assert "Critical item answered" in said
    assert " style=" not in html


def test_the_worth_of_a_flag_stands_beside_it_with_what_happens_next(hayko, psychologist):
    said = texts(psychologist.get(f"/people/{hayko}"))
    assert "13 of 100 flags are true and 87 are not" in said
    assert "What happens next: a clinician speaks with the person" in said


def test_what_was_done_is_told_in_sentences(house, hayko, psychologist):
    commands.take(person=hayko, by=house.by, at=now())
    commands.not_reached(person=hayko, reason="no-answer", by=house.by, at=now())
    said = texts(psychologist.get(f"/people/{hayko}"))
    assert "dr.hnat took it on to call." in said
    assert "dr.hnat called and did not reach the person: No answer." in said
    russian = texts(signed_in(house.account, "ru").get(f"/people/{hayko}"))
    assert "dr.hnat: звонок, связаться не удалось. Причина: Нет ответа." in russian


def test_what_happened_in_another_year_says_in_which(house, psychologist):
    person = house.enlists("AB-011", "Дуб", "Марко", **{"Date of birth": "2001-02-03"})
    house.asks(person, days_ago=400)
    year = (now() - timedelta(days=400)).year
    said = texts(psychologist.get(f"/people/{person}"))
    assert re.search(rf"\d+ \w+ {year}, \d\d:\d\d The person asked for help", said), said
    assert "3 Feb 2001" in said


def test_a_translation_that_nobody_validated_is_marked(house, hayko, psychologist):
    house.answers(hayko, *[1] * 20, instrument="pcl-5", language="ru")
    said = texts(psychologist.get(f"/people/{hayko}"))
    assert "Translation, not validated" in said


def test_an_incomplete_sitting_is_drawn_as_what_it_proves(house, psychologist):
    person = house.enlists("AB-005", "Явір", "Петро")
    house.answers(person, 3, 3, 3, 3)
    page = psychologist.get(f"/people/{person}")
    assert "between 12 and 27" in texts(page)
    assert "chart-range" in page.content.decode()


def test_levels_and_answers_that_are_not_added_up_have_no_number(house, psychologist):
    person = house.enlists("AB-008", "Ясен", "Лука")
    house.answers(person, 1, 1, 1, 0, 0, instrument="c-ssrs-screener")
    house.answers(person, *[1] * 12, instrument="muster-check-in")
    page = psychologist.get(f"/people/{person}")
    assert "at least: contact the same day" in texts(page)
    assert "Answers, not added up" in texts(page)
    assert "between" not in texts(page)
    assert "chart" not in re.findall(r"<svg class=\"(\w+)", page.content.decode())


def test_a_record_without_results_says_so(house, psychologist):
    person = house.enlists("AB-006", "Липа", "Ганна")
    said = texts(psychologist.get(f"/people/{person}"))
    assert "There is no result yet." in said
    assert "No call to this person is due." in said


def test_answers_are_read_for_a_reason_that_stands_in_the_journal(house, hayko, psychologist):
    page = psychologist.get(f"/people/{hayko}").content.decode()
    address = re.search(rf'href="(/people/{hayko}/answers/[^"]+)"', page)[1]
    assert "Why do you need these answers?" in texts(psychologist.get(address))
    refused = psychologist.post(address, {"reason": ""})
    assert "Select why you need these answers" in texts(refused)
    assert not journal_of("assessments.answers")
    shown = texts(psychologist.post(address, {"reason": "preparing"}))
    assert "Little interest or pleasure in doing things" in shown
    assert "An answer that is always acted on" in shown
    assert journal_of("assessments.answers") == [(None, hayko)]


def test_two_sittings_are_set_side_by_side_item_by_item(hayko, psychologist):
    address = f"/people/{hayko}/compare"
    form = psychologist.get(address)
    chosen = re.findall(r'<option value="([0-9a-f-]{36})" selected>', form.content.decode())
    assert len(chosen) == 2
    page = psychologist.post(
        address, {"first": chosen[1], "second": chosen[0], "reason": "assessing"}
    )
    said = texts(page)
    assert "Higher +1" in said
    assert "The same" in said
    assert len(journal_of("assessments.answers")) == 2
    same = psychologist.post(
        address, {"first": chosen[0], "second": chosen[0], "reason": "assessing"}
    )
    assert "Choose two sittings of one questionnaire" in texts(same)


def test_a_colour_says_heavier_only_of_what_is_added_up(house, hayko, psychologist):
    for days, value in ((5, 1), (2, 2)):
        house.answers(hayko, *[value] * 11, instrument="muster-check-in", days_ago=days)
    form = psychologist.get(f"/people/{hayko}/compare").content.decode()
    options = dict(re.findall(r'<option value="([0-9a-f-]{36})"[^>]*>(.*?)</option>', form))
    chosen = re.findall(r'<option value="([0-9a-f-]{36})" selected>', form)
    assert all("PHQ-9" in options[one] for one in chosen)  # not the check-in, though it is newer

    def compared(name: str) -> str:
        two = [key for key, says in options.items() if name in says][:2]
        posted = {"first": two[1], "second": two[0], "reason": "assessing"}
        return psychologist.post(f"/people/{hayko}/compare", posted).content.decode()

    assert "tag--amber" in compared("PHQ-9")
    plain = compared("check-in")
    assert "Higher" in plain  # more sleep, more energy: nobody has said that it is worse
    assert "tag--amber" not in plain
    assert "tag--blue" in plain


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_summary_is_one_page_with_the_typeface_in_it(hayko, psychologist, language):
    address = f"/people/{hayko}/summary"
    assert "Make the summary" in texts(psychologist.get(address))
    assert not journal_of("detection.summary")
    made = psychologist.post(address, {"language": language})
    assert made["Content-Type"] == "application/pdf"
    assert made["Content-Disposition"] == 'attachment; filename="summary.pdf"'
    assert made.content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page[^s]", made.content)) == 1
    assert b"GolosText" in made.content
    assert journal_of("detection.summary") == [(None, hayko)]


def test_the_fullest_summary_is_still_one_page(house, hayko, psychologist):
    for days in (90, 60, 30, 9):
        house.answers(hayko, *[2] * 7, instrument="gad-7", days_ago=days)
        house.answers(hayko, *[2] * 20, instrument="pcl-5", days_ago=days, language="ru")
        house.answers(hayko, 2, 2, 1, instrument="audit-c", days_ago=days)
        house.asks(hayko, urgent=days == 9)
    for _call in range(5):
        commands.not_reached(person=hayko, reason="line-down", by=house.by, at=now())
    for language in ("en", "ru"):
        made = psychologist.post(f"/people/{hayko}/summary", {"language": language})
        assert len(re.findall(rb"/Type\s*/Page[^s]", made.content)) == 1


def test_a_person_is_found_by_words_sent_in_the_body(house, hayko, psychologist):
    assert "Name or service number" in texts(psychologist.get("/people"))
    for asked in ("гайко", "Олесь Гайко", "AB-001"):
        found = psychologist.post("/people", {"text": asked})
        assert f"/people/{hayko}" in found.content.decode(), asked
    assert "Nobody in your units" in texts(psychologist.post("/people", {"text": "Гай"}))
    assert "Nobody in your units" in texts(psychologist.post("/people", {"text": "Чужий"}))


@pytest.mark.parametrize("page", ["", "/compare", "/summary", "/answers/{sitting}"])
def test_somebody_elses_record_does_not_exist(house, psychologist, page):
    theirs = enlist(make_unit("8"), number="AB-009", surname="Чужий", given="Юрій")
    sitting = "01a20a95-672f-7000-a539-bc630b3b5dda"
    address = f"/people/{theirs}{page.format(sitting=sitting)}"
    assert psychologist.get(address).status_code == 404
    if page:
        posted = {"reason": "preparing", "language": "en"}
        assert psychologist.post(address, posted).status_code == 404


def test_a_sitting_of_another_person_does_not_exist_on_this_one(house, hayko, psychologist):
    other = house.enlists("AB-007", "Верба", "Олена")
    sitting = house.answers(other, *[1] * 9, follow_up="done")
    address = f"/people/{hayko}/answers/{sitting}"
    assert psychologist.post(address, {"reason": "preparing"}).status_code == 404
