"""A person's own profile: what is offered, what they keep, and who else reads it."""

import pytest
from django.db import connection

from muster.access.roles import CASEWORKER, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.profile import (
    answer_service,
    settle_skills,
    take_skills,
    word_skill,
)
from muster.transition.guidance.starter import starter
from muster.transition.profile.finding import clauses, finder, skills_of_titles
from muster.transition.queries.profile import own_profile
from muster.transition.rules.profile import (
    MOST_PROOFS,
    Line,
    Proof,
    Skill,
    Source,
    lines,
    settled,
    taken_in,
    together,
    worded,
)
from muster.transition.rules.service_asked import Service, languages_of, shown_by, shown_by_rank
from muster.vault.work import unit_of_work
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, enlist, local_day, make_unit

AT = now()
POST, TEXT = Proof(Source.POST, "rifleman"), Proof(Source.TEXT, "wrote reports")


def test_what_was_found_is_an_offer_until_the_person_says_so():
    found = {"patrol": [POST], "weld": [TEXT]}
    shown = lines((Skill("weld", theirs=False),), found)
    assert [(one.key, one.theirs) for one in shown] == [("patrol", None), ("weld", False)]
    decided = settled(shown, {"patrol"})
    assert [(one.key, one.theirs) for one in lines(decided, found)] == [
        ("patrol", True), ("weld", False),
    ]  # fmt: skip


def test_a_skill_names_every_place_where_it_was_found_and_a_few_at_most():
    many = [("patrol", Proof(Source.POST, f"post {number}")) for number in range(9)]
    found = together([("patrol", POST)], [("patrol", POST), ("patrol", TEXT)], many)
    assert found["patrol"][:2] == [POST, TEXT]
    assert len(found["patrol"]) == MOST_PROOFS
    assert lines((Skill("patrol", (TEXT,)),), found)[0].proofs[:2] == (TEXT, POST)


def test_what_is_taken_from_a_text_is_theirs_even_where_they_had_said_no():
    decided = taken_in((Skill("weld", (POST,), "", theirs=False),), {"weld": [TEXT], "sew": [TEXT]})
    assert decided == (Skill("weld", (POST, TEXT)), Skill("sew", (TEXT,)))
    assert worded(decided, "sew", "I sew uniforms")[1].words == "I sew uniforms"


def test_answers_show_skills_by_how_many_were_led_and_for_how_long():
    few = {key for key, _proof in shown_by(Service(led=3))}
    many = {key for key, _proof in shown_by(Service(led=30, months=24))}
    assert few == {"lead-team", "plan-work"}
    assert many > few | {"set-standards", "train-others", "manage-project"}
    assert not list(shown_by(Service(led=0, months=24)))
    said = dict(shown_by(Service(runs=("drone",), licences=("truck",), languages="German, Polish")))
    assert {"fly-drones", "drive-truck", "speak-languages"} <= said.keys()
    assert languages_of("German,  ,Polish\nTurkish") == ["German", "Polish", "Turkish"]


def test_every_skill_that_an_answer_may_show_is_one_of_the_catalogue():
    from muster.transition.rules.service_asked import RUNS

    whole = Service(
        led=99, months=99, runs=tuple(RUNS), licences=tuple(starter().licences), languages="x"
    )
    assert {key for key, _proof in shown_by(whole)} <= starter().skills.keys()


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Вёл учёт имущества на складе", "stock-control"),
        ("сварка металлоконструкций", "weld"),
        ("обслуживал дизельные двигатели", "repair-engines"),
        ("Trained recruits in first aid", "first-aid"),
        ("Drove a truck in convoys", "drive-truck"),
        ("Fluent in a foreign language, I speak German", "speak-languages"),
        ("2015–2019: infantry squad leader", "lead-team"),
        ("работал поваром; потом командир отделения", "lead-team"),
    ],
)
def test_a_skill_is_found_in_either_language(text, skill):
    assert skill in {key for key, _clause in finder().find(text)}


def test_what_is_no_work_names_no_skill_and_what_speaks_of_health_is_not_looked_at():
    assert finder().find("Born in 1990 in Kyiv\nE-mail: a@b.example\n+380501234567") == []
    said = "Trained recruits in first aid"
    assert finder().find(said, lambda text: "first" if "first" in text else None) == []
    assert finder().find("") == []
    assert len(clauses("\n".join(f"line number {one} of many" for one in range(9_999)))) == 400


def test_a_title_in_papers_is_read_in_either_language():
    for title in ("infantry squad leader", "Командир отделения"):
        found = dict(skills_of_titles([title, ""]))
        assert {"lead-team", "train-others", "map-read"} <= found.keys()


