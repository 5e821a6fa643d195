"""A calmer post for a time: whoever holds it agrees, command learns no why, and both return."""

from datetime import timedelta

import pytest

from muster.access.accounts import watch
from muster.access.roles import COMMANDER, PERSONNEL_OFFICER, UNIT_PSYCHOLOGIST
from muster.care.commands.limitations import order_limitation
from muster.care.rules.limitations import Basis, Form, Terms
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.commands.tending import tend_moves
from tests.houses import (
    account_of_person,
    account_with,
    enlist,
    local_day,
    make_unit,
    psychologist_of,
)
from tests.journeys.conftest import DESK, PHONE

DAY = timedelta(days=1)
POSTS = """Unit,Post,Demands,Nights,Strength,May be swapped,Latitude,Longitude
5-1,rifleman,weapons; night-duty,6,3,,49.99,36.23
5-2,storekeeper,,,1,yes,50.00,36.20
5-2,clerk,,,1,,50.45,30.52
5-2,cook,singing,,1,,,
"""
WORDS = {
    "en": {
        "read": "Read this file", "write": "Write it", "singing": "is not a function of the force",
        "ask": "Ask for a post for a time", "waits": "Waits for command", "empty": "Cost: about",
        "decide": "Decide", "running": "Under way", "back": "Bring the return forward",
        "returned": "Returned", "say": "Say how it was", "helped": "It helped", "send": "Send",
        "why": ("limitation", "clinician", "dr.hnat"), "none": "There is no such page",
        "places": "What each aim comes to", "few": "too few to say",
        "ask_holder": "Let whoever holds it be asked", "asked": "Asked whether they would swap",
        "agreed": "Whoever holds it agreed to swap", "question": "Say yes or no",
        "yes": "Yes, I agree", "answer": "Send the answer", "waits_for_it": "You agreed",
        "swapped": "Decided: you swap",
    },
    "ru": {
        "read": "Прочесть этот файл", "write": "Записать",
        "singing": "не входит в перечень видов обязанностей",
        "ask": "Запросить временную должность", "waits": "Ждёт командования",
        "empty": "Потери: около",
        "decide": "Принять решение", "running": "Идёт", "back": "Вернуть раньше",
        "returned": "Возвращение состоялось", "say": "Сказать, как это было",
        "helped": "Помогло", "send": "Отправить",
        "why": ("ограничени", "специалист", "dr.hnat"), "none": "Такой страницы нет",
        "places": "Что даёт каждая цель", "few": "слишком мало, чтобы сказать",
        "ask_holder": "Спросить того, кто её занимает", "asked": "Спросили о согласии на обмен",
        "agreed": "Тот, кто её занимает, согласен на обмен",
        "question": "Ответить «да» или «нет»", "yes": "Да, меняюсь",
        "answer": "Отправить ответ", "waits_for_it": "Вы согласились",
        "swapped": "Решено: вы меняетесь",
    },
}  # fmt: skip


@pytest.fixture
def battalion(committed):
    """A rifleman with a limitation; a storekeeper who could swap; a clerk's post far away."""
    brigade = make_unit("5")
    first = make_unit("5-1", brigade)
    second = make_unit("5-2", brigade)
    person = enlist(first, number="AB-001", surname="Гайко", given="Олесь", Rank="рядовой",
                    Post="rifleman", From="2025-01-01")  # fmt: skip
    enlist(first, number="AB-002", surname="Зоря", given="Ян", Rank="рядовой",
           Post="rifleman", From="2025-01-01")  # fmt: skip
    holder = enlist(second, number="AB-003", surname="Мороз", given="Ада", Rank="рядовой",
                    Post="storekeeper", From="2025-01-01")  # fmt: skip
    at = now()
    today = local_day(at)
    terms = Terms(
        Form.ORDINARY, Basis.ASSESSMENT, ("night-duty",), today, today + 60 * DAY,
        today + 20 * DAY, "after-review", at, at,
    )  # fmt: skip
    order_limitation(
        person=person, limitation=new_id(), terms=terms, case=None, by=psychologist_of(first),
        at=at,
    )  # fmt: skip
    return brigade, first, person, (holder, second)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_reassignment_and_return(visitor, battalion, tmp_path, language):
    said, (brigade, first, person, holder) = WORDS[language], battalion
    officer = visitor(language, DESK)
    officer.signs_in(account_with(PERSONNEL_OFFICER, brigade, "personnel-5"))
    brings_posts(officer, tmp_path, said)

    clinician = visitor(language, DESK)
    clinician.signs_in(account_with(UNIT_PSYCHOLOGIST, first, "dr.hnat"))
    clinician.opens(f"/people/{person}/limitations")
    clinician.page.get_by_role("button", name=said["ask"]).click()
    clinician.finds_no_barrier()
    clinician.page.get_by_role("button", name=said["ask"]).click()
    clinician.page.wait_for_url(f"**/people/{person}/moves")
    tend_moves(by=watch((brigade,)), at=now())
    clinician.opens(f"/people/{person}/moves")
    assert said["waits"] in main(clinician)
    clinician.finds_no_barrier()

    officer.opens("/administration/moves/several")
    assert said["places"] in main(officer)
    assert "storekeeper, 5-2" in main(officer)
    officer.finds_no_barrier()
    officer.is_pictured(f"posts-at-once-{language}")

    commander = visitor(language, PHONE)
    commander.signs_in(account_with(COMMANDER, brigade, "commander-5"))
    reads(commander, said)
    wants_the_holder_asked(commander, said, language)
    tend_moves(by=watch((brigade,)), at=now())
    storekeeper = visitor(language, PHONE)
    agrees_to_swap(storekeeper, *holder, said, language)
    tend_moves(by=watch((brigade,)), at=now())
    decides(commander, said, person, language)
    tend_moves(by=watch((brigade,)), at=now())
    storekeeper.opens("/me/posts")
    assert said["swapped"] in main(storekeeper)

    clinician.opens(f"/people/{person}/moves")
    assert said["running"] in main(clinician)
    assert "storekeeper, 5-2" in main(clinician)
    clinician.page.get_by_role("button", name=said["back"]).click()
    clinician.finds_no_barrier()
    clinician.page.get_by_role("button", name=said["back"]).click()
    clinician.page.wait_for_url(f"**/people/{person}/moves")
    tend_moves(by=watch((brigade,)), at=now() + 2 * DAY)
    clinician.opens(f"/people/{person}/moves")
    assert said["returned"] in main(clinician)
    commander.opens("/command/posts")
    assert "Гайко" not in main(commander)

    says_how_it_was(visitor(language, PHONE), person, first, said)
    officer.opens("/administration/moves/report")
    assert said["few"] in main(officer)
    officer.finds_no_barrier()


