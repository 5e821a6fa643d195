"""From the service record into the profile, the CV, the ideas and what vacancies ask."""

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.roles import ADMINISTRATOR, CASEWORKER, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.people.queries.entries import service_entries
from muster.transition.commands.archives import import_archive
from muster.transition.commands.candidacies import ask_for, say_wishes
from muster.transition.commands.partners import agree, register_partner
from muster.transition.commands.profile import settle_skills, take_skills
from muster.transition.commands.record import settle_record
from muster.transition.commands.vacancies import put_vacancy
from muster.transition.models import ProfilePart
from muster.transition.occupations.reading import read_archive
from muster.transition.profile.cv import cv
from muster.transition.profile.europass import as_json_ld
from muster.transition.profile.suggested import why
from muster.transition.queries.cv import own_cv
from muster.transition.queries.profile import own_ideas, own_profile, own_ways
from muster.transition.queries.rounds import look_at_round
from muster.transition.queries.signals import titles_of_code
from muster.transition.queries.vacancies import own_vacancies
from muster.transition.rules.fitting import Wishes
from muster.transition.rules.pathways import Sort
from muster.transition.rules.profile import Proof, Source
from muster.transition.tests.test_archives import MILITARY, written
from muster.vault.work import unit_of_work
from tests.companies import muster_up, on_record
from tests.houses import account_of_person, account_with, local_day, make_unit

pytestmark = pytest.mark.django_db
AT = now()
ROWS = (
    "M-1000,trade,Infantryman,2015-01-10,,,11B",
    "M-1000,vehicle,БМП-2",
    "M-1000,licence,Водительские права,,,,C",
    "M-1000,course,Welding of metal,2019-01-01,2019-03-01",
    "M-1000,language,Немецкий,,,,B2",
    "M-1000,led,squad,2018-01-01,2020-01-01,9",
)


@pytest.fixture
def house():
    unit = make_unit("T")
    person = muster_up(unit, {unit: ["Гайко"]})["Гайко"]
    on_record(unit, *ROWS)
    return unit, person, Viewer(account_of_person(person, unit), MEMBER, person=person)


def profile(person, member, at=AT):
    return own_profile(person=person, by=member, at=at)


def takes(person, member, *names, at=AT):
    """Take the entries of these names in; the others are said no to."""
    ticked = [one.key for one in profile(person, member).recorded if one.name in names]
    assert len(ticked) == len(names)
    settle_record(person=person, ticked=ticked, by=member, at=at)


def everything(person, member):
    takes(person, member, *(one.name for one in profile(person, member).recorded))


def test_the_record_offers_skills_each_with_its_ground(house):
    _unit, person, member = house
    found = {one.key: one.proofs for one in profile(person, member).open}
    assert Proof(Source.CODE, "Infantryman (11B)") in found["map-read"]
    assert Proof(Source.RECORD_VEHICLE, "БМП-2") in found["drive-tracked"]
    assert Proof(Source.RECORD_LICENCE, "Водительские права (C)") in found["drive-truck"]
    assert Proof(Source.RECORD_COURSE, "Welding of metal") in found["weld"]
    assert Proof(Source.RECORD_LANGUAGE, "Немецкий (B2)") in found["speak-languages"]
    assert Proof(Source.RECORD_LED, "9 24") in found["lead-team"]


def test_what_the_person_says_no_to_offers_nothing_any_more(house):
    _unit, person, member = house
    takes(person, member, "squad")
    keys = {one.key for one in profile(person, member).skills}
    assert "lead-team" in keys
    assert not {"drive-tracked", "weld"} & keys
    with pytest.raises(Refused, match="access.not-found"):
        settle_record(person=person, ticked=["no-such"], by=member, at=AT)


def test_a_crosswalk_in_force_says_what_a_code_is(house, tmp_path):
    unit, _person, member = house
    by = Viewer(account_with(ADMINISTRATOR, unit, "a.one"), ADMINISTRATOR, (unit,))
    release = read_archive(written(tmp_path, MILITARY))
    with unit_of_work(member.standing()):
        assert titles_of_code("12K") == []
    import_archive(release=release, terms="A bureau", by=by, at=AT)
    with unit_of_work(member.standing()):
        assert titles_of_code("12K") == ["Plumber"]
        assert titles_of_code("no-such") == titles_of_code("") == []


def test_the_cv_says_it_in_plain_words_with_licences_and_languages_in_their_places(house):
    _unit, person, member = house
    assert not own_cv(person=person, by=member, at=AT).recorded, "nothing until it is taken"
    everything(person, member)
    kept = own_cv(person=person, by=member, at=AT)
    english, russian = (
        {heading: " ".join(lines) for heading, lines in cv(kept, language).sections}
        for language in ("en", "ru")
    )
    assert "armoured tracked vehicle (БМП-2)" in english["Licences"]
    assert "a driving licence for trucks (Водительские права, C)" in english["Licences"]
    assert english["Languages"] == "German (B2)"
    assert english["Courses"] == "Welding of metal, 2019"
    assert "Led up to 9 people, for 24 months altogether." in english["People led"]
    assert "rifleman (Infantryman, 11B), in military service (Infantry" in english["What I did"]
    assert "infantry fighting vehicle" in english["What the military words mean"]
    assert "гусеничная бронемашина (БМП-2)" in russian["Допуски и права"]
    assert "Немецкий (B2)" in russian["Языки"]
    titles = [one["title"] for one in as_json_ld(kept)["hasClaim"]]
    assert {"en": "German (B2)", "ru": "Немецкий (B2)"} in titles
    assert any("driving licence for trucks" in one["en"] for one in titles)


