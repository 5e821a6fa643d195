"""The interface of partners: by token, in a scope, so often, and as its description says."""

from datetime import timedelta

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from muster.access.roles import CASEWORKER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.transition.commands.partners import agree, end_agreement, register_partner
from muster.transition.commands.tokens import end_own_token, end_partners_tokens, make_token
from muster.transition.queries.offers import own_tokens
from muster.transition.rules.interface import A_MINUTE, SCOPES
from muster.transition.tests.test_agency import Office
from tests.estates import signed_in
from tests.houses import account_with, local_day, make_unit

AT = now()


class School:
    """A school with an account, and a caseworker who may end its tokens."""

    def __init__(self):
        self.partner = new_id()
        self.caseworker = Viewer(AccountId(new_id()), CASEWORKER, (make_unit("P"),))
        register_partner(
            partner=self.partner, kind="school", name="School", by=self.caseworker, at=AT
        )
        today = local_day(AT)
        agree(
            partner=self.partner, since=today, until=today + timedelta(days=200),
            by=self.caseworker, at=AT,
        )  # fmt: skip
        self.account = account_with(PARTNER, UnitId(self.partner), "school.lan")
        self.by = Viewer(self.account, PARTNER, (UnitId(self.partner),))

    def token(self, *scopes, days=30):
        scopes = scopes or tuple(SCOPES)
        return make_token(name="Our program", scopes=scopes, days=days, by=self.by, at=now())


@pytest.fixture
def school(db):
    return School()


def asking(token, language="en"):
    return Client(
        headers={"Authorization": f"Bearer {token}", "Accept-Language": language},
        raise_request_exception=False,
    )


def course(**more):
    begins = local_day() + timedelta(days=20)
    return {
        "title": "Welding", "region": "Lviv", "begins": str(begins),
        "ends": str(begins + timedelta(days=30)), "places": 8, "shortens": ["metal; work"], **more,
    }  # fmt: skip


def test_a_program_puts_in_lists_and_withdraws(school):
    program = asking(school.token().said)
    made = program.post("/api/v1/courses", course(), content_type="application/json")
    assert made.status_code == 201
    [listed] = program.get("/api/v1/courses").json()
    assert (listed["id"], listed["taken"], listed["shortens"]) == (made.json()["id"], 0,
                                                                    ["metal work"])  # fmt: skip
    assert program.delete(f"/api/v1/courses/{listed['id']}").status_code == 204
    assert program.delete(f"/api/v1/courses/{listed['id']}").status_code == 404
    offer = {"title": "Young women only", "region": "Lviv", "begins": course()["begins"]}
    made = program.post("/api/v1/vacancies", offer, content_type="application/json").json()
    assert made["aside"] == "Young women"
    assert program.get("/api/v1/vacancies").json()[0]["aside"] == "Young women"
    assert program.delete(f"/api/v1/vacancies/{made['id']}").status_code == 204
    assert program.get("/api/v1/candidates").json() == []


def test_a_course_that_falls_through_or_moves_says_so(school):
    program = asking(school.token().said)
    made = program.post("/api/v1/courses", course(), content_type="application/json").json()
    at = f"/api/v1/courses/{made['id']}"
    begins = local_day() + timedelta(days=40)
    days = {"begins": str(begins), "ends": str(begins + timedelta(days=9))}
    assert program.post(f"{at}/days", days, content_type="application/json").status_code == 204
    assert program.get("/api/v1/courses").json()[0]["begins"] == days["begins"]
    wrong = {"begins": days["ends"], "ends": days["begins"]}
    assert program.post(f"{at}/days", wrong, content_type="application/json").status_code == 422
    fell = program.post(f"{at}/withdrawal", content_type="application/json")
    assert (fell.status_code, fell.json()) == (200, {"people": 0})
    assert program.post(f"{at}/withdrawal").status_code == 404


def test_a_town_hall_s_program_gives_support_and_closes_tasks(db):
    house = Office()
    house.account = account_with(PARTNER, house.hall.units[0], "hall.lan")
    by = Viewer(house.account, PARTNER, house.hall.units)
    said = make_token(name="Register", scopes=tuple(SCOPES), days=9, by=by, at=now()).said
    program, until = asking(said), local_day() + timedelta(days=90)
    room = {
        "kind": "housing", "title": "A room in a hostel", "region": "Lviv", "yearly": True,
        "since": str(local_day()), "until": str(until), "places": 4, "days": 20,
    }  # fmt: skip
    made = program.post("/api/v1/programmes", room, content_type="application/json")
    assert made.status_code == 201
    [listed] = program.get("/api/v1/programmes").json()
    assert {**listed, **room} == listed
    assert (listed["taken"], listed["waiting"], listed["closed"]) == (0, 0, False)
    assert program.delete(f"/api/v1/programmes/{listed['id']}").status_code == 204
    task = house.gives()
    [shown] = program.get("/api/v1/tasks").json()
    assert (shown["id"], shown["kind"], shown["name"]) == (str(task), "housing", "Oles")
    assert shown["late"]
    at = f"/api/v1/tasks/{task}/answer"
    answer = program.post(at, {"done": True}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "transition.late-without-reason")
    done = {"done": True, "reason": "no-place"}
    assert program.post(at, done, content_type="application/json").status_code == 204
    assert house.step(task).ended is not None, "it stands in the case at once"
    assert program.post(at, done, content_type="application/json").status_code == 422
    stranger = Viewer(account_with(PARTNER, house.other.units[0], "o.lan"), PARTNER,
                      house.other.units)  # fmt: skip
    other = make_token(name="Other", scopes=tuple(SCOPES), days=9, by=stranger, at=now()).said
    assert asking(other).get("/api/v1/tasks").json() == []
    assert asking(other).post(at, done, content_type="application/json").status_code == 404


