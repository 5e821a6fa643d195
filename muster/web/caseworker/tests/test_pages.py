"""Pages of casework, as the person, the caseworker and the head of an office meet them."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.cases import open_case
from muster.transition.commands.tasks import Task, give_task
from muster.web import addresses
from tests.houses import account_of_person, account_with, enlist, make_unit
from tests.journeys.sessions import session_for

BEGUN = now() - timedelta(days=60)
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


def post(client, address, **given):
    answer = client.post(address, given)
    assert answer.status_code in (302, 303), answer.content.decode()


def copy_of(client):
    """Return the tables of the copy of one's own data, by their names."""
    with ZipFile(BytesIO(client.get("/me/data/copy").content)) as file:
        tables = [name for name in file.namelist() if name.endswith(".csv")]
        return {name.removesuffix(".csv"): file.read(name).decode() for name in tables}


def house():
    """A person with a packet, their case with a caseworker, and a head of office."""
    at, unit = BEGUN, make_unit("1")
    person = enlist(unit, number="A-001", surname="Гайко", given="Олесь")
    member = Viewer(account_of_person(person, unit), MEMBER, person=person)
    words, until = {"name": "Oles H.", "trade": "driver"}, at.date() + timedelta(days=90)
    give_packet(person=person, words=words, until=until, alone=True, by=member, at=at)
    account = account_with(CASEWORKER, unit, "c.one")
    return unit, person, member, account, Viewer(account, CASEWORKER, (unit,))


@pytest.mark.parametrize(
    ("language", "late", "done_late"),
    [("en", "Late", "Done late"), ("ru", "Просрочено", "Сделано с опозданием")],
)
def test_from_the_packet_to_a_task_done_late(language, late, done_late):
    unit, person, member, account, by = house()
    working = browser(account, language)
    case = f"{addresses.AFTER_SERVICE}/{person}"
    assert "Oles H." in read(working, addresses.AFTER_SERVICE)
    assert "driver" in read(working, f"{case}/packet")
    open_case(person=person, case=new_id(), by=by, at=BEGUN)
    assert working.post(f"{case}/packet").status_code == 409, "a case is there already"
    needs = {"housing": "open", "money": "open", "family": "none", "work": "open", "legal": "none"}
    assert working.post(f"{case}/needs", {**needs, "care": "in-contact"}).status_code == 200
    post(
        working, f"{case}/needs", **needs, care="in-contact", agreed="yes",
        words="A room near the station",
    )  # fmt: skip
    post(working, f"{case}/contact", reached="yes", words="She called back")
    post(working, f"{case}/step/map", words="")
    post(working, f"{case}/conference", words="")
    post(working, f"{case}/why-late", reason="no-staff")
    bad = {"kind": "housing", "hand": "school", "partner": "Town hall"}
    assert working.post(f"{case}/tasks/new", bad).status_code == 200
    task, given = new_id(), Task("housing", "local-authority", "Town hall")
    give_task(person=person, task=task, given=given, words="", by=by, at=BEGUN)
    mine = browser(member.account, language)
    own = read(mine, addresses.OWN_TRACK)
    assert "Town hall" in own
    assert late in own
    assert "Town hall" in read(working, addresses.AFTER_SERVICE)
    became = f"{case}/tasks/{task}"
    assert working.post(became, {"what": "done", "words": ""}).status_code == 200
    post(working, became, what="done", reason="no-place", words="")
    assert done_late in read(mine, addresses.OWN_TRACK)
    post(mine, f"{addresses.OWN_TRACK}/message", text="When?")
    post(mine, f"{addresses.OWN_TRACK}/care", care="not-said")
    assert "When?" in read(working, case)
    post(working, f"{case}/message", text="On Monday")
    assert "On Monday" in read(mine, addresses.OWN_TRACK)
    copied = copy_of(mine)
    assert "Town hall" in copied["into-work"]
    assert "near the station" in copied["kept-in-your-case"]
    assert "called back" in copied["notes-of-caseworkers"]
    head = browser(account_with(HEAD_OF_OFFICE, unit, "h.one"), language)
    assert "Town hall" in read(head, addresses.OFFICE)
    assert "Oles" not in read(head, addresses.OFFICE)
    asked = {"workers": "1", "intake": "2"}
    assert head.post(addresses.WHAT_IF, asked).status_code == 200, "too few cases, said in words"


def test_one_opens_and_ends_ones_own_case():
    unit, _person, member, account, _by = house()
    mine = browser(member.account, "en")
    post(mine, f"{addresses.OWN_TRACK}/begin")
    assert "Waiting for a caseworker" in read(mine, addresses.OWN_TRACK)
    working = browser(account, "en")
    assert "Oles H." in read(working, addresses.AFTER_SERVICE)
    other = account_with(CASEWORKER, unit, "c.two")
    case = f"{addresses.AFTER_SERVICE}/{member.person}"
    post(working, f"{case}/step/accept", words="")
    post(working, f"{case}/give", to=str(other))
    for step in ("map", "agree", "place"):
        post(working, f"{case}/step/{step}", words="")
    post(working, f"{case}/check", found="in-work", words="")
    post(working, f"{case}/step/lose", reason="laid-off", words="")
    assert "Lost their work" in read(browser(other, "en"), addresses.AFTER_SERVICE)
    post(mine, f"{addresses.OWN_TRACK}/end", sure="end")
    assert "This case is over" in read(mine, addresses.OWN_TRACK)