def test_a_licence_that_was_taken_closes_a_gap_in_ideas_and_on_the_way(house):
    _unit, person, member = house

    def licence_steps():
        found = own_ways(person=person, target="8332", by=member, at=AT).ways
        return {s.key for _aims, chain in found for s in chain.steps if s.sort is Sort.LICENCE}

    settle_skills(
        person=person, ticked=["drive-truck", "drive-tracked"], by=member, at=AT
    )  # fmt: skip
    assert "truck" in licence_steps()
    ideas = own_ideas(person=person, by=member, at=AT).ideas
    assert all("truck" not in one.licences for one in ideas)
    everything(person, member)
    assert "truck" not in licence_steps()
    driving = [
        one for one in own_ideas(person=person, by=member, at=AT).ideas if "truck" in one.licences
    ]
    assert driving
    assert "You hold a licence that it asks for" in " ".join(why(driving[0], "en"))
    assert all("truck" not in one.lacking for one in driving)


def test_vacancies_are_held_against_the_licences_that_were_taken(house):
    _unit, person, member = house
    work = own_vacancies(person=person, by=member, at=AT)
    assert (work.wishes, work.said) == (None, False)
    everything(person, member)
    work = own_vacancies(person=person, by=member, at=AT)
    assert (work.wishes.licences, work.said) == (("driving-c",), False)
    say_wishes(person=person, wishes=Wishes(licences=("driving-b",)), by=member, at=AT)
    later = AT + timedelta(minutes=1)
    takes(person, member, "Водительские права (C)", at=later)
    held = own_vacancies(person=person, by=member, at=AT).wishes.licences
    assert set(held) == {"driving-b", "driving-c"}
    takes(person, member, "БМП-2", at=later + timedelta(minutes=1))
    assert own_vacancies(person=person, by=member, at=AT).wishes.licences == ("driving-b",)


def test_a_caseworker_reads_neither_the_record_nor_what_was_taken(house):
    unit, person, member = house
    everything(person, member)
    by = Viewer(account_with(CASEWORKER, unit, "c.two"), CASEWORKER, (unit,))
    for query in (own_profile, own_cv, service_entries):
        with pytest.raises(Refused):
            query(person=person, by=by, at=AT)


@pytest.mark.database
def test_of_each_part_of_a_profile_one_version_is_kept(house):
    _unit, person, member = house
    for number in range(5):
        take_skills(person=person, found={"weld": f"Welded {number}"}, by=member, at=AT)
    everything(person, member)
    takes(person, member, "БМП-2")
    with unit_of_work(member.standing()), connection.cursor() as cursor:
        parts = list(ProfilePart.objects.filter(person_id=person).values_list("part", flat=True))
        cursor.execute("SELECT has_table_privilege('transition_profilepart', 'UPDATE')")
        assert cursor.fetchone() == (True,)
    assert sorted(parts) == ["record", "skills"]
    assert {one.key for one in profile(person, member).theirs} == {"weld"}


def test_a_round_counts_a_licence_that_was_taken_before_anything_was_wished(house):
    unit, person, member = house
    worker = Viewer(account_with(CASEWORKER, unit, "c.two"), CASEWORKER, (unit,))
    partner, today = new_id(), local_day(AT)
    register_partner(partner=partner, kind="employer", name="Works", by=worker, at=AT)
    agree(partner=partner, since=AT.date(), until=today + timedelta(days=300), by=worker, at=AT)
    said = {
        "title": "Driver", "region": "Lviv", "places": "1", "pay_from": "1500",
        "begins": str(today + timedelta(days=30)), "licences": "driving-c",
    }  # fmt: skip
    put_vacancy(partner=partner, said=said, by=worker, at=AT)
    give_packet(
        person=person, words={"trade": "driver"}, alone=True, until=today + timedelta(days=90),
        by=member, at=AT,
    )  # fmt: skip
    [away] = own_vacancies(person=person, by=member, at=AT).fits.kept_away.items()
    assert away == ("licences", 1)
    everything(person, member)
    [fit] = own_vacancies(person=person, by=member, at=AT).fits.best
    ask_for(
        person=person, vacancy=fit.vacancy.key, candidacy=new_id(), agreed=True, by=member, at=AT
    )
    look = {"partners": [partner], "pairs": [], "by": worker, "at": AT}
    assert look_at_round(**look).gathered.kept_away == 0
    takes(person, member, "БМП-2", at=AT + timedelta(minutes=1))
    assert look_at_round(**look).gathered.kept_away == 1
