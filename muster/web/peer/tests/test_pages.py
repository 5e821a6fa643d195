"""Pages of talks after an event, as the psychologist, the peer and the person meet them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from muster.access.roles import HEAD_OF_SERVICE, MEMBER, PEER_SUPPORTER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.time import now
from muster.people.commands.signing import link_account
from muster.people.rules.small_groups import hidden
from muster.programmes.queries.peer_figures import PeerFigures
from muster.programmes.queries.talks import talks_of_peer, talks_with
from muster.web import addresses
from tests.houses import (
    account_of_person,
    account_with,
    administrator_of,
    enlist,
    local_day,
    make_unit,
)
from tests.journeys.sessions import session_for

pytestmark = pytest.mark.django_db


def browser(account, language):
    client = Client(headers={"accept-language": language})
    name, value = session_for(account, again=True)
    client.cookies[name] = value
    return client


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "held", "declined"), [("en", "To come", "Declined"), ("ru", "Предстоит", "Отказ")]
)
def test_an_event_from_the_psychologist_to_the_peer_and_the_person(language, held, declined):
    unit = make_unit("1")
    soldier = enlist(unit, number="A-001", surname="Гайко", given="Олесь", Phone="555-0199")
    second = enlist(unit, number="A-002", surname="Левко", given="Олесь")
    psychologist = browser(account_with(UNIT_PSYCHOLOGIST, unit, "p.one"), language)
    me = account_of_person(soldier, unit)
    peer = account_with(PEER_SUPPORTER, unit, "s.two")
    link_account(person=second, account="s.two", by=administrator_of(unit), at=now())
    entering = f"{addresses.EVENTS}/new/{unit}"
    assert "Левко" in read(psychologist, entering)
    today = local_day()
    posted = psychologist.post(entering, {
        "day-day": today.day, "day-month": today.month, "day-year": today.year,
        "place": "road", "kind": "accident", "exposed": [str(soldier)], "peers": [str(second)],
    })  # fmt: skip
    assert posted.status_code == 302, posted.content.decode()
    assert "Гайко" in read(psychologist, posted.headers["Location"])
    assert "road" in read(psychologist, addresses.EVENTS)
    talking = browser(peer, language)
    page = read(talking, addresses.TALKS)
    assert "5550199" in page
    assert held in page
    viewer = Viewer(peer, PEER_SUPPORTER, person=second)
    first, _second = talks_of_peer(by=viewer, at=now())
    refused = talking.post(f"{addresses.TALKS}/{first.talk}", {"act": "passed-on"})
    assert refused.status_code == 200
    done = talking.post(f"{addresses.TALKS}/{first.talk}", {"act": "talked"})
    assert done.status_code == 302
    mine = browser(me, language)
    assert "Левко" in read(mine, addresses.OWN_TALKS)
    (event, *_rest) = {
        one.event for one in talks_with(person=soldier, by=Viewer(me, MEMBER, person=soldier),
                                        at=now())
    }  # fmt: skip
    sure = mine.post(f"{addresses.OWN_TALKS}/{event}/decline", {"sure": "decline"})
    assert sure.status_code == 303
    assert declined in read(mine, addresses.OWN_TALKS)
    with ZipFile(BytesIO(mine.get("/me/data/copy").content)) as copy:
        [part] = [name for name in copy.namelist() if "talks-with-peers.csv" in name]
        talks = copy.read(part).decode()
    assert "Левко" in talks
    assert declined in talks
    assert "Гайко" not in read(talking, addresses.TALKS)


def test_a_head_of_service_reads_sums_and_no_small_ones(monkeypatch):
    head = browser(account_with(HEAD_OF_SERVICE, make_unit("1", kind="company"), "head"), "en")
    assert "Counted for brigades and above" in read(head, addresses.SERVICE)
    table = hidden(((40, 12, 15, 3), (11, 20, 13, 26)), 11)
    figures = PeerFigures("2026-1", True, 11, ("day-3", "day-28"), table)
    monkeypatch.setattr(
        "muster.web.care.service.service.peer_figures", lambda **_asked: figures
    )  # fmt: skip
    page = read(head, addresses.SERVICE)
    assert "the half of a year 2026-1; what is below 11 is hidden." in page
    assert "on day 28" in page
    assert "hidden" in page.partition("on day 3")[2].partition("on day 28")[0]
