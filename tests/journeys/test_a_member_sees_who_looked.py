"""A soldier on a phone sees what is due, who looked, what it meant, and what command was told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muster.access.accounts import watch
from muster.access.roles import MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands.submitting import submit
from muster.assessments.commands.turnout import count_turnout
from muster.detection.commands import reached
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.time import now
from muster.people.queries import history
from muster.policy.profiles import profile
from tests.companies import asked, muster_up
from tests.houses import account_of_person, account_with, make_unit
from tests.journeys.conftest import PHONE

SAID = {
    "en": {
        "due": "To be answered now",
        "looked": "Who looked",
        "psychologist": "Unit psychologist, B/1",
        "read": "A person's service and consents were read.",
        "told": "What your commander was told",
        "late": "on the list of those who have not come",
        "results": "Your results in plain words",
        "meant": "You told us of many days of worry or tension.",
        "spoken": "Somebody spoke with you on",
        "answers": "Your answers, question by question",
        "demanded": "Somebody asked to see my results",
        "reported": "The ombudsman has it now.",
        "again": "Show again that it is you",
        "consents": "Your consents",
    },
    "ru": {
        "due": "На что ответить сейчас",
        "looked": "Кто смотрел",
        "psychologist": "Психолог части, B/1",
        "read": "Прочитаны сведения о службе и согласиях человека.",
        "told": "Что сообщили вашему командиру",
        "late": "в списке тех, кто не прошёл обследование",
        "results": "Ваши результаты простыми словами",
        "meant": "Вы рассказали о многих днях беспокойства или напряжения.",
        "spoken": "С вами поговорили",
        "answers": "Ваши ответы по вопросам",
        "demanded": "Кто-то потребовал показать мои результаты",
        "reported": "Омбудсмен уже получил.",
        "again": "Покажите ещё раз, что это вы",
        "consents": "Ваши согласия",
    },
}
NAMES = ("Abrin", "Borin", "Varin", "Garin", "Darin", "Zherin", "Zarin", "Karin", "Larin", "Marin")
DAY = timedelta(days=1)


def a_company() -> tuple[UnitId, PersonId]:
    """Muster up a company that was asked last week and is counted now; return one of them."""
    battalion = make_unit("B")
    company = make_unit("B/1", battalion)
    people = muster_up(battalion, {company: NAMES})
    was_looked_after(people["Abrin"], company)
    at = now()
    began = at - 12 * DAY
    asked(battalion, began.date(), (at - 3 * DAY).date(), at=began)
    count_turnout(by=watch((battalion,)), at=at)
    return company, people["Abrin"]


def was_looked_after(person: PersonId, company: UnitId) -> None:
    """Let the person have answered in spring, and the psychologist have read and called."""
    at = now() - 30 * DAY
    psychologist = Viewer(
        account_with(UNIT_PSYCHOLOGIST, company, "psychologist"), UNIT_PSYCHOLOGIST, (company,)
    )
    submit(
        person=person, sitting=new_id(), campaign=new_id(), window="", instrument="gad-7",
        language="en", mode="live", answered_at=at, sex=None,
        values={f"gad7-{item}": 3 for item in range(1, 8)}, follow_up=None, profile=profile(),
        by=Viewer(account_of_person(person, company), MEMBER, person=person), at=at,
    )  # fmt: skip
    history(person=person, by=psychologist, at=now())
    reached(person=person, by=psychologist, at=now())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_member_sees_who_looked(visitor, language):
    said = SAID[language]
    company, person = a_company()
    soldier = visitor(language, PHONE)
    account = account_of_person(person, company)
    soldier.signs_in(account)
    page = soldier.page

    soldier.opens("/me")
    page.get_by_role("heading", name=said["due"]).wait_for()
    soldier.finds_no_barrier()
    soldier.is_pictured(f"member-home-{language}")

    page.get_by_role("link", name=said["looked"]).click()
    page.wait_for_url("**/sign-in/again?**")
    soldier.finds_no_barrier()
    soldier.signs_in(account, again=True)
    soldier.opens("/me/looked")
    page.get_by_text(said["psychologist"]).first.wait_for()
    page.get_by_text(said["read"]).first.wait_for()
    soldier.finds_no_barrier()
    soldier.is_pictured(f"member-looked-{language}")

    soldier.opens("/me")
    page.get_by_role("link", name=said["told"]).click()
    page.get_by_text(said["late"]).first.wait_for()
    soldier.finds_no_barrier()
    soldier.is_pictured(f"member-told-{language}")

    soldier.opens("/me")
    page.get_by_role("link", name=said["results"]).click()
    page.get_by_text(said["meant"]).first.wait_for()
    page.get_by_text(said["spoken"]).first.wait_for()
    soldier.finds_no_barrier()
    soldier.is_pictured(f"member-results-{language}")
    page.get_by_role("link", name=said["answers"]).click()
    assert page.get_by_role("row").count() > 7
    soldier.finds_no_barrier()
    soldier.is_pictured(f"member-answers-{language}")

    soldier.opens("/me")
    page.get_by_role("button", name=said["demanded"]).click()
    page.get_by_text(said["reported"]).first.wait_for()
    soldier.finds_no_barrier()
    soldier.is_pictured(f"member-reported-{language}")

    for name in ("next", "consents", "consents/peer", "data", "ombudsman", "ombudsman/ask"):
        assert soldier.opens(f"/me/{name}") == 200
        soldier.finds_no_barrier()
        soldier.is_pictured(f"member-{name.replace('/', '-')}-{language}")
