"""A school's pages of courses: the register, a place, a file; and a certificate on paper."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from muster.transition.queries.places import Certificate
from muster.web.member.certificate import as_pdf
from tests import estates_of_work
from tests.estates import estate
from tests.houses import local_day


@pytest.fixture
def there(db):
    return estate()


def test_a_register_leads_to_a_place_and_back(there):
    course = there.ours.holds(estates_of_work.course)
    place = there.ours.holds(estates_of_work.place)
    school = there.readers["partner"]
    page = school.get(f"/partner/courses/{course}").content.decode()
    assert f"/partner/places/{place}" in page
    given = {"act": "admitted", "reason": ""}
    assert school.post(f"/partner/places/{place}", given).status_code == 303
    assert "Has a place" in school.get(f"/partner/courses/{course}").content.decode()
    assert "1 of 4" in school.get("/partner/courses").content.decode()


def test_a_file_of_courses_is_shown_then_kept(there):
    there.ours.holds(estates_of_work.course)
    school = there.readers["partner"]
    begins, ends = local_day() + timedelta(days=20), local_day() + timedelta(days=50)
    rows = (
        f"course,city,start,end,places\nWelding,Lviv,{begins},{ends},8\n"
        f"Baking,Lviv,{ends},{begins},8\n"
    )
    file = SimpleUploadedFile("courses.csv", rows.encode())
    said = school.post("/partner/courses/file", {"file": file}).content.decode()
    assert "1 course can be put in." in said
    assert "before it starts" in said
    sent = said.partition('name="held" value="')[2].partition('"')[0]
    assert school.post("/partner/courses/file", {"held": sent}).status_code == 303
    assert "Welding" in school.get("/partner/courses").content.decode()


def test_a_certificate_is_one_page_in_both_languages():
    made = as_pdf(Certificate("Oles", "Fork-lifts", "School", "May drive", date(2026, 12, 1), 4))
    assert made.startswith(b"%PDF")