@pytest.fixture
def house(db):
    unit = make_unit("T")
    person = muster_up(unit, {unit: ["Гайко"]})["Гайко"]
    account = account_of_person(person, unit)
    member = Viewer(account, MEMBER, person=person)
    return unit, person, member


def profile(person, member):
    return own_profile(person=person, by=member, at=AT)


@pytest.mark.database
def test_the_person_keeps_words_and_refuses_what_their_answers_offer(house):
    _unit, person, member = house
    answer_service(
        person=person, service=Service("infantry squad leader", led=9, courses="first aid"),
        by=member, at=AT,
    )  # fmt: skip
    found = {one.key: one for one in profile(person, member).skills}
    assert found["lead-team"].theirs is None
    assert Proof(Source.TRADE, "infantry squad leader") in found["lead-team"].proofs
    assert Proof(Source.LED, "9") in found["lead-team"].proofs
    assert Source.COURSE in {one.source for one in found["first-aid"].proofs}
    settle_skills(person=person, ticked=["lead-team", "map-read"], by=member, at=AT)
    assert {one.key for one in profile(person, member).theirs} == {"lead-team", "map-read"}
    assert profile(person, member).open == ()
    word_skill(person=person, skill="lead-team", words="Led nine people", by=member, at=AT)
    words = {one.key: one.words for one in profile(person, member).theirs}
    assert words == {"lead-team": "Led nine people", "map-read": ""}
    take_skills(person=person, found={"weld": "Welded frames"}, by=member, at=AT)
    assert (
        Line("weld", (Proof(Source.TEXT, "Welded frames"),), "", True)
        in profile(person, member).theirs
    )


@pytest.mark.database
def test_what_the_packet_says_is_looked_at_while_it_stands(house):
    _unit, person, member = house
    before = {one.key for one in profile(person, member).skills}
    give_packet(
        person=person, words={"trade": "repaired diesel engines"}, alone=True,
        until=local_day(AT).replace(year=local_day(AT).year + 1), by=member, at=AT,
    )  # fmt: skip
    found = {one.key: one for one in profile(person, member).skills}
    assert "repair-engines" not in before
    assert {one.source for one in found["repair-engines"].proofs} >= {Source.PACKET}


@pytest.mark.database
def test_nothing_of_health_and_nothing_unknown_is_kept(house):
    _unit, person, member = house
    with pytest.raises(Refused, match="health"):
        take_skills(person=person, found={"weld": "Welded after my PTSD"}, by=member, at=AT)
    for wrong in (
        lambda: take_skills(person=person, found={"no-such": "x"}, by=member, at=AT),
        lambda: settle_skills(person=person, ticked=["no-such"], by=member, at=AT),
        lambda: word_skill(person=person, skill="weld", words="x", by=member, at=AT),
        lambda: answer_service(person=person, service=Service(runs=("ufo",)), by=member, at=AT),
        lambda: answer_service(person=person, service=Service("x" * 601), by=member, at=AT),
        lambda: take_skills(person=person, found={"weld": "x" * 121}, by=member, at=AT),
    ):
        with pytest.raises(Refused):
            wrong()
    assert profile(person, member).theirs == ()


@pytest.mark.database
def test_nobody_else_reads_it_and_no_row_tells_by_its_length(house):
    unit, person, member = house
    take_skills(person=person, found={"weld": "x"}, by=member, at=AT)
    take_skills(person=person, found={"sew": "Сшил тысячу палаток" * 5}, by=member, at=AT)
    by = Viewer(account_with(CASEWORKER, unit, "c.two"), CASEWORKER, (unit,))
    with pytest.raises(Refused):
        own_profile(person=person, by=by, at=AT)
    with unit_of_work(member.standing()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT length(sealed) FROM transition_profilepart WHERE person_id = %s",
            [person],
        )
        assert len(cursor.fetchall()) == 1


@pytest.mark.database
def test_the_rank_of_ones_own_record_offers_what_it_stands_for(db):
    unit = make_unit("R")
    person = enlist(unit, number="R-001", surname="Гайко", given="Олесь", Rank="Старший сержант")
    member = Viewer(account_of_person(person, unit), MEMBER, person=person)
    found = {one.key: one for one in profile(person, member).skills}
    assert found["lead-team"].proofs == (Proof(Source.RANK, "Старший сержант"),)
    assert found["lead-team"].theirs is None
    assert not list(shown_by_rank("Hetman", None))
    assert {key for key, _proof in shown_by_rank("captain", 12)} <= starter().skills.keys()
