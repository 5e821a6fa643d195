"""A clinician leaves: the head of service hands the list on, a colleague accepts it at once."""

from datetime import timedelta

import pytest

from muster.access.roles import HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST
from muster.care.commands import open_case
from muster.kernel.ids import new_id
from muster.kernel.time import now
from tests.houses import account_with, enlist, make_unit, psychologist_of
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

WORDS = {
    "en": {
        "load": "Who carries how much", "hand_on": "Hand on a list of cases",
        "save": "Put on record",
        "offers": "dr.hnat offers you 2 cases as one list.", "accept": "Accept the whole list",
        "none": "No case is yours",
    },
    "ru": {
        "load": "Кто сколько ведёт", "hand_on": "Передать список случаев", "save": "Записать",
        "offers": "dr.hnat", "accept": "Принять весь список", "none": "Нет случаев",
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_a_list_of_cases_changes_hands(visitor, language, size):
    words, unit = WORDS[language], make_unit("7")
    leaving = account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    staying = account_with(UNIT_PSYCHOLOGIST, unit, "dr.lis")
    for place, surname in enumerate(("Гайко", "Зоря")):
        open_case(
            person=enlist(unit, number=f"AB-00{place}", surname=surname, given="Олесь"),
            case=new_id(), reason="signal", begins="plan", source=None, tier="", owner=leaving,
            by=psychologist_of(unit), at=now() - timedelta(days=1),
        )  # fmt: skip
    head = Hand(visitor(language, size), account_with(HEAD_OF_SERVICE, unit, "head"), words)
    head.opens("/service")
    head.follows("load")
    head.does_not_read("Гайко")
    head.shows(f"load-{language}")
    head.presses("hand_on")
    head.page.locator("#id_owner").select_option(label="dr.hnat")
    head.page.locator("#id_to").select_option(label="dr.lis")
    head.visitor.finds_no_barrier()
    head.presses("save")

    colleague = Hand(visitor(language, size), staying, words)
    colleague.opens("/cases")
    colleague.reads("offers", "Гайко")
    colleague.shows(f"list-offered-{language}")
    colleague.presses("accept")
    colleague.opens("/cases")
    colleague.reads("Гайко", "Зоря")
    colleague.visitor.finds_no_barrier()
    before = Hand(visitor(language, size), leaving, words)
    before.opens("/cases")
    before.reads("none")
