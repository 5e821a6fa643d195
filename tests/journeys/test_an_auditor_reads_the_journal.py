"""An auditor reads who looked at whom, finds the reading that nothing bound, hears a complaint,
and proves that nobody has changed what stands there."""

from datetime import timedelta

import pytest

from muster.access import errands
from muster.access.errands import ErrandKind
from muster.access.roles import AUDITOR, MEMBER, OVERSEER
from muster.access.viewers import Viewer
from muster.assessments.queries import results
from muster.config.errands import carry_out
from muster.detection.commands.overseeing import oversee
from muster.journal.sealer import seal_all
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.commands.complaining import complain
from muster.people.complaints import ComplaintKind
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.psychologist.tests.house import make_house
from tests.houses import account_with
from tests.journeys.conftest import DESK, PHONE

SAYS = {
    "en": {
        "filter": "Show only some entries", "kind": "Kind", "read": "read", "apply": "Show these",
        "odd": "Read with no other link than the unit", "conclude": "Write down the conclusion",
        "explained": "It was part of somebody's work, and explained.",
        "answer": "Your answer", "send": "Answer", "verify": "Verify now",
        "holds": "The journal holds.", "opened": "A person's results were read.",
        "concluded": "Concluded", "none": "Nothing waits for an answer.",
    },
    "ru": {
        "filter": "Показать только часть записей", "kind": "Вид", "read": "чтение",
        "apply": "Показать", "odd": "Чтение без иной связи, кроме подразделения",
        "conclude": "Записать вывод",
        "explained": "Это было частью работы и получило объяснение.",
        "answer": "Ваш ответ", "send": "Ответить", "verify": "Проверить сейчас",
        "holds": "Журнал верен.", "opened": "Прочитаны результаты человека.",
        "concluded": "Вывод", "none": "Ничто не ждёт ответа.",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    """A battalion in which somebody's record was opened out of curiosity, and they complained."""
    made = make_house()
    bound = made.enlists("AB-001", "Гайко", "Олесь")
    made.answers(bound, 2, 2, 2, 2, 2, 0, 0, 0, 0)
    curious = made.enlists("AB-002", "Лис", "Іван")
    for person in (bound, curious):
        results(person=person, by=made.by, at=now())
    own = Viewer(AccountId(new_id()), MEMBER, person=curious)
    complain(
        person=curious, complaint=new_id(), kind=ComplaintKind.RESULTS_DEMANDED, entry=None,
        text="У мене вимагали показати результати.", by=own, at=now(),
    )  # fmt: skip
    oversee(by=Viewer(AccountId(new_id()), OVERSEER, (made.unit,)), at=now() + timedelta(days=2))
    seal_all()
    return made, account_with(AUDITOR, made.unit, "vera")


def proves_the_journal() -> None:
    """Do what the worker would do next."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        asked = errands.latest(ErrandKind.VERIFY)
    assert asked is not None
    carry_out(asked.id)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_auditor_reads_the_journal(visitor, house, language):
    _made, account = house
    says = SAYS[language]
    auditor = visitor(language, DESK)
    page = auditor.page
    auditor.signs_in(account, again=True)

    auditor.opens("/journal")
    page.get_by_text(says["filter"]).click()
    page.get_by_label(says["kind"], exact=True).select_option(says["read"])
    auditor.is_pictured(f"journal-filter-{language}")
    page.get_by_role("button", name=says["apply"]).click()
    assert page.locator("tbody").get_by_text(says["opened"]).first.is_visible()
    assert "Гайко" not in page.content()
    auditor.finds_no_barrier()
    auditor.is_pictured(f"journal-{language}")

    auditor.opens("/journal/oddities")
    auditor.finds_no_barrier()
    auditor.is_pictured(f"oddities-{language}")
    page.locator("tbody").get_by_role("link", name=says["odd"]).click()
    page.get_by_label(says["explained"]).check()
    auditor.is_pictured(f"oddity-{language}")
    page.get_by_role("button", name=says["conclude"]).click()
    assert page.get_by_role("heading", name=says["concluded"]).is_visible()
    auditor.finds_no_barrier()

    auditor.opens("/journal/complaints")
    auditor.finds_no_barrier()
    page.locator("tbody").get_by_role("link").first.click()
    page.get_by_label(says["answer"]).fill("Я розберуся.")
    auditor.is_pictured(f"complaint-{language}")
    page.get_by_role("button", name=says["send"]).click()
    auditor.finds_no_barrier()
    auditor.opens("/journal/complaints")
    assert page.get_by_text(says["none"]).is_visible()

    auditor.opens("/journal/verification")
    page.get_by_role("button", name=says["verify"]).click()
    page.locator("progress").wait_for()
    auditor.finds_no_barrier()
    proves_the_journal()
    page.get_by_text(says["holds"]).wait_for()  # the page looks again by itself
    auditor.finds_no_barrier()
    auditor.is_pictured(f"verification-{language}")


def test_an_auditor_reads_on_a_phone_and_without_scripts(visitor, house):
    _made, account = house
    auditor = visitor("ru", PHONE, scripts=False)
    auditor.signs_in(account, again=True)
    for path, name in (("", "journal"), ("/oddities", "oddities"), ("/complaints", "complaints")):
        auditor.opens(f"/journal{path}")
        assert auditor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        auditor.is_pictured(f"{name}-phone")
    auditor.opens("/journal/verification")
    auditor.page.get_by_role("button", name=SAYS["ru"]["verify"]).click()
    proves_the_journal()
    auditor.page.get_by_role("link", name="Посмотреть снова").click()
    assert auditor.page.get_by_text(SAYS["ru"]["holds"]).is_visible()
