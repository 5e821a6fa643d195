"""Whoever is to swap posts for a time is asked first: no cause, no name, and a yes or a no."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from muster.access.accounts import watch
from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.roles import COMMANDER, MEMBER, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.people.commands.deciding import ask_to_swap, decide_move
from muster.people.commands.posts import import_posts
from muster.people.commands.swapping import answer_swap, take_down_swap
from muster.people.commands.temporary import withdraw_move
from muster.people.commands.tending import tend_moves
from muster.people.queries import card
from muster.people.queries.several import several
from muster.people.queries.swaps import own_swaps, swaps_of_move
from muster.people.queries.temporary import move, move_form, move_forms, moves_of
from muster.people.rules.fitting import Option, Way
from muster.people.rules.swaps import Became, Word, offers
from muster.people.rules.temporary import Act, State
from muster.people.tests.test_moving_for_a_time import (
    AT,
    DAY,
    LIST,
    asked,
    commander,
    listed,
    personnel,
    requested,
)
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, account_with, administrator_of, enlist, make_unit

MINUTE = timedelta(minutes=1)
WORDS = st.sampled_from([Word.ASKED, Word.AGREED, Word.DECLINED])


def option(post: int, partner: int | None) -> Option:
    who = None if partner is None else PersonId(UUID(int=partner))
    way = Way.VACANT if who is None else Way.SWAP
    return Option(
        UUID(int=post), UnitId(UUID(int=1)), f"post {post}", way, 1.0, 1, 1, 0, 0, (), who
    )


@given(st.dictionaries(st.integers(1, 6), WORDS))
def test_of_several_holders_whoever_agreed_stands_for_the_post(said):
    found = [option(9, None), *(option(1, holder) for holder in range(1, 7))]
    words = {(UUID(int=1), PersonId(UUID(int=holder))): word for holder, word in said.items()}
    vacant, swap = offers(found, words)
    assert (vacant.word, vacant.open) == (None, True)
    heard = set(said.values())
    if Word.AGREED in heard:
        assert (swap.open, said[swap.option.partner.int]) == (True, Word.AGREED)
        return
    assert not swap.open
    if Word.ASKED in heard:
        assert swap.word is Word.ASKED
    else:
        everybody = len(said) == 6
        assert swap.word is (Word.DECLINED if everybody else Word.NOT_ASKED)


class House:
    """A rifleman for whom a post is sought, and a storekeeper and another who hold one to swap."""

    def __init__(self, tmp_path, holders=1):
        self.brigade = make_unit("8")
        self.first, self.second = make_unit("8-1", self.brigade), make_unit("8-2", self.brigade)
        store = (*LIST[3][:6], str(holders), *LIST[3][7:])
        import_posts(
            arrived=listed(tmp_path, (*LIST[:3], store)), chosen=None, confirm=True,
            by=administrator_of(self.brigade), at=AT,
        )  # fmt: skip
        self.person = self.enlisted("AB-001", self.first, "rifleman")
        held = [self.enlisted(f"AB-01{one}", self.second, "storekeeper") for one in range(holders)]
        self.holder, self.others = held[0], held[1:]
        account = account_of_person(self.holder, self.second)
        self.member = Viewer(account, MEMBER, person=self.holder)
        self.officer, self.by = personnel(self.brigade), commander(self.brigade)
        self.move = requested(self.person, self.officer)
        self.tend()

    def enlisted(self, number, unit, post):
        return enlist(unit, number=number, surname="Зоря", given="Ян", Rank="рядовой", Post=post,
                      From="2025-01-01")  # fmt: skip

    def tend(self, at=AT):
        return tend_moves(by=watch((self.brigade,)), at=at)

    @property
    def form(self):
        [found] = move_forms(by=self.by, at=AT)
        return found

    def store(self):
        return next(one for one in self.form.form.options if one.title == "storekeeper")

    def asks(self):
        ask_to_swap(form=self.form.id, post=self.store().post, by=self.by, at=AT)
        self.tend()
        return self.question()

    def question(self):
        [found] = own_swaps(person=self.holder, by=self.member, at=AT)
        return found

    def answers(self, agrees):
        question = self.question().question
        answer_swap(person=self.holder, question=question, agrees=agrees, by=self.member, at=AT)
        self.tend()

    def decides(self):
        decide_move(form=self.form.id, post=self.store().post, by=self.by, at=AT)


@pytest.fixture
def house(db, tmp_path):
    return House(tmp_path)


def waiting(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return len(waiting_for(account))


def test_two_swap_once_the_other_agreed_and_both_return(house):
    assert house.store().way == "swap"
    assert own_swaps(person=house.holder, by=house.member, at=AT) == []
    with pytest.raises(Refused, match="people.swap-not-agreed"):
        house.decides()
    question = house.asks()
    assert (question.own.title, question.other.title) == ("storekeeper", "rifleman")
    assert question.other.demands.nights == 6
    assert (question.word, house.store().asked) == (Word.ASKED, "asked")
    assert waiting(house.member.account) == 1
    with pytest.raises(Refused, match="people.swap-not-agreed"):
        house.decides()
    house.answers(agrees=True)
    assert house.store().asked == "agreed"
    assert (waiting(house.member.account), waiting(house.by.account)) == (0, 1)
    house.decides()
    house.tend()
    assert waiting(house.by.account) == 0
    assert card(person=house.holder, by=house.officer, at=AT).post == "rifleman"
    assert card(person=house.person, by=house.officer, at=AT).post == "storekeeper"
    assert house.question().became is Became.SWAPPED
    story = [one.act for one in move(move=house.move, by=house.officer, at=AT).facts]
    assert story == [Act.FOUND, Act.ASKED, Act.AGREED, Act.DECIDED, Act.BEGAN]
    house.tend(AT + 42 * DAY)
    [over] = moves_of(person=house.person, by=house.officer, at=AT)
    assert over.now.state is State.RETURNED
    assert card(person=house.holder, by=house.officer, at=AT + 42 * DAY).post == "storekeeper"


def test_who_declines_is_asked_no_more_and_moved_by_nobody(house):
    house.asks()
    house.answers(agrees=False)
    assert house.store().asked == "declined"
    for act in (house.decides, house.asks):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.problem.code in ("people.swap-not-agreed", "people.nobody-to-ask")
    [asking] = several(by=house.officer, at=AT).asking
    assert asking.fitting == 1, "the clerk's post alone"
    house.answers(agrees=True)
    assert house.store().asked == "agreed", "the last word counts"


def test_a_yes_that_is_taken_back_before_it_is_carried_out_moves_nobody(house):
    house.asks()
    house.answers(agrees=True)
    house.decides()
    question = house.question().question
    answer_swap(person=house.holder, question=question, agrees=False, by=house.member, at=AT)
    house.tend()
    assert card(person=house.holder, by=house.officer, at=AT).post == "storekeeper"
    assert move(move=house.move, by=house.officer, at=AT).now.state is State.OFFERED
    assert house.store().asked == "declined"


def test_another_holder_can_be_asked_where_one_declined(db, tmp_path):
    house = House(tmp_path, holders=2)
    [other] = house.others
    house.asks()
    house.answers(agrees=False)
    assert house.store().asked == "not-asked"
    ask_to_swap(form=house.form.id, post=house.store().post, by=house.by, at=AT)
    house.tend()
    also = Viewer(AccountId(new_id()), MEMBER, person=other)
    [question] = own_swaps(person=other, by=also, at=AT)
    assert question.word is Word.ASKED
    assert house.question().word is Word.DECLINED


def test_what_is_no_longer_needed_is_said_and_asked_no_more(house):
    house.asks()
    withdraw_move(person=house.person, move=house.move, by=house.officer, at=AT)
    house.tend()
    assert (house.question().became, waiting(house.member.account)) == (Became.DROPPED, 0)
    with pytest.raises(Refused, match="access.not-found"):
        house.answers(agrees=True)


def test_the_question_names_nobody_and_no_reason_and_is_its_readers_alone(house):
    question = house.asks().question
    stranger = Viewer(AccountId(new_id()), MEMBER, person=house.person)
    assert own_swaps(person=house.person, by=stranger, at=AT) == []
    with pytest.raises(Refused, match="access.not-found"):
        answer_swap(person=house.person, question=question, agrees=True, by=stranger, at=AT)
    with unit_of_work(house.member.standing()), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_swapquestion")
        names = {column.name for column in cursor.description}
        assert len(cursor.fetchall()) == 1
        cursor.execute("SELECT count(*) FROM people_moverequest")
        assert cursor.fetchone() == (0,)
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("UPDATE people_swapquestion SET became = 'dropped'")
    assert names == {
        "id", "person_id", "request_id", "own_post", "other_post", "starts", "ends", "asked_at",
        "asked_by", "noted", "became",
    }  # fmt: skip
    assert move_form(form=house.form.id, by=house.by, at=AT).form.spared == asked().functions
    assert Permission.ANSWER_SWAP in MEMBER.may


def test_what_somebody_said_to_personnel_is_taken_down_under_a_name_and_their_own_word_counts(
    house,
):
    question, brigade = house.asks().question, house.officer.units[0]
    taker = Viewer(account_with(PERSONNEL_OFFICER, brigade, "kadry"), PERSONNEL_OFFICER, (brigade,))
    [heard] = swaps_of_move(move=house.move, by=taker, at=AT)
    assert (heard.person, heard.word, heard.own.title) == (
        house.holder, Word.ASKED, "storekeeper",
    )  # fmt: skip

    def takes_down(agrees):
        take_down_swap(person=house.holder, question=question, agrees=agrees, by=taker, at=AT)
        house.tend()

    takes_down(True)
    assert house.store().asked == "agreed"
    found = house.question()
    assert (found.word, found.taken_by, found.said_on) == (Word.AGREED, taker.account, AT.date())
    assert waiting(house.member.account) == 1, "they are told that an answer was taken down"
    takes_down(False)
    assert house.store().asked == "declined"
    house.answers(agrees=True)
    assert (house.store().asked, house.question().taken_by) == ("agreed", None)
    with pytest.raises(Refused, match="people.swap-answered-themselves"):
        takes_down(False)
    assert house.store().asked == "agreed"
    for role in (COMMANDER, MEMBER):
        assert Permission.TAKE_DOWN_SWAP not in role.may
    with pytest.raises(Refused, match="access.not-permitted"):
        take_down_swap(person=house.holder, question=question, agrees=True, by=house.by, at=AT)
    elsewhere = make_unit("9")
    other = Viewer(AccountId(new_id()), PERSONNEL_OFFICER, (elsewhere,))
    assert swaps_of_move(move=house.move, by=other, at=AT) == []
    with pytest.raises(Refused, match="access.not-found"):
        take_down_swap(person=house.holder, question=question, agrees=False, by=other, at=AT)
