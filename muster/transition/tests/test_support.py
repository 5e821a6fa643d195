"""Programmes of support: put in with a quota that holds, asked for, answered; and their lines."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from muster.access.accounts import track_watch
from muster.access.roles import MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId, new_id
from muster.kernel.problems import Refused
from muster.people.commands.erasing import erase
from muster.transition.agency import Words
from muster.transition.commands.agency import answer_task
from muster.transition.commands.candidacies import say_wishes
from muster.transition.commands.partners import end_agreement
from muster.transition.commands.reminding import remind_of_tasks
from muster.transition.commands.support import (
    answer_support,
    anything_to_move,
    ask_for_support,
    close_support,
    import_support,
    put_support,
    settle_support,
    take_support_back,
    tend_support,
)
from muster.transition.commands.tasks import Task, drop_task, give_task
from muster.transition.models import Support
from muster.transition.queries.partners import partners
from muster.transition.queries.support import (
    authority_support,
    own_support,
    support_aside,
    support_asked,
    support_for,
    support_register,
)
from muster.transition.rules.fitting import Wishes
from muster.transition.rules.support import (
    Act,
    Event,
    Programme,
    Quota,
    Stage,
    State,
    Supported,
    read_programme,
    supported,
)
from muster.transition.support import hold_support, support_states
from muster.transition.tests.test_agency import Office
from muster.transition.tests.test_partners import AT
from muster.vault.work import unit_of_work
from tests.houses import account_of_person, account_with, administrator_of, enlist, local_day

TODAY = local_day(AT)
SAID = {
    "kind": "housing", "title": "A room in the hostel", "text": "A room for half a year",
    "whom": "Whoever left service this year", "region": "Lviv", "since": str(TODAY),
    "until": str(TODAY + timedelta(days=200)), "places": "1", "days": "10",
}  # fmt: skip


def refuses(code, deed, **named):
    with pytest.raises(Refused) as found:
        deed(**named)
    assert found.value.problem.code == code


class Town(Office):
    """The office, with a programme of one place, and two more people who ask."""

    def __init__(self):
        super().__init__()
        self.others = [self.somebody(number) for number in (2, 3)]
        self.support = self.puts()

    def somebody(self, number):
        person = enlist(self.unit, number=f"T-00{number}", surname="Гнат", given="Олесь")
        return Viewer(account_of_person(person, self.unit), MEMBER, person=person)

    def puts(self, **said):
        hall = self.hall.units[0]
        made, words = put_support(partner=hall, said={**SAID, **said}, by=self.hall, at=AT)
        assert words == ""
        return made

    def asks(self, viewer=None, support=None, at=AT, **more):
        made, viewer = new_id(), viewer or self.member
        ask_for_support(
            person=viewer.person, support=support or self.support, ask_id=made,
            by=viewer, at=at,
            **{"agreed": True, "words": Words("Oles", "A room for two"), **more},
        )  # fmt: skip
        return made

    def stands(self, viewer=None):
        viewer = viewer or self.member
        return [one.state for one in own_support(person=viewer.person, by=viewer, at=AT).asked]

    def line(self):
        return authority_support(by=self.hall, at=AT).lines[0]


@pytest.fixture
def town(db):
    return Town()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "transition.support-without-title"),
        ({"until": str(TODAY - timedelta(days=1))}, "transition.support-ends-before"),
        (
            {"since": "2020-01-01", "until": str(TODAY - timedelta(days=1))},
            "transition.support-over",
        ),
        ({"places": "0"}, "transition.support-number"),
        ({"days": "many"}, "transition.not-a-number"),
        ({"yearly": "sometimes"}, "transition.not-a-term"),
        ({"kind": "castle"}, "transition.not-a-term"),
    ],
)
def test_what_is_wrong_with_a_programme_is_said(change, code):
    found = read_programme({**SAID, **change}, TODAY)
    assert code in {one.code for one in found}


def test_a_programme_reads_from_a_form_and_from_a_file_in_two_languages():
    said = read_programme({**SAID, "yearly": "да", "title": "<b>Комната</b>"}, TODAY)
    assert isinstance(said, Programme)
    assert (said.title, said.yearly, said.days) == ("Комната", True, 10)


def test_whoever_asks_first_has_the_place_and_the_next_waits_in_line(town):
    first, second = town.asks(), town.asks(town.others[0])
    [mine] = town.stands()
    assert (mine.stage, mine.since) == (Stage.SEATED, AT)
    [theirs] = town.stands(town.others[0])
    assert (theirs.stage, theirs.ahead) == (Stage.LINED, 0)
    third = town.asks(town.others[1])
    assert town.stands(town.others[1])[0].ahead == 1
    quota = town.line().held.quota
    assert (quota.used(TODAY.year), quota.left(TODAY.year), quota.waits) == (1, 0, 2)
    found = support_register(support=town.support, by=town.hall, at=AT).askers
    assert [(one.asked.ask, one.place) for one in found] == [
        (first, None), (second, 1), (third, 2),
    ]  # fmt: skip
    assert found[0].words == Words("Oles", "A room for two")
    assert not found[0].late(AT)
    assert found[0].late(AT + timedelta(days=40))
    refuses("transition.asked-for-support", town.asks)
    refuses("transition.waits-in-line", answer_support, ask_id=second, act=Act.GRANTED,
            by=town.hall, at=AT)  # fmt: skip


def test_a_place_that_comes_free_goes_to_who_waits_longest(town):
    first, second = town.asks(), town.asks(town.others[0])
    answer = {"by": town.hall, "at": AT + timedelta(minutes=1)}
    refuses("transition.reason-needed", answer_support, ask_id=first, act=Act.DECLINED, **answer)
    answer_support(ask_id=first, act=Act.DECLINED, reason="papers", **answer)
    assert town.stands(town.others[0])[0].stage is Stage.SEATED
    answer_support(ask_id=second, act=Act.GRANTED, **answer)
    assert town.stands(town.others[0])[0].stage is Stage.GRANTED
    assert town.line().held.quota.used(TODAY.year) == 1
    assert town.stands()[0].reason == "papers"


def test_what_was_taken_back_is_read_no_more_and_the_line_moves_within_the_hour(town):
    first, second = town.asks(), town.asks(town.others[0])
    with pytest.raises(Refused):
        take_support_back(person=town.person, ask_id=second, by=town.member, at=AT)
    take_support_back(person=town.person, ask_id=first, by=town.member, at=AT)
    with pytest.raises(Refused):
        support_asked(ask=first, by=town.hall, at=AT)
    third = town.asks(town.others[1])
    assert town.stands(town.others[1])[0].stage is Stage.LINED, "nobody jumps the line"
    later = AT + timedelta(minutes=1)
    assert tend_support(by=track_watch((town.unit,)), at=later) == 1
    assert tend_support(by=track_watch((town.unit,)), at=later) == 0
    assert town.stands(town.others[0])[0].stage is Stage.SEATED
    close_support(support=town.support, by=town.hall, at=later)
    assert [one.reason for one in town.stands(town.others[1])] == ["over"]
    assert support_asked(ask=third, by=town.hall, at=AT).asked.state.stage is Stage.DECLINED
    refuses("transition.support-gone", town.asks)


def test_whoever_was_erased_waits_in_no_line(town):
    first, _second = town.asks(), town.asks(town.others[0])
    office = administrator_of(town.unit)
    erase(record=town.others[0].person, ground="asked-for", by=office, at=AT)
    answer_support(ask_id=first, act=Act.DECLINED, reason="papers", by=town.hall, at=AT)
    watch = track_watch((town.unit,))
    with unit_of_work(watch.standing()):
        assert anything_to_move(AT)
    assert tend_support(by=watch, at=AT) == 0
    with unit_of_work(watch.standing()):
        assert not anything_to_move(AT)
    town.asks(town.others[1])
    assert town.stands(town.others[1])[0].stage is Stage.SEATED


def test_nothing_is_written_while_a_line_only_waits(town):
    town.asks()
    town.asks(town.others[0])
    with unit_of_work(track_watch((town.unit,)).standing()):
        assert not anything_to_move(AT)
        assert anything_to_move(AT + timedelta(days=300)), "the programme is over by then"


def test_nobody_moves_up_at_an_authority_whose_agreement_ended(town):
    first, _second = town.asks(), town.asks(town.others[0])
    take_support_back(person=town.person, ask_id=first, by=town.member, at=AT)
    watch, hall = track_watch((town.unit,)), town.hall.units[0]
    with unit_of_work(watch.standing()):
        assert anything_to_move(AT)
    end_agreement(partner=hall, by=town.by, at=AT)
    with unit_of_work(watch.standing()):
        assert not anything_to_move(AT)
    assert tend_support(by=watch, at=AT) == 0
    assert town.stands(town.others[0])[0].stage is Stage.LINED


def test_no_more_have_a_place_than_the_quota_has_whoever_writes(town):
    town.asks()
    with pytest.raises(DatabaseError), unit_of_work(town.by.standing()), transaction.atomic():
        Support.objects.filter(id=town.support).update(taken=2)
    with unit_of_work(town.by.standing()):
        hold_support(town.support)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT taken, waits FROM transition_support WHERE id = %s", [town.support]
            )
            assert cursor.fetchone() == (1, 0)


def test_a_quota_of_each_year_begins_anew_with_the_year():
    quota = Quota(places=2, yearly=True, taken=2, year=2026, waits=0)
    assert (quota.left(2026), quota.left(2027), quota.used(2027)) == (0, 2, 0)
    assert Quota(2, False, 2, 2026, 0).left(2027) == 0
    assert not Quota(2, True, 1, 2026, waits=3).free(2026)


def test_a_place_given_back_next_year_frees_none_of_that_years(town):
    support = town.puts(title="Fares", yearly="yes", until=str(date(TODAY.year + 2, 1, 1)))
    ask = town.asks(support=support)
    later = AT.replace(year=AT.year + 1, month=6, day=1)
    with unit_of_work(town.by.standing()):
        Support.objects.filter(id=support).update(year=later.year, taken=1)
    take_support_back(person=town.person, ask_id=ask, by=town.member, at=later)
    with unit_of_work(town.by.standing()):
        assert Support.objects.get(id=support).taken == 1
        assert support_states([ask])[ask].stage is Stage.TAKEN_BACK


def test_a_caseworker_gives_a_task_on_a_programme_and_it_is_answered_with_the_task(town):
    offers = support_for(person=town.person, by=town.by, at=AT).offers
    assert [one.key for one in offers] == [town.support]
    made = new_id()
    given = Task(
        "housing", "local-authority", "", town.hall.units[0], agreed=True, support=town.support
    )
    give_task(person=town.person, task=made, given=given, words="A room", by=town.by, at=AT)
    [asked] = support_for(person=town.person, by=town.by, at=AT).asked
    assert (asked.task, asked.state.stage) == (made, Stage.SEATED)
    refuses("transition.answered-with-task", answer_support, ask_id=asked.ask, act=Act.GRANTED,
            by=town.hall, at=AT)  # fmt: skip
    answer_task(task=made, done=True, reason="", by=town.hall, at=AT)
    assert town.stands()[0].stage is Stage.GRANTED


def test_a_task_over_the_quota_waits_in_line_and_cannot_be_done_before(town):
    town.asks(town.others[0])
    made = new_id()
    given = Task(
        "housing", "local-authority", "", town.hall.units[0], agreed=True, support=town.support
    )
    give_task(person=town.person, task=made, given=given, words="A room", by=town.by, at=AT)
    refuses(
        "transition.waits-in-line",
        answer_task,
        task=made,
        done=True,
        reason="",
        by=town.hall,
        at=AT,
    )
    drop_task(person=town.person, task=made, by=town.by, at=AT)
    assert town.stands()[0].stage is Stage.TAKEN_BACK
    other = Task("housing", "local-authority", "", town.other.units[0], True, support=town.support)
    with pytest.raises(Refused):
        give_task(person=town.person, task=new_id(), given=other, words="", by=town.by, at=AT)


def test_people_see_the_programmes_of_the_regions_they_named(town):
    town.puts(title="Fares", region="Odesa")
    assert len(own_support(person=town.person, by=town.member, at=AT).offers) == 2
    say_wishes(person=town.person, wishes=Wishes(regions=("lviv",)), by=town.member, at=AT)
    [one] = own_support(person=town.person, by=town.member, at=AT).offers
    assert one.programme.region == "Lviv"


def test_what_may_be_unlawful_waits_and_only_authorities_put_programmes_in(town):
    said = {**SAID, "title": "Flats", "whom": "Men only, in good health"}
    made, words = put_support(partner=town.hall.units[0], said=said, by=town.hall, at=AT)
    assert words.casefold() == "men only"
    assert made not in {one.key for one in own_support(
        person=town.person, by=town.member, at=AT).offers}  # fmt: skip
    [(held, why)] = support_aside(by=town.by, at=AT)
    assert (held.key, why) == (made, words)
    settle_support(support=made, through=True, by=town.by, at=AT)
    assert made in {one.key for one in own_support(
        person=town.person, by=town.member, at=AT).offers}  # fmt: skip
    refuses(
        "transition.not-an-authority", put_support, partner=town.garage.units[0], said=SAID,
        by=town.garage, at=AT,
    )  # fmt: skip
    refuses("transition.vacancy-there", put_support, partner=town.hall.units[0], said=SAID,
            by=town.hall, at=AT)  # fmt: skip


def test_a_file_puts_in_what_is_good_and_names_what_is_not(town):
    rows = [
        (2, {**SAID, "title": "Fares"}),
        (3, {**SAID, "title": "Loan", "places": "-4"}),
        (4, {**SAID, "title": "School", "text": "for the unmarried"}),
        (5, {**SAID, "title": "Fares"}),
    ]
    found = import_support(
        partner=town.hall.units[0], rows=rows, digest="0", confirm=True, by=town.hall, at=AT
    )
    assert (len(found.good), len(found.aside)) == (1, 1)
    assert {(one.row, one.code) for one in found.problems} == {
        (3, "transition.support-number"), (5, "transition.vacancy-there"),
    }  # fmt: skip
    assert len(authority_support(by=town.hall, at=AT).lines) == 3


def test_health_is_not_written_to_an_authority_and_nothing_is_sent_without_a_yes(town):
    refuses("transition.not-sure", town.asks, agreed=False)
    refuses("transition.speaks-of-health", town.asks, words=Words("Oles", "because of my ptsd"))
    refuses("transition.support-without-words", town.asks, words=Words("Oles", " "))


def test_another_authority_reads_nothing_of_it(town):
    ask = town.asks()
    assert authority_support(by=town.other, at=AT).lines == ()
    for deed, named in (
        (support_register, {"support": town.support}),
        (support_asked, {"ask": ask}),
    ):
        with pytest.raises(Refused):
            deed(by=town.other, at=AT, **named)
    with pytest.raises(Refused):
        close_support(support=town.support, by=town.other, at=AT)


def test_results_are_told_over_enough_people_alone():
    def stands(act, count):
        reason = "papers" if act is Act.DECLINED else ""
        return [State().after(Event(Act.SEATED, AT)).after(Event(act, AT, reason))] * count

    assert supported(stands(Act.GRANTED, 4), 5) is None
    many = [*stands(Act.GRANTED, 8), *stands(Act.DECLINED, 3)]
    assert supported(many, 5) == Supported(asked=11, granted=0, declined=0)
    many = [*stands(Act.GRANTED, 8), *stands(Act.DECLINED, 6)]
    assert supported(many, 5) == Supported(asked=14, granted=8, declined=6)


def test_a_caseworker_reads_no_results_of_one_person(town):
    town.asks()
    lines = {one.partner: one for one in partners(by=town.by, at=AT).lines}
    assert lines[town.hall.units[0]].supported is None


def test_the_authority_and_the_person_are_told_of_news_once(town):
    account_with(PARTNER, UnitId(town.hall.units[0]), "hall.one")
    noon = (AT + timedelta(days=1)).replace(hour=12)
    ask = town.asks(at=noon)
    watch = track_watch((town.unit,))
    assert remind_of_tasks(by=watch, at=noon) == 1
    answer_support(ask_id=ask, act=Act.GRANTED, by=town.hall, at=noon)
    assert remind_of_tasks(by=watch, at=noon) == 1, "the person, of the answer"
    assert remind_of_tasks(by=watch, at=noon + timedelta(hours=2)) == 0
