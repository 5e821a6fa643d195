"""Personnel hears out whoever was asked to swap, and the person reads who took what down."""

from __future__ import annotations

import re
from html import unescape

import pytest

from muster.access.roles import PERSONNEL_OFFICER
from muster.people.tests.test_swapping import House
from muster.web.psychologist.tests.house import signed_in
from tests.houses import account_with

pytestmark = pytest.mark.django_db


def said(answer) -> str:
    assert answer.status_code == 200
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_an_answer_is_taken_down_and_the_person_can_say_otherwise(tmp_path):
    house = House(tmp_path)
    question = house.asks().question
    office = signed_in(account_with(PERSONNEL_OFFICER, house.brigade, "kadry"))
    here = f"/administration/moves/{house.move}"
    assert "Has not answered" in said(office.get(here))
    sheet = f"{here}/swaps/{question}"
    assert "without a superior of theirs" in said(office.get(sheet))
    assert "Select what they said" in said(office.post(sheet, {"agrees": ""}))
    assert office.post(sheet, {"agrees": "yes"}).headers["Location"] == here
    assert "Agreed" in said(office.get(here))

    member = signed_in(house.member.account)
    assert "kadry took this answer down for you on" in said(member.get("/me/posts"))
    member.post(f"/me/posts/swap/{question}", {"agrees": "no"})
    read = said(member.get("/me/posts"))
    assert "You declined" in read
    assert "took this answer down" not in read
    assert office.get(sheet).status_code == 404, "nobody's word stands above their own"
    assert "Declined" in said(office.get(here))
    russian = signed_in(house.member.account, "ru")
    assert "Вы отказались" in said(russian.get("/me/posts"))