def test_what_is_wrong_is_said_in_a_sentence(school):
    program = asking(school.token().said, "ru")
    ends = course(ends=str(local_day()))
    answer = program.post("/api/v1/courses", ends, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["code"] == "transition.course-ends-before-it-starts"
    assert answer.json()["column"] == "ends"
    assert answer.json()["says"].startswith("Столбец «ends»")
    answer = program.post("/api/v1/courses", "{", content_type="application/json")
    assert answer.json()["code"] == "transition.interface-unreadable"
    answer = program.post("/api/v1/courses", {"title": 3}, content_type="application/json")
    assert answer.status_code == 422


def test_a_token_is_shown_once_and_opens_what_it_says_for_as_long_as_it_holds(school):
    made = school.token("vacancies:read")
    assert asking(made.said).get("/api/v1/vacancies").status_code == 200
    answer = asking(made.said).get("/api/v1/candidates")
    assert (answer.status_code, answer.json()["code"]) == (403, "transition.not-in-scope")
    assert asking(made.said + "x").get("/api/v1/vacancies").status_code == 401
    [listed] = own_tokens(by=school.by, at=now())
    assert made.said not in str(listed)
    end_own_token(token=made.token, by=school.by, at=now())
    answer = asking(made.said).get("/api/v1/vacancies")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    with pytest.raises(Refused):
        end_own_token(token=made.token, by=school.by, at=now())
    with pytest.raises(Refused):
        make_token(name="", scopes=("vacancies:read",), days=1, by=school.by, at=now())
    with pytest.raises(Refused):
        make_token(name="Program", scopes=("everything",), days=1, by=school.by, at=now())


def test_a_token_ends_with_the_agreement_or_by_a_caseworker(school):
    first, second = school.token(), school.token(days=365)
    assert second.until < AT + timedelta(days=202), "no longer than the agreement"
    ended = end_partners_tokens(partner=school.partner, by=school.caseworker, at=now())
    assert ended == 2
    assert asking(first.said).get("/api/v1/vacancies").status_code == 401
    third, browser = school.token(), signed_in(school.account)
    assert browser.get("/partner").status_code == 200
    end_agreement(partner=school.partner, by=school.caseworker, at=now())
    assert asking(third.said).get("/api/v1/vacancies").status_code == 401
    assert browser.get("/partner").status_code == 404, "the role ended with the agreement"


def test_a_token_may_be_shown_so_often_in_a_minute(school):
    program = asking(school.token().said)
    answers = [program.get("/api/v1/candidates").status_code for _once in range(2 * A_MINUTE + 2)]
    assert 429 in answers
    assert answers[0] == 200


def test_the_page_makes_a_token_and_shows_it_once(school):
    browser = signed_in(school.account)
    given = {"name": "Our program", "scopes": ["vacancies:read"], "days": "30"}
    shown = browser.post("/partner/interface/new", given)
    assert "muster_" in shown.content.decode()
    page = browser.get("/partner/interface").content.decode()
    assert "Our program" in page
    assert "muster_" not in page


@pytest.fixture
def described(school, monkeypatch):
    """The interface as its description tells it, asked in this process by a token for all."""
    monkeypatch.setattr("muster.web.partner.api.service.A_MINUTE", 1_000_000)
    config = SchemathesisConfig.from_dict({
        "headers": {"Authorization": f"Bearer {school.token().said}"},
        "checks": {"positive_data_acceptance": {"enabled": False}},
    })  # fmt: skip
    # As Django's own test client does: the test's transaction is the connection's.
    ends = (request_started, request_finished)
    for one in ends:
        one.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", get_wsgi_application(), config=config
    )
    for one in ends:
        one.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode)
def test_whatever_the_description_allows_is_answered_as_it_says(described, mode):
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()
        of_body = operation.method.upper() == "POST" and "{" not in operation.path
        if mode is GenerationMode.NEGATIVE and not of_body:
            continue  # an address that is none answers as the site does, not as the interface

        @hypothesis.settings(
            max_examples=15, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )  # fmt: skip
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        def holds(case):
            case.call_and_validate()

        holds()
        asked += 1
    assert asked >= 2
