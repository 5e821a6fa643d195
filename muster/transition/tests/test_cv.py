"""The civilian CV: in two languages, with no military word left unexplained, and as data."""

from dataclasses import replace
from datetime import date

import pytest

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.time import now
from muster.transition.commands.profile import answer_service, settle_skills
from muster.transition.profile.cv import Kept, Stay, cv, meanings
from muster.transition.profile.europass import CONTEXT, as_json_ld
from muster.transition.queries.cv import own_cv
from muster.transition.rules.civilian_words import explained
from muster.transition.rules.profile import Proof, Skill, Source
from muster.transition.rules.recorded import Kind, Led, Recorded
from muster.transition.rules.service_asked import Service
from tests.companies import muster_up
from tests.houses import account_of_person, make_unit

AT = now()
POST = "командир отделения"
KEPT = Kept(
    "Олесь Гайко", "+380", "Львов",
    (Stay("rifleman", date(2015, 3, 1), date(2018, 3, 1)), Stay(POST, date(2018, 3, 2), None)),
    (
        Skill("lead-team", (Proof(Source.POST, POST),)),
        Skill("patrol", (Proof(Source.POST, "rifleman"),), "Walked the border"),
    ),
    Service("mortarman", 9, 24, ("truck",), ("truck",), "First aid", "German, Polish", "school"),
)  # fmt: skip


def text(language):
    made = cv(KEPT, language)
    return "\n".join([made.title, *made.facts, *(" ".join(lines) for _h, lines in made.sections)])


def test_a_post_is_said_in_plain_words_in_either_language():
    assert "infantry squad leader" in text("en")
    assert "командир отделения" in text("en"), "the title as it stands in papers"
    assert "Used there: lead a small team." in text("en")
    assert "стрелок" in text("ru")
    assert "Что там пригодилось: руководить небольшой группой." in text("ru")
    assert "Led up to 9 people, for 24 months altogether." in text("en")
    assert "Walked the border" in text("ru"), "own words stand as they were written"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_military_word_of_the_list_is_left_unexplained(language):
    made = cv(KEPT, language)
    lines = [line for _heading, said in made.sections[:-1] for line in said]
    notes = made.sections[-1][1]
    assert {one.in_language(language) for one in explained(lines, meanings())} == set(notes)
    assert len(notes) >= 3


@pytest.mark.parametrize(
    ("language", "known", "unknown"),
    [("en", "armoured tracked vehicle (БМП-2)", "military vehicle or machine (Изделие 9)"),
     ("ru", "гусеничная бронемашина (БМП-2)", "военная техника (Изделие 9)")],
)  # fmt: skip
def test_no_vehicle_of_the_record_stands_by_its_military_name_alone(language, known, unknown):
    vehicles = tuple(Recorded(Kind.VEHICLE, name) for name in ("БМП-2", "Изделие 9"))
    made = cv(replace(KEPT, recorded=vehicles), language)
    lines = " ".join(line for _heading, said in made.sections for line in said)
    assert known in lines
    assert unknown in lines


def test_what_was_answered_and_is_on_record_too_stands_once():
    recorded = (
        Recorded(Kind.LICENCE, "Водительские права", "C"), Recorded(Kind.LANGUAGE, "Немецкий"),
        Recorded(Kind.COURSE, "first aid", "", date(2019, 1, 1)),
    )  # fmt: skip
    made = dict(cv(replace(KEPT, recorded=recorded), "en").sections)
    assert made["Licences"][0] == "a driving licence for trucks (Водительские права, C)"
    assert not any("for trucks" in one for one in made["Licences"][1:])
    assert made["Languages"] == ("German", "Polish")
    assert made["Courses"] == ("first aid, 2019",)
    both = replace(KEPT, recorded=(), led=Led(30, 12))
    said = dict(cv(both, "en").sections)["People led"]
    assert said == ("Led up to 30 people, for 24 months altogether.",), "the most of either"


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("наводчик БМП", "an infantry fighting vehicle"),
        ("platoon sergeant", "about thirty people"),
        ("во взводе связи", "about thirty people"),
        ("NCO", "leads a small group"),
        ("миномётный расчёт", "guns and mortars"),
    ],
)
def test_a_military_word_is_found_in_whatever_form(said, means):
    assert any(means in one.en for one in explained([said], meanings()))


def test_other_words_are_no_military_ones():
    assert explained(["mosaics, a new company, работа, сам себе мастер, EWE"], meanings()) == []


def test_an_empty_profile_still_makes_a_page():
    made = cv(Kept("X", "", "", (), (), Service()), "ru")
    assert made.sections == ()
    assert made.facts == ()


def test_every_term_of_the_data_is_one_of_the_context_and_bears_no_seal():
    data = as_json_ld(KEPT)
    assert data["@context"] == CONTEXT
    assert data["type"] == "Person"
    kinds = [one["type"] for one in data["hasClaim"]]
    assert kinds == ["LearningAchievement"] * 6 + ["LearningActivity"] * 2
    titles = [one["title"] for one in data["hasClaim"]]
    assert {"en": "lead a small team", "ru": "руководить небольшой группой"} in titles
    assert data["hasClaim"][-2]["temporal"][0] == {
        "type": "PeriodOfTime", "startDate": "2015-03-01T00:00:00",
        "endDate": "2018-03-01T00:00:00",
    }  # fmt: skip
    assert "endDate" not in data["hasClaim"][-1]["temporal"][0]
    assert "proof" not in data


@pytest.mark.database
def test_the_person_reads_their_own_cv(db):
    unit = make_unit("T")
    person = muster_up(unit, {unit: ["Гайко"]})["Гайко"]
    by = Viewer(account_of_person(person, unit), MEMBER, person=person)
    answer_service(person=person, service=Service(POST, 9), by=by, at=AT)
    settle_skills(person=person, ticked=["lead-team"], by=by, at=AT)
    kept = own_cv(person=person, by=by, at=AT)
    assert "Гайко" in kept.name
    assert [one.key for one in kept.skills] == ["lead-team"]
    assert kept.service.led == 9
