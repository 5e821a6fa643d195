"""A sitting answered question by question: kept, resumed, acted on at once, sent once."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from muster.access.accounts import watch
from muster.access.viewers import Viewer
from muster.assessments import events
from muster.assessments.commands import answer, begin, decline, finish, notice_silence, say_where
from muster.assessments.models import Answer, Campaign, FollowUpFact, Sitting
from muster.assessments.queries import (
    answers,
    reachable,
    sitting_under_way,
    unfinished_sittings,
)
from muster.assessments.rules.said import Kind, Step, sitting_id
from muster.instruments.commands import add_text
from muster.instruments.tests.invented import licensed_text
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.queries import in_force
from muster.vault.trips import travel
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, administrator_of, enlist

pytestmark = pytest.mark.django_db

ITEM_NINE = Step(Kind.ITEM, "phq-9", "phq9-9")
C_SSRS = "c-ssrs-screener"


@pytest.fixture
def told(monkeypatch):
    """Return what was told, in order, beside whoever else listens."""
    heard = []
    for news in (events.CRITICAL_ANSWERED, events.FOLLOW_UP_BROKEN, events.SUBMITTED):
        monkeypatch.setattr(news, "_listeners", {**news._listeners, "test": heard.append})
    return heard


@pytest.fixture
def text(unit):
    """Let the follow-up's licensed text be installed."""
    add_text(data=licensed_text(C_SSRS).encode(), by=administrator_of(unit), at=now())


class Sat:
    """One person's sitting, as its pages would go through it."""

    def __init__(self, member: Viewer, campaign, *, room: bool = False, at=None) -> None:
        self.member, self.room, self.campaign = member, room, campaign
        self.id = begin(
            person=member.person, sitting=new_id(), campaign=campaign, window="w", language="en",
            room=room, by=member, at=at or now(),
        )  # fmt: skip

    def asked(self, at=None):
        return sitting_under_way(
            person=self.member.person, sitting=self.id, room=self.room, profile=in_force(),
            already_shown=(), by=self.member, at=at or now(),
        ).now  # fmt: skip

    def says(self, step: Step, value: int | None, at=None, language="en"):
        return answer(
            person=self.member.person, sitting=self.id, kind=step.kind.value,
            instrument=step.instrument, code=step.code, value=value, language=language,
            room=self.room, profile=in_force(), by=self.member, at=at or now(),
        )  # fmt: skip

    def goes_through(self, **values: int | None):
        """Answer every page that is left, 0 where `values` has nothing for its code."""
        while (step := self.asked().unanswered) is not None:
            self.says(step, values.get(step.code.replace("-", "_"), 0))
        return self

    def ends(self, at=None):
        return finish(
            person=self.member.person, sitting=self.id, room=self.room, profile=in_force(),
            by=self.member, at=at or now(),
        )  # fmt: skip


@pytest.fixture
def asks(monkeypatch, unit, person):
    """Make a campaign that asks this person some instruments now."""

    def make(*instruments: str, private: bool = False, in_room: bool = False, more=()):
        with unit_of_work(Standing(Audience.CLINICIAN, units=(unit,))):
            made = Campaign.objects.create(
                key=str(new_id()), name="Autumn", unit_id=unit, instruments=list(instruments),
                opens_at=now(), closes_at=now() + timedelta(days=30),
            ).id  # fmt: skip
        due = SimpleNamespace(
            campaign=made,
            window="w",
            instruments=instruments,
            private=private,
            in_room=in_room,
            stage=1,
        )
        monkeypatch.setattr(
            "muster.assessments.commands.answering.due_of", lambda people, at: {person: [due]}
        )
        monkeypatch.setattr("muster.assessments.answering.opens_more", lambda campaign: bool(more))
        monkeypatch.setattr(
            "muster.assessments.answering.next_stage",
            lambda campaign, results: tuple(more) if any(one.positive for one in results) else (),
        )
        return made

    return make


