"""One press and no question: somebody asks to talk, and another needs help now."""

from __future__ import annotations

import pytest

from muster.detection.queries import queue
from muster.kernel.time import now
from muster.policy.rules.findings import Tier
from tests.houses import make_unit, psychologist_of
from tests.journeys.conftest import PHONE
from tests.journeys.sitters import Sitter, account_in, serves_in

WORDS = {
    "en": {
        "talk": "I would like to talk to someone",
        "now": "I need help now",
        "heard": "We have heard you",
        "commander": "Your commander is not told that you asked.",
        "calling": "Please stay with someone. We are calling you.",
        "this": "This is how you reach me",
        "number": "Number on which we can call you back",
        "kept": "Thank you. We will reach you there.",
    },
    "ru": {
        "talk": "Я хочу с кем-нибудь поговорить",
        "now": "Мне нужна помощь сейчас",
        "heard": "Мы вас услышали",
        "commander": "Командиру не сообщается, что вы об этом попросили.",
        "calling": "Пожалуйста, побудьте с кем-нибудь. Мы вам звоним.",
        "this": "Так со мной можно связаться",
        "number": "Номер, по которому вам можно перезвонить",
        "kept": "Спасибо. Мы свяжемся с вами там.",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_asking_for_help_without_a_form(visitor, language):
    words = WORDS[language]
    unit = make_unit("1")
    quiet, urgent = serves_in(unit, "AB-001", "Гайко"), serves_in(unit, "AB-002", "Бойко")

    soldier = visitor(language, PHONE, scripts=True)
    soldier.signs_in(account_in(unit, quiet))
    sitter = Sitter(soldier, words)
    soldier.opens("/me")
    sitter.presses(words["talk"])
    assert sitter.heading == words["heard"]
    sitter.reads(words["commander"])
    soldier.finds_no_barrier()
    soldier.is_pictured(f"asked-{language}")
    sitter.page.get_by_label(words["number"]).fill("555-0144")
    sitter.presses(words["this"])
    sitter.reads(words["kept"])

    other = visitor(language, PHONE)
    other.signs_in(account_in(unit, urgent))
    sitter = Sitter(other, words)
    other.opens("/me/help")
    other.finds_no_barrier()
    sitter.presses(words["now"])
    assert sitter.heading == words["calling"]
    other.finds_no_barrier()
    other.is_pictured(f"help-now-asked-{language}")

    calls = queue(limit=9, tier=None, already_shown=(), by=psychologist_of(unit), at=now())
    assert [(call.person, call.tier) for call in calls] == [
        (urgent, Tier.RED),
        (quiet, Tier.YELLOW),
    ]
