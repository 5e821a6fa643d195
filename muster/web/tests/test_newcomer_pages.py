"""The pages of somebody from outside: what is theirs, and nothing of those who serve."""

import re
from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.cases import open_own_case
from muster.transition.queries.casework import whole_case
from muster.web.member.copying import packed
from muster.web.member.gathering import gathered
from tests.estates import signed_in
from tests.houses import local_day, make_unit, newcomer_to, viewer_of_newcomer

AT = now()


@pytest.fixture
def unit(db):
    return make_unit("N")


@pytest.fixture
def who(unit):
    return newcomer_to(unit, "Остап")


def test_what_serving_people_have_is_not_there_for_them(who):
    browser = signed_in(viewer_of_newcomer(who).account)
    kept_from = (
        "/me/next", "/me/results", "/me/command", "/me/evaluations", "/me/posts", "/me/care",
        "/me/programmes", "/me/talks", "/me/handover", "/me/calendar", "/me/safety-plan", "/answer",
        "/people", "/after-service",
    )  # fmt: skip
    for address in kept_from:
        assert browser.get(address).status_code == 404, address
    page = browser.get("/me").content.decode()
    for address in kept_from[:-1]:
        assert f'href="{address}"' not in page


def test_what_is_theirs_opens_in_both_languages(who):
    browser = signed_in(viewer_of_newcomer(who).account)
    theirs = (
        "/me", "/me/after-service", "/me/after-service/counted", "/me/after-service/papers",
        "/me/after-service/benefits", "/me/after-service/sharing", "/me/packet", "/me/packet/make",
        "/me/after-service/support", "/me/work/together", "/me/work/together/code",
        "/me/work", "/me/work/wishes", "/me/work/search", "/me/work/profile", "/me/work/ideas",
        "/me/work/profile/service", "/me/work/profile/text", "/me/work/profile/wants",
        "/me/work/profile/interests/1", "/me/work/cv", "/me/consents", "/me/consents/transition",
        "/me/looked", "/me/data", "/me/ombudsman", "/me/ombudsman/ask", "/alerts/channels/address",
        "/account",
    )  # fmt: skip
    for address in theirs:
        for language in ("en", "ru"):
            answer = browser.get(address, {"language": language})
            assert answer.status_code == 200, address
            said = answer.content.decode()
            for word in ("commander", "superior", "командир", "начальник"):
                assert word not in said.partition("<main")[2], (address, word)
    assert browser.get("/me/consents/care").status_code == 404
    assert b"results" not in browser.get("/me/ombudsman").content


def test_no_link_on_their_pages_leads_nowhere(who):
    viewer = viewer_of_newcomer(who)
    give_packet(
        person=who, words={"name": "Остап", "trade": "driver of a fuel truck"}, alone=True,
        until=local_day(AT) + timedelta(days=30), by=viewer, at=AT,
    )  # fmt: skip
    open_own_case(person=who, case=new_id(), by=viewer, at=AT)
    browser, seen, ahead = signed_in(viewer.account), set(), ["/me"]
    while ahead:
        address = ahead.pop()
        answer = browser.get(address)
        assert answer.status_code in (200, 302, 303), address
        seen.add(address)
        if not answer.streaming and answer["content-type"].startswith("text/html"):
            shown = answer.content.decode().partition("<main")[2]
            ahead += set(re.findall(r'href="(/me[^"#?]*)"', shown)) - seen - set(ahead)
    assert {"/me/after-service/support", "/me/work/together", "/me/after-service/plan"} <= seen


def test_a_data_copy_is_a_file(who):
    browser = signed_in(viewer_of_newcomer(who).account)
    answer = browser.get("/me/data/copy")
    assert answer.headers["Content-Type"] == "application/zip"


def test_their_copy_holds_what_is_theirs_and_says_who_looked(who, unit):
    by = viewer_of_newcomer(who)
    give_packet(
        person=who, words={"name": "Остап", "trade": "driver"}, alone=True,
        until=local_day(AT) + timedelta(days=90), by=by, at=AT,
    )  # fmt: skip
    open_own_case(person=who, case=new_id(), by=by, at=AT)
    office = Viewer(AccountId(new_id()), CASEWORKER, (unit,))
    whole_case(person=who, by=office, at=AT)
    parts = {one.key: one.rows for one in gathered(by, AT, "en")}
    assert "Остап" in str(parts["taken-in"])
    assert parts["consents"]
    assert "service" not in parts
    assert "answers" not in parts
    looked = str(parts["who-looked"])
    assert "Caseworker" in looked
    assert packed(gathered(by, AT, "ru"), "ru")