def test_a_sitting_is_sent_on_few_trips_and_nothing_goes_alone(member, asks, monkeypatch):
    """What is asked comes with the trip that begins the work, what is written with that which ends
    it, and nothing goes in between: the lock says that the sitting stands nowhere yet.
    """
    sat = Sat(member, asks("phq-9")).goes_through()
    trips, alone = [], []

    def counted(filled):
        trips.append(len(filled))
        return travel(filled)

    def heard(execute, sql, *more):
        alone.extend([] if "SAVEPOINT" in sql else [sql])
        return execute(sql, *more)

    monkeypatch.setattr("muster.vault.work.travel", counted)
    with connection.execute_wrapper(heard):
        sat.ends()
    *sent, _settings_taken_back = trips
    assert len(sent) == 2
    assert alone == []


def stored(unit: UnitId, question):
    with unit_of_work(Standing(Audience.CLINICIAN, units=(unit,))):
        return question()


def test_a_sitting_is_answered_and_sent(member, unit, asks, told):
    sat = Sat(member, asks("phq-9", "gad-7"))
    assert len(sat.asked().steps) == 17
    sat.goes_through(phq9_1=2).ends()
    assert [one.instrument for one in told] == ["phq-9", "gad-7"]
    sitting = sitting_id(sat.id, "phq-9")
    found = answers(
        person=member.person, sitting=sitting, reason="asked", by=_psychologist(unit), at=now()
    )
    assert found["phq9-1"] == 2
    assert found["phq9-2"] == 0
    with pytest.raises(Refused, match="sitting-ended"):
        sat.says(Step(Kind.ITEM, "phq-9", "phq9-1"), 3)


def _psychologist(unit):
    from tests.houses import psychologist_of

    return psychologist_of(unit)


def test_the_same_answer_twice_is_one_and_sending_twice_changes_nothing(member, unit, asks, told):
    sat = Sat(member, asks("phq-9"))
    step = sat.asked().unanswered
    for _twice in range(2):
        sat.says(step, 1)
    assert stored(unit, Answer.objects.count) == 1
    sat.goes_through()
    first, second = sat.ends(), sat.ends()
    assert first.ended == second.ended == "submitted"
    assert stored(unit, Sitting.objects.count) == 1
    assert len(told) == 1


def test_a_changed_answer_is_appended_and_the_latest_counts(member, unit, asks):
    sat = Sat(member, asks("phq-9"))
    step = sat.asked().unanswered
    sat.says(step, 1)
    sat.says(step, 3)
    assert sat.asked().said.values("phq-9") == {"phq9-1": 3}
    assert stored(unit, Answer.objects.count) == 2


def test_what_was_answered_stands_at_one_width(member, unit, asks):
    sat = Sat(member, asks("phq-9"))
    sat.says(Step(Kind.ITEM, "phq-9", "phq9-1"), 3)
    sat.says(ITEM_NINE, None)
    sealed = stored(unit, lambda: list(Answer.objects.values_list("sealed", flat=True)))
    assert len({len(bytes(one)) for one in sealed}) == 1


def test_a_sitting_is_gone_on_with_for_72_hours_and_not_longer(member, asks):
    sat = Sat(member, asks("phq-9"))
    sat.says(Step(Kind.ITEM, "phq-9", "phq9-1"), 1)
    almost = now() + timedelta(hours=71)
    assert Sat(member, sat.campaign, at=almost).id == sat.id
    assert sat.says(Step(Kind.ITEM, "phq-9", "phq9-2"), 1, at=almost)
    [listed] = unfinished_sittings(person=member.person, by=member, at=almost)
    assert listed.sitting == sat.id
    after = now() + timedelta(hours=72, minutes=1)
    assert unfinished_sittings(person=member.person, by=member, at=after) == []
    with pytest.raises(Refused, match="sitting-expired"):
        sat.says(Step(Kind.ITEM, "phq-9", "phq9-3"), 1, at=after)
    with pytest.raises(Refused, match="sitting-expired"):
        sat.ends(at=after)
    assert Sat(member, sat.campaign, at=after).id != sat.id


def test_only_what_is_due_is_begun_and_nothing_private_in_a_room(member, asks):
    campaign = asks("phq-9")
    with pytest.raises(Refused, match="not-due"):
        begin(
            person=member.person, sitting=new_id(), campaign=campaign, window="another",
            language="en", room=False, by=member, at=now(),
        )  # fmt: skip
    campaign = asks("phq-9", private=True)
    with pytest.raises(Refused, match="not-due"):
        Sat(member, campaign, room=True)
    assert Sat(member, campaign)


