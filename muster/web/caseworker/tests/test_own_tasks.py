"""What is the person's own to bring: given on a page, read on theirs, and said to be done there."""

from datetime import timedelta

from muster.transition.tests.test_reminding import House
from tests.estates import signed_in
from tests.houses import local_day


def test_a_task_of_the_persons_own_from_the_caseworkers_page_to_theirs(db):
    house, day = House(), local_day() + timedelta(days=3)
    working, member = signed_in(house.by.account), signed_in(house.member.account)
    page = f"/after-service/{house.person}/tasks/new"
    given = {
        "kind": "bring", "hand": "member", "words": "Two photographs", "day-day": str(day.day),
        "day-month": str(day.month), "day-year": str(day.year),
    }  # fmt: skip
    wrong = working.post(page, {**given, "words": ""})
    assert wrong.status_code == 200, "nobody is asked to bring nothing"
    assert working.post(page, given).status_code == 303
    said = member.get("/me/after-service").content.decode()
    assert "What is yours to bring" in said
    assert "Two photographs" in said
    done = said.partition('action="/me/after-service/tasks/')[2].partition('"')[0]
    assert member.post(f"/me/after-service/tasks/{done}").status_code in (302, 303)
    assert "It is done" not in member.get("/me/after-service").content.decode()
    assert "Done" in working.get(f"/after-service/{house.person}").content.decode()


def test_a_reminder_is_moved_on_its_page_and_needs_a_day_for_that(db):
    house, today = House(), local_day()
    working = signed_in(house.by.account)
    page = f"/after-service/{house.person}/reminders"
    on = {"day-day": str(today.day), "day-month": str(today.month), "day-year": str(today.year)}
    assert working.post(f"{page}/new", {**on, "words": "Call them"}).status_code == 303
    board = working.get("/after-service").content.decode()
    assert "Call them" in board
    key = board.partition(f'href="{page}/')[2].partition('"')[0]
    assert "no day from today" in working.post(f"{page}/{key}", {"what": "move"}).content.decode()
    assert working.post(f"{page}/{key}", {"what": "done"}).status_code == 303
    assert "Call them" not in working.get("/after-service").content.decode()
