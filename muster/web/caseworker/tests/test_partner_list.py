"""Three hundred partners are read so many to a page, and found by name and kind."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from muster.kernel.ids import new_id
from muster.transition.queries.partners import PartnerLine
from muster.web.caseworker.partner_list import AT_ONCE, part_of

KINDS = ("employer", "school")
LINES = [
    PartnerLine(new_id(), KINDS[number % 2], f"Works {number}", None, None, True, 0, None, None)
    for number in range(60)
]


def part(asked: str):
    return part_of(LINES, RequestFactory().get("/", QueryDict(asked).dict()))


@pytest.mark.parametrize(("asked", "first"), [
    ("", 0), ("page=2", AT_ONCE), ("page=3", 2 * AT_ONCE), ("page=9", 2 * AT_ONCE), ("page=x", 0),
])  # fmt: skip
def test_a_page_begins_where_the_one_before_ended(asked, first):
    found = part(asked)
    assert list(found.lines) == LINES[first : first + AT_ONCE]
    assert found.of == len(LINES)


def test_the_first_page_leads_on_and_the_last_one_back():
    assert (part("").previous, "page=2" in part("").next) == ("", True)
    assert (part("page=3").next, "page=2" in part("page=3").previous) == ("", True)


def test_they_are_found_by_part_of_a_name_and_by_kind():
    assert [one.name for one in part("name=WORKS+59").lines] == ["Works 59"]
    schools = part("kind=school&page=2")
    assert schools.of == 30
    assert {one.kind for one in schools.lines} == {"school"}
    assert "kind=school" in schools.previous
    assert part("name=nobody").narrowed