def test_a_form_without_its_licensed_words_is_passed_over(member, asks):
    assert {one.instrument for one in Sat(member, asks("isi", "phq-9")).asked().steps} == {"phq-9"}
    with pytest.raises(Refused, match="no-text-to-ask"):
        Sat(member, asks("isi"))


@pytest.mark.parametrize("value", [-1, 4, 7])
def test_what_was_not_offered_is_refused(member, asks, value):
    sat = Sat(member, asks("phq-9"))
    with pytest.raises(Refused, match="not-offered"):
        sat.says(sat.asked().unanswered, value)


def test_a_question_that_is_not_asked_is_refused(member, asks, text):
    sat = Sat(member, asks("phq-9"))
    for step in (
        Step(Kind.ITEM, "gad-7", "gad7-1"),
        Step(Kind.FOLLOW_UP, C_SSRS, "cssrs-1"),
        Step(Kind.NEUTRAL, "phq-9", "phq9-9.1"),
    ):
        with pytest.raises(Refused, match="not-asked"):
            sat.says(step, 1)


def test_nothing_is_sent_before_every_question_was_asked(member, asks):
    sat = Sat(member, asks("phq-9"))
    sat.says(sat.asked().unanswered, 1)
    with pytest.raises(Refused, match="not-all-asked"):
        sat.ends()


def test_nobody_elses_sitting_is_reached(member, unit, asks):
    sat = Sat(member, asks("phq-9"))
    other = enlist(unit, number="AB-002", surname="Бойко", given="Ірина", Sex="female")
    stranger = Viewer(account_of_person(other, unit), member.role, person=other)
    sat.member = stranger
    with pytest.raises(Refused, match="no-such-sitting"):
        sat.asked()
    with pytest.raises(Refused, match="no-such-sitting"):
        sat.says(ITEM_NINE, 0)


def test_a_critical_answer_is_told_at_once_and_before_anything_is_sent(member, asks, told, text):
    sat = Sat(member, asks("phq-9"))
    sat.says(ITEM_NINE, 1)
    [event] = told
    assert (event.item, event.value, event.mode) == ("phq9-9", 1, "live")
    assert event.sitting == sitting_id(sat.id, "phq-9")
    sat.says(ITEM_NINE, 1)
    sat.says(ITEM_NINE, 0)
    assert len(told) == 1
    sat.says(ITEM_NINE, 3)
    assert [one.value for one in told] == [1, 3]


def test_without_the_text_the_follow_up_is_missing_in_the_same_breath(member, asks, told):
    sat = Sat(member, asks("phq-9"))
    after = sat.says(ITEM_NINE, 1)
    assert [type(one) for one in told] == [events.CriticalAnswered, events.FollowUpBroken]
    assert told[1].became == after.follow_up == "missing"
    sat.goes_through(phq9_9=1).ends()
    assert told[-1].follow_up == "missing"


def test_a_follow_up_answered_to_its_end_is_entered_without_waiting_for_the_rest(
    member, unit, asks, told, text
):
    sat = Sat(member, asks("phq-9"))
    sat.says(ITEM_NINE, 1)
    for code in ("cssrs-1", "cssrs-2", "cssrs-6-lifetime"):
        after = sat.says(Step(Kind.FOLLOW_UP, C_SSRS, code), 0)
    assert [type(one) for one in told] == [events.CriticalAnswered, events.Submitted]
    assert (told[1].instrument, told[1].follow_up) == (C_SSRS, "done")
    assert after.follow_up == "done"
    sat.goes_through(phq9_9=1).ends()
    assert (told[-1].instrument, told[-1].follow_up) == ("phq-9", "done")


def test_each_grave_answer_of_the_follow_up_is_told_by_itself(member, asks, told, text):
    sat = Sat(member, asks("phq-9"))
    sat.says(ITEM_NINE, 1)
    for code in ("cssrs-1", "cssrs-2", "cssrs-3", "cssrs-4"):
        sat.says(Step(Kind.FOLLOW_UP, C_SSRS, code), 1)
    assert [one.item for one in told] == ["phq9-9", "cssrs-1", "cssrs-2", "cssrs-3", "cssrs-4"]
    assert told[-1].sitting == sitting_id(sat.id, C_SSRS)


