"""The packet to working life: the person's own, taken back at once, and never of health."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.consenting import take_back_consent
from muster.people.commands.packets import give_packet, take_back_packet
from muster.people.consents import Item
from muster.people.models import Packet
from muster.people.packets import packet_of
from muster.people.queries import own_consents
from muster.people.queries.packets import own_packet
from muster.people.rules.packet import Field, faults
from muster.vault.declarations import keeping_of
from muster.vault.schema.roles import Roles
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone, allows
from tests.houses import account_of_person, enlist, local_day, make_unit

WORDS = {"trade": "Механик-водитель", "languages": "українська, русский, English", "wishes": ""}


def test_the_fields_are_these_and_none_is_of_health():
    assert {one.value for one in Field} == {
        "name", "reached", "place", "trade", "courses", "licences", "languages", "led", "wishes",
        "from-when",
    }  # fmt: skip
    columns = {one.name for one in Packet._meta.get_fields()}
    assert columns == {"id", "person_id", "given", "at", "until", "sealed"}


def test_a_packet_stands_where_no_clinician_and_no_commander_reads():
    kept = keeping_of(Packet)
    assert (kept.zone, kept.append_only) == (Zone.TRANSITION, True)
    readers = {one for one in Audience if allows(one, kept.zone)}
    assert readers == {Audience.MEMBER, Audience.CASEWORKER}
    assert Zone.CLINICAL not in {zone for zone in Zone if allows(Audience.CASEWORKER, zone)}


def test_a_field_that_is_none_and_a_word_of_health_are_refused():
    def codes(words):
        return [one.code for one in faults(words, lambda text: "ill" if "ill" in text else None)]

    assert codes({"trade": "driver"}) == []
    assert codes({"diagnosis": "F32"}) == ["people.no-such-field"]
    assert codes({"limitation": "no nights"}) == ["people.no-such-field"]
    assert codes({"wishes": "I was ill"}) == ["people.packet-of-health"]
    assert codes({"wishes": " "}) == ["people.packet-empty"]
    assert codes({"wishes": "a" * 601}) == ["people.packet-too-long"]


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Phone="+380441112233")


@pytest.fixture
def member(person, unit):
    return Viewer(account_of_person(person, unit), MEMBER, person=person)


def given(person, member, words=None, days=100):
    give_packet(
        person=person, words=words or WORDS, until=local_day() + timedelta(days=days), alone=True,
        by=member, at=now(),
    )  # fmt: skip


def read_as_caseworker(person, unit, days=0):
    with unit_of_work(Standing(Audience.CASEWORKER, (unit,))):
        found = packet_of(person, day=local_day() + timedelta(days=days))
    return None if found is None else found.words


@pytest.mark.django_db
def test_what_is_given_is_read_and_nothing_else_of_the_person(unit, person, member):
    given(person, member)
    assert read_as_caseworker(person, unit) == {
        "trade": "Механик-водитель", "languages": "українська, русский, English"
    }  # fmt: skip
    for table in ("care_case", "assessments_score", "people_detail", "detection_signal"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            role = Roles(str(connection.settings_dict["NAME"])).of(Audience.CASEWORKER)
            cursor.execute("SELECT set_config('role', %s, true)", [role])
            cursor.execute(f"SELECT count(*) FROM {table}")


@pytest.mark.django_db
def test_it_is_taken_back_at_once_from_either_page_and_ends_with_its_day(unit, person, member):
    given(person, member, days=10)
    assert read_as_caseworker(person, unit, days=11) is None
    take_back_packet(person=person, by=member, at=now())
    assert read_as_caseworker(person, unit) is None
    given(person, member)
    take_back_consent(person=person, item=Item.TRANSITION, by=member, at=now())
    assert read_as_caseworker(person, unit) is None
    assert own_packet(person=person, by=member, at=now()).held is None


@pytest.mark.django_db
def test_a_later_packet_takes_the_place_of_an_earlier_one(unit, person, member):
    given(person, member)
    given(person, member, {"wishes": "Outdoors."})
    assert read_as_caseworker(person, unit) == {"wishes": "Outdoors."}
    standing = own_consents(person=person, by=member, at=now()).standing
    assert [one.item for one in standing] == [Item.TRANSITION]


@pytest.mark.django_db
def test_words_of_health_are_met_in_both_languages_and_a_record_makes_a_beginning(person, member):
    for word in ("депрессией", "sertraline", "ПТСР"):
        with pytest.raises(Refused) as refusal:
            given(person, member, {"trade": f"Водитель, уволен с {word}"})
        assert refusal.value.problem.code == "people.packet-of-health"
    found = own_packet(person=person, by=member, at=now())
    assert (found.held, found.begins_with["name"]) == (None, "Олесь Гайко")