def brings_posts(officer, tmp_path, said):
    """Bring a list with one bad row in: it is named, and the others are written."""
    path = tmp_path / "posts.csv"
    path.write_text(POSTS, encoding="utf-8")
    officer.opens("/administration/post-lists")
    officer.page.locator("#id_file").set_input_files(path)
    officer.page.get_by_role("button", name=said["read"]).click()
    assert said["singing"] in main(officer)
    officer.finds_no_barrier()
    officer.page.get_by_role("button", name=said["write"]).click()


def reads(commander, said):
    """Read the form on a phone, and find no reason in it."""
    commander.opens("/command/posts")
    commander.finds_no_barrier()
    commander.page.get_by_role("link", name="Гайко").click()
    read = main(commander)
    assert said["empty"] in read
    assert read.index("storekeeper") < read.index("clerk")
    assert not [word for word in said["why"] if word in read]
    commander.finds_no_barrier()
    commander.is_pictured("post-for-a-time")


def wants_the_holder_asked(commander, said, language):
    """The nearest post is somebody's: it cannot be chosen before they are asked."""
    nearest = commander.page.get_by_role("radio", name="storekeeper, 5-2")
    assert nearest.count() == 0
    commander.page.get_by_role("button", name=said["ask_holder"]).click()
    assert said["asked"] in main(commander)
    commander.finds_no_barrier()
    commander.is_pictured(f"post-asked-for-{language}")


def agrees_to_swap(holder, person, unit, said, language):
    """Read which post it is and for how long, nobody's name and no cause, and say yes."""
    holder.signs_in(account_of_person(person, unit), again=True)
    holder.opens("/me/posts")
    holder.finds_no_barrier()
    holder.page.get_by_role("button", name=said["question"]).click()
    holder.page.get_by_label(said["yes"], exact=True).check()
    read = main(holder)
    assert "rifleman, 5-1" in read
    assert not [word for word in (*said["why"], "Гайко") if word in read]
    holder.finds_no_barrier()
    holder.is_pictured(f"swap-{language}")
    holder.page.get_by_role("button", name=said["answer"]).click()
    holder.page.wait_for_url("**/me/posts")
    assert said["waits_for_it"] in main(holder)


def decides(commander, said, person, language):
    """The holder agreed: now the nearest post can be chosen."""
    commander.opens("/command/posts")
    commander.page.get_by_role("link", name="Гайко").click()
    assert said["agreed"] in main(commander)
    commander.is_pictured(f"post-agreed-to-{language}")
    commander.page.get_by_role("radio", name="storekeeper, 5-2").check()
    commander.page.get_by_role("button", name=said["decide"]).click()
    commander.page.wait_for_url("**/command/posts")
    assert commander.opens(f"/people/{person}/moves") == 404
    assert said["none"] in main(commander)


def says_how_it_was(member, person, unit, said):
    member.signs_in(account_of_person(person, unit), again=True)
    member.opens("/me/posts")
    member.finds_no_barrier()
    member.page.get_by_role("button", name=said["say"]).click()
    member.page.get_by_label(said["helped"], exact=True).check()
    member.finds_no_barrier()
    member.page.get_by_role("button", name=said["send"]).click()
    member.page.wait_for_url("**/me/posts")
    assert said["helped"] in main(member)


def main(reader):
    return reader.page.locator("main").inner_text()