def test_what_is_said_graver_afterwards_sets_the_follow_up_right_and_nothing_lowers_it(
    member, unit, asks, told, text
):
    sat = Sat(member, asks("phq-9"))
    sat.says(ITEM_NINE, 1)
    for code in ("cssrs-1", "cssrs-2", "cssrs-6-lifetime"):
        sat.says(Step(Kind.FOLLOW_UP, C_SSRS, code), 0)
    sat.says(Step(Kind.FOLLOW_UP, C_SSRS, "cssrs-1"), 1)
    sittings = [one for one in told if isinstance(one, events.Submitted)]
    assert len(sittings) == 2
    assert sittings[1].corrects == sittings[0].sitting
    sat.says(Step(Kind.FOLLOW_UP, C_SSRS, "cssrs-1"), 0)
    assert len([one for one in told if isinstance(one, events.Submitted)]) == 2


def test_a_refused_follow_up_is_told_once(member, asks, told, text):
    sat = Sat(member, asks("phq-9"))
    sat.says(ITEM_NINE, 1)
    sat.says(Step(Kind.FOLLOW_UP, C_SSRS, "cssrs-1"), None)
    assert told[-1].became == "refused"
    after = sat.asked()
    assert after.unanswered == Step(Kind.ITEM, "phq-9", "phq9-1")
    assert Step(Kind.REACH, "phq-9", "phq9-9") in after.steps
    sat.goes_through(phq9_9=1).ends()
    assert told[-1].follow_up == "refused"
    assert len([one for one in told if isinstance(one, events.FollowUpBroken)]) == 1


def looked(unit, at):
    return notice_silence(profile=in_force(), by=watch((unit,)), at=at)


def test_a_follow_up_without_an_answer_for_60_seconds_is_told_once(member, unit, asks, told, text):
    sat, began = Sat(member, asks("phq-9")), now()
    sat.says(ITEM_NINE, 1, at=began)
    assert looked(unit, began + timedelta(seconds=59)) == 0
    sat.says(Step(Kind.FOLLOW_UP, C_SSRS, "cssrs-1"), 0, at=began + timedelta(seconds=50))
    assert looked(unit, began + timedelta(seconds=100)) == 0
    assert looked(unit, began + timedelta(seconds=111)) == 1
    assert (told[-1].became, told[-1].instrument) == ("abandoned", "phq-9")
    assert told[-1].sitting == sitting_id(sat.id, "phq-9")
    assert looked(unit, began + timedelta(seconds=200)) == 0
    # Whoever answers after all is heard to the end.
    for code in ("cssrs-2", "cssrs-6-lifetime"):
        sat.says(Step(Kind.FOLLOW_UP, C_SSRS, code), 0, at=began + timedelta(seconds=300))
    assert sat.asked().follow_up == "done"


def test_nobody_waits_for_a_follow_up_that_is_missing_done_or_was_never_opened(
    member, unit, asks, told
):
    sat = Sat(member, asks("phq-9"))
    sat.says(Step(Kind.ITEM, "phq-9", "phq9-1"), 1)
    assert looked(unit, now() + timedelta(hours=1)) == 0
    sat.says(ITEM_NINE, 1)
    assert looked(unit, now() + timedelta(hours=1)) == 0


@pytest.mark.database
def test_a_look_for_silence_is_queued_with_every_answer_that_is_waited_for(
    member, unit, asks, text
):
    sat = Sat(member, asks("phq-9"))
    sat.says(Step(Kind.ITEM, "phq-9", "phq9-1"), 1)
    assert queued() == 0
    sat.says(ITEM_NINE, 1)
    sat.says(Step(Kind.FOLLOW_UP, C_SSRS, "cssrs-1"), 0)
    assert queued() == 2


def queued() -> int:
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'assessments.notice-silence'"
            " AND scheduled_at > now() + interval '50 seconds' AND args = '{\"timestamp\": 0}'"
        )
        return cursor.fetchone()[0]


