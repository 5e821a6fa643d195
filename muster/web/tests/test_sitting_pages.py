"""A sitting page by page, as a browser without scripts goes through it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muster.detection.queries import queue
from muster.instruments.commands import add_text
from muster.instruments.tests.invented import licensed_text
from muster.kernel.time import now
from muster.policy.rules.findings import Tier
from muster.web import addresses
from muster.web.tests.sitting_pages import begins, chooses, device, goes_on
from tests.companies import asked
from tests.houses import (
    account_of_person,
    administrator_of,
    enlist,
    local_day,
    make_unit,
    psychologist_of,
)
from tests.reading import reads

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(
        unit, number="AB-001", surname="Гайко", given="Олесь", Sex="male", Phone="555-0199"
    )


@pytest.fixture
def account(person, unit):
    return account_of_person(person, unit)


@pytest.fixture
def campaign(unit, person):
    return due(unit, "phq-9")


@pytest.fixture
def text(unit):
    add_text(data=licensed_text("c-ssrs-screener").encode(), by=administrator_of(unit), at=now())


def due(unit, *instruments, **more):
    today = local_day()
    return asked(unit, today, today + timedelta(days=20), at=now(), instruments=instruments, **more)


def test_a_sitting_from_what_is_due_to_its_end(account, campaign):
    client = device(account)
    shown = reads(client, addresses.SITTING)
    before = shown.sends(shown.form("campaign"))
    assert "There are 10 questions" in before.text
    assert "never an answer or a result" in before.text
    first = begins(client)
    assert first.heading == "Little interest or pleasure in doing things"
    assert "Question 1 of 10" in first.text
    assert "Over the last 2 weeks" in first.text
    pages = goes_on(first, lambda leaf: "1" if "little energy" in leaf.heading else "0")
    check = pages[-1]
    assert check.heading == "Check your answers"
    assert len(pages) == 11
    end = check.sends(check.forms[-1])
    assert end.heading == "Your answers have been sent"
    assert "nobody is going to call you" in end.text
    assert not any(sign.isdigit() for sign in end.text), "no number of any kind"
    assert "low" not in end.text.lower().split()
    assert reads(client, check.address).heading == "Your answers have been sent"


def called(unit):
    """Return who is to be called in the unit, as the list of the morning has it."""
    return queue(limit=50, tier=None, already_shown=(), by=psychologist_of(unit), at=now())


def test_item_nine_is_acted_on_before_the_next_page_and_the_end_is_no_thank_you(
    account, person, unit, campaign, text
):
    nine = "better off dead"
    first = begins(device(account))
    pages = goes_on(first, lambda leaf: "2" if nine in leaf.heading else "0")
    place = next(n for n, page in enumerate(pages) if nine in page.heading)
    follow_up = pages[place + 1]
    assert follow_up.heading == "the words of cssrs-1"
    assert "Thank you for telling us" in follow_up.text
    assert [page.heading for page in pages[place + 2 : place + 5]] == [
        "the words of cssrs-2",
        "the words of cssrs-6-lifetime",
        "Please stay with someone. We are calling you.",
    ]
    calm = pages[place + 4]
    assert "112" in calm.text
    assert calm.form("number").fields["number"] == "555-0123"
    [call] = called(unit)
    assert (call.person, call.tier) == (person, Tier.AMBER)
    stopped = reads(calm.client, calm.address.rsplit("/", 1)[0] + "/end")
    assert stopped.heading == "Please stay with someone. We are calling you."
    check = pages[-1]
    assert "the words of" not in check.text, "what was asked in between is nobody's to read here"
    end = check.sends(check.forms[-1])
    assert end.heading == "Please stay with someone. We are calling you."
    assert "112" in end.text


def test_without_the_text_of_the_follow_up_the_calm_page_comes_at_once_and_it_is_red(
    account, unit, campaign
):
    first = begins(device(account))
    pages = goes_on(first, lambda leaf: "1" if "better off dead" in leaf.heading else "0")
    place = next(n for n, page in enumerate(pages) if "better off dead" in page.heading)
    assert pages[place + 1].heading == "Please stay with someone. We are calling you."
    assert called(unit)[0].tier is Tier.RED


def test_refusing_the_follow_up_leads_to_the_calm_page_and_is_red(account, unit, campaign, text):
    first = begins(device(account))
    choose = chooses(**{"better off dead": "1", "the words of cssrs": "none"})
    pages = goes_on(first, choose)
    place = next(n for n, page in enumerate(pages) if "the words of cssrs-1" in page.heading)
    assert pages[place + 1].heading == "Please stay with someone. We are calling you."
    assert called(unit)[0].tier is Tier.RED


def test_in_a_room_nobodys_sitting_betrays_itself(unit, text):
    """Two people side by side, one of whom is in danger: as many pages, of one shape and size."""
    people = [
        enlist(unit, number=f"AB-00{n}", surname=name, given="Invented")
        for n, name in enumerate(("Alpha", "Bravo"), 1)
    ]
    due(unit, "phq-9", "pc-ptsd-5")
    walked = []
    for person, value in zip(people, ("0", "2"), strict=True):
        first = begins(device(account_of_person(person, unit), kiosk=True))
        pages = goes_on(
            first, lambda leaf, v=value: v if "better off dead" in leaf.heading else "0"
        )
        end = pages[-1].sends(pages[-1].forms[-1])
        walked.append([*pages, end])
    calm, other = walked
    assert {call.person for call in called(unit)} == {people[1]}
    assert len(calm) == len(other)
    for one, two in zip(calm, other, strict=True):
        assert one.tags == two.tags, (one.heading, two.heading)
        assert abs(len(one.html) - len(two.html)) < 200, (one.heading, two.heading)
        assert one.address.rsplit("/", 1)[1] == two.address.rsplit("/", 1)[1]
        assert "Question" not in one.text or shown(one) == shown(two)
    assert calm[-1].heading == other[-1].heading == "Please wait here for a moment"
    assert calm[-1].text == other[-1].text


def shown(leaf) -> str:
    """Return the words that say how far the person is."""
    return leaf.text.split("Question ", 1)[1][:8]


def test_back_and_change_keep_what_was_answered(account, campaign):
    client = device(account)
    pages = goes_on(begins(client), lambda leaf: "1" if "little energy" in leaf.heading else "0")
    check = pages[-1]
    fourth = reads(client, check.address.replace("/check", "/4?change=1"))
    assert fourth.form("answer").fields["answer"] == "1"
    back_at_check = fourth.sends(fourth.form("answer"), answer="3")
    assert back_at_check.heading == "Check your answers"
    assert "Nearly every day" in back_at_check.text


def test_the_language_is_switched_at_any_moment_and_nothing_is_lost(account, campaign):
    client = device(account)
    first = begins(client)
    second = first.sends(first.form("answer"), answer="2")
    form = second.form("answer")
    switched = second.sends(form, answer="3", **{"switch-language": "ru"})
    assert (
        switched.heading
        == "У Вас было плохое настроение, Вы были подавлены или испытывали чувство безысходности"
    )
    assert switched.form("answer").fields["answer"] == "3", "chosen, and not sent yet"
    third = switched.sends(switched.form("answer"))
    assert "Вопрос 3 из 10" in third.text
    first_again = reads(client, first.address)
    assert first_again.form("answer").fields["answer"] == "2"


def test_a_sitting_is_gone_on_with_where_it_was_left_on_another_device(account, campaign):
    first = begins(device(account))
    first.sends(first.form("answer"), answer="1")
    client = device(account)
    due_again = reads(client, addresses.SITTING)
    assert "Go on where you left off" in due_again.text
    reach = due_again.sends(due_again.form("campaign"))
    assert reach.form("number").fields["number"] == "555-0123"
    assert "Question 2 of 10" in reach.sends(reach.form("number")).text


def test_nobody_jumps_ahead_of_what_was_answered(account, campaign):
    client = device(account)
    first = begins(client)
    for page in ("7", "999", "0", "check"):
        assert (
            "Question 1 of 10" in reads(client, first.address.rsplit("/", 1)[0] + f"/{page}").text
        )


def test_an_answer_goes_to_its_own_question_however_old_the_page(account, campaign):
    client = device(account)
    first = begins(client)
    second = first.sends(first.form("answer"), answer="0")
    assert second.sends(first.form("answer"), answer="3").heading == second.heading
    assert reads(client, first.address).form("answer").fields["answer"] == "3"
    assert "answer" not in reads(client, second.address).form("answer").fields


def test_how_one_is_reached_is_left_open_only_by_saying_so(account, campaign):
    client = device(account)
    shown_first = reads(client, addresses.SITTING)
    before = shown_first.sends(shown_first.form("campaign"))
    reach = reads(client, before.address.replace("/before", "/reach"))
    assert reach.form("number").fields["number"] == "5550199", "the number of the roster"
    nowhere = reach.sends(reach.form("number"), number="555-0123", place=" ")
    assert "Enter where you are today, or tick that you would rather not say" in nowhere.text
    again = reach.sends(reach.form("number"), number="", place="Barracks 4")
    assert "Enter a number, or tick that you would rather not say" in again.text
    first = again.sends(again.form("number"), number="", declines="on")
    assert "Question 1 of 10" in first.text


def test_whoever_does_not_want_to_answer_says_so_once(account, campaign):
    client = device(account)
    shown_first = reads(client, addresses.SITTING)
    before = shown_first.sends(shown_first.form("campaign"))
    end = before.sends(before.forms[-1])
    assert end.heading == "You did not answer the questions"
    assert "Nothing is to be answered now" in reads(client, addresses.SITTING).text


def test_one_press_asks_to_talk_and_pressing_twice_asks_once(account, person, unit):
    client = device(account)
    page = reads(client, addresses.ASK_FOR_HELP)
    wish = next(one for one in page.forms if one.fields.get("urgent") == "no")
    asked_once = page.sends(wish)
    assert asked_once.heading == "We have heard you"
    assert "Your commander is not told" in asked_once.text
    page.sends(wish)
    [call] = called(unit)
    assert (call.person, call.tier, len(call.signals)) == (person, Tier.YELLOW, 1)
    kept = asked_once.sends(asked_once.form("number"), number="555-0144")
    assert "We will reach you there" in kept.text


def test_one_press_for_help_now_is_red_and_shows_the_calm_page(account, unit):
    page = reads(device(account, kiosk=True), addresses.SITTING)
    urgent = next(one for one in page.forms if one.fields.get("urgent") == "yes")
    calm = page.sends(urgent)
    assert calm.heading == "Please wait here for a moment", "others can read it"
    assert "Somebody from the team is coming to talk with you" in calm.text
    assert called(unit)[0].tier is Tier.RED


@pytest.mark.parametrize(
    "sent", ["", "x" * 100_000, "<script>alert(1)</script>", "-1", "99", "0.5"]
)
def test_whatever_is_sent_as_an_answer_nothing_breaks_and_nothing_is_kept(account, campaign, sent):
    first = begins(device(account))
    again = first.sends(first.form("answer"), answer=sent)
    assert again.status == 200
    assert "<script>alert" not in again.html
    assert "Select" in again.text
    assert "answer" not in reads(first.client, first.address).form("answer").fields


@pytest.mark.parametrize("step", ["", "000000000000", "x" * 5000])
def test_an_answer_to_no_question_is_kept_nowhere(account, campaign, step):
    first = begins(device(account))
    shown_next = first.sends(first.form("answer"), answer="1", step=step)
    assert "Question 1 of 10" in shown_next.text


def test_a_strangers_sitting_does_not_exist(account, campaign, unit):
    first = begins(device(account))
    other = enlist(unit, number="AB-009", surname="Other", given="Invented")
    stranger = device(account_of_person(other, unit))
    nowhere = reads(stranger, "/me/sitting/0192f3a0-0000-7000-8000-000000000000/1")
    for page in ("", "/1", "/before", "/reach", "/check", "/end"):
        theirs = reads(stranger, first.address.rsplit("/", 1)[0] + page)
        assert theirs.status == nowhere.status == 404
        assert theirs.answer.content == nowhere.answer.content


def test_what_is_not_due_is_not_begun(account, campaign):
    client = device(account)
    page = reads(client, addresses.SITTING)
    for more in ({"window": "another"}, {"campaign": "0192f3a0-0000-7000-8000-000000000000"},
                 {"campaign": "'; --"}, {"window": "x" * 5000}):  # fmt: skip
        answer = page.sends(page.form("campaign"), **more)
        assert answer.status in (200, 409)
        assert "Question" not in answer.text


def test_the_same_check_sent_twice_is_one_sitting(account, unit, campaign):
    pages = goes_on(begins(device(account)), lambda leaf: "0")
    check = pages[-1]
    ends = [check.sends(check.forms[-1]).heading for _twice in range(2)]
    assert ends == ["Your answers have been sent"] * 2


def test_no_answer_and_no_item_stands_in_an_address(account, campaign, text):
    pages = goes_on(begins(device(account)), lambda leaf: "1")
    for page in pages:
        assert "phq" not in page.address
        assert "cssrs" not in page.address


@pytest.mark.parametrize("sent", ["", "x" * 90_000, "<script>alert(1)</script>", "12", "\x00", "+"])
def test_whatever_is_sent_as_a_number_is_kept_only_where_it_can_be_called(account, campaign, sent):
    client = device(account)
    due_now = reads(client, addresses.SITTING)
    before = due_now.sends(due_now.form("campaign"))
    reach = reads(client, before.address.replace("/before", "/reach"))
    again = reach.sends(reach.form("number"), number=sent)
    assert again.status == 200
    assert "There is a problem" in again.text
    assert "<script>alert" not in again.html
    longer = reach.sends(reach.form("number"), place="x" * 5000)
    assert "There is a problem" in longer.text
    assert reads(client, reach.address).form("number").fields["number"] == "5550199"


@pytest.mark.parametrize("request_id", ["", "x", "x" * 90_000, "<script>"])
def test_whatever_stands_in_a_call_for_help_it_is_heard(account, unit, request_id):
    page = reads(device(account), addresses.ASK_FOR_HELP)
    wish = next(one for one in page.forms if one.fields.get("urgent") == "yes")
    assert page.sends(wish, request=request_id).status == 200
    assert called(unit)[0].tier is Tier.RED


def test_every_form_of_a_sitting_needs_its_token(account, campaign):
    client = device(account)
    first = begins(client)
    addresses_posted = (addresses.SITTING, addresses.ASK_FOR_HELP, first.address)
    for address in addresses_posted:
        assert client.post(address, {"answer": "1", "urgent": "no"}).status_code == 403