def test_in_a_room_both_ways_through_have_as_many_pages_and_leave_as_many_answers(
    member, unit, asks, text
):
    counts = []
    for value in (0, 1):
        sat = Sat(member, asks("phq-9", "gad-7"), room=True).goes_through(phq9_9=value)
        with unit_of_work(Standing(Audience.CLINICIAN, units=(unit,))):
            counts.append(Answer.objects.filter(answering_id=sat.id).count())
        sat.ends()
    assert counts[0] == counts[1] == 10 + 7 + 8


def test_of_a_neutral_question_only_that_it_was_asked_is_kept(member, asks, text):
    sat = Sat(member, asks("phq-9"), room=True)
    for step in sat.asked().steps:
        sat.says(step, 0 if step.kind is Kind.ITEM else 1)
    neutral = [step for step in sat.asked().steps if step.kind is Kind.NEUTRAL]
    assert len(neutral) == 7
    assert {sat.asked().said.latest[step] for step in neutral} == {None}


def test_a_visit_makes_a_room_of_every_sitting(member, asks, text):
    sat = Sat(member, asks("phq-9", in_room=True))
    assert Kind.NEUTRAL in {step.kind for step in sat.asked().steps}


def test_a_short_screen_opens_the_longer_form_in_the_same_sitting_and_never_in_a_room(member, asks):
    sat = Sat(member, asks("pc-ptsd-5", more=("pcl-5",)))
    while (step := sat.asked().unanswered) is not None and step.instrument == "pc-ptsd-5":
        sat.says(step, 1)
    assert step.instrument == "pcl-5"
    assert len(sat.asked().steps) == 6 + 20
    sat.goes_through().ends()
    room = Sat(member, asks("pc-ptsd-5", more=("pcl-5",)), room=True)
    while (step := room.asked().unanswered) is not None:
        room.says(step, 1)
    assert {one.instrument for one in room.asked().steps} == {"pc-ptsd-5"}


def test_a_critical_question_passed_over_is_sent_as_not_known(member, asks, told):
    Sat(member, asks("phq-9")).goes_through(phq9_9=None).ends()
    assert told[0].results[0].critical_missing == ("phq9-9",)


def test_whoever_answers_nothing_declined(member, unit, asks, told):
    sat = Sat(member, asks("phq-9"))
    for step in sat.asked().steps:
        sat.says(step, None)
    assert sat.ends().ended == "declined"
    assert told == []
    other = Sat(member, asks("gad-7"))
    decline(person=member.person, sitting=other.id, profile=in_force(), by=member, at=now())
    assert other.asked().ended == "declined"
    third = Sat(member, asks("gad-7"))
    third.says(third.asked().unanswered, 0)
    with pytest.raises(Refused, match="answered-already"):
        decline(person=member.person, sitting=third.id, profile=in_force(), by=member, at=now())


def test_the_sitting_remembers_the_language_it_was_read_in(member, unit, asks):
    sat = Sat(member, asks("gad-7"))
    first, *rest = sat.asked().steps
    sat.says(first, 0, language="en")
    for step in rest:
        sat.says(step, 0, language="ru")
    sat.ends()
    assert stored(unit, lambda: Sitting.objects.get().language) == "ru"


def test_how_somebody_is_reached_is_kept_sealed_and_the_latest_counts(member, unit):
    for number, place in (("555-0123", "Barracks 4"), ("+380 44 555 0123", ""), ("", "")):
        say_where(person=member.person, number=number, place=place, by=member, at=now())
        found = reachable(person=member.person, already_shown=(), by=_psychologist(unit), at=now())
        assert (found.reach.number, found.reach.place) == (number, place)
    assert found.reach.declined
    for number, place in (("call me", ""), ("12", ""), ("5" * 41, ""), ("555", "x" * 161)):
        with pytest.raises(Refused):
            say_where(person=member.person, number=number, place=place, by=member, at=now())


def test_what_became_of_a_follow_up_is_kept_once(member, unit, asks, text):
    sat = Sat(member, asks("phq-9"))
    for value in (1, 2, 1, 3):
        sat.says(ITEM_NINE, value)
    facts = stored(unit, lambda: list(FollowUpFact.objects.values_list("became", flat=True)))
    assert facts == ["opened"]
    assert PersonId(stored(unit, lambda: FollowUpFact.objects.get().person_id)) == member.person
