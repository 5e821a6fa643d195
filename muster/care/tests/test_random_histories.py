"""Whatever clinicians, command and clocks do in whatever order, what care promises holds.

One person, two clinicians, a head of service and a commander act at random, as far as the commands
let them; time goes on between. After every step the promises are looked up in the database itself.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from muster.access.roles import CASE_MANAGER, COMMANDER, PHYSICIAN, UNIT_PSYCHOLOGIST, WATCH
from muster.access.viewers import Viewer
from muster.care import commands
from muster.care.commands.lateness import note_late
from muster.care.commands.limitations import (
    Told,
    end_limitations,
    lift_limitation,
    order_limitation,
    send_notice,
    show_limitation,
)
from muster.care.folding import locked, rows_against_facts
from muster.care.hands import hands_of
from muster.care.limiting import notice_of, words_of
from muster.care.models import CaseRow, CommandNotice, Limitation
from muster.care.queries.limitations import notices_for
from muster.care.rules.limitations import Basis, Form, Terms
from muster.care.rules.notices import LINES, Notice
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.vault.work import unit_of_work
from tests.houses import account_with, enlist, local_day, make_unit

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CLINICAL = ("care_case", "care_casefact", "care_caserow", "care_limitation", "care_limitationfact")
who = st.integers(0, 2)


class Histories(RuleBasedStateMachine):
    """One house, made anew for each history and taken back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.house = transaction.atomic()
        self.house.__enter__()
        unit = make_unit("1")
        self.person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
        self.carers = [
            Viewer(account_with(role, unit, f"carer{place}"), role, (unit,))
            for place, role in enumerate((UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER))
        ]
        self.watch = Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "watch"), WATCH, (unit,))
        self.commander = Viewer(account_with(COMMANDER, unit, "commander"), COMMANDER, (unit,))
        self.at = now() - 300 * DAY
        self.limitations: list = []
        self.a_case_is_opened(0, "triaged")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.house.__exit__(None, None, None)

    def does(self, act, **named) -> bool:
        """Try a command; what it refuses changes nothing."""
        try:
            act(person=self.person, at=self.at, **named)
        except Refused:
            return False
        return True

    def open_case(self):
        with unit_of_work(self.carers[0].standing()):
            return CaseRow.objects.filter(person_id=self.person, ended=False).first()

    @rule(hours=st.integers(1, 900))
    def time_goes_on(self, hours):
        self.at += timedelta(hours=hours)
        note_late(by=self.watch, at=self.at)
        end_limitations(by=self.watch, at=self.at)

    @rule(by=who, begins=st.sampled_from(["triaged", "crisis", "directed-evaluation"]))
    def a_case_is_opened(self, by, begins):
        viewer = self.carers[by]
        self.does(
            commands.open_case, case=new_id(), reason="signal", begins=begins, source=None,
            tier="", owner=viewer.account, by=viewer,
        )  # fmt: skip

    @rule(choice=st.integers(0, 99), coded=st.booleans())
    def a_step_is_taken(self, choice, coded):
        """Somebody whose move it may be takes one of the path's steps, mostly with its reason."""
        row = self.open_case()
        if row is None:
            return
        with unit_of_work(self.carers[0].standing()):
            state = locked(self.person, row.case_id).state
        path = in_force().case
        able = [
            (viewer, key, step)
            for key, step in path.steps_from(row.state)
            for viewer in self.carers
            if set(step.by) & set(hands_of(viewer, state))
        ]
        if not able:
            return
        viewer, key, step = able[choice % len(able)]
        asked = step.reasons or step.unless_interviewed
        listed = getattr(in_force().reasons, asked) if asked and coded else {}
        self.does(
            commands.take_step, case=row.case_id, step=key, reason=next(iter(listed), ""),
            words="", to=None, by=viewer,
        )  # fmt: skip

    @rule(by=who, to=who)
    def it_is_offered(self, by, to):
        if row := self.open_case():
            to_account = self.carers[to].account
            self.does(commands.offer, case=row.case_id, to=to_account, by=self.carers[by])

    @rule(by=who, act=st.sampled_from([commands.accept, commands.decline, commands.resume]))
    def it_is_answered(self, by, act):
        if row := self.open_case():
            self.does(act, case=row.case_id, by=self.carers[by])

    @rule(by=who, days=st.integers(-1, 30))
    def its_clock_rests(self, by, days):
        if row := self.open_case():
            self.does(
                commands.pause, case=row.case_id, until=self.at + days * DAY, reason="leave",
                by=self.carers[by],
            )  # fmt: skip

    @rule(by=who, days=st.integers(-2, 120), form=st.sampled_from(list(Form)))
    def a_limitation_is_ordered(self, by, days, form):
        start = local_day(self.at)
        terms = Terms(
            form, Basis.ASSESSMENT, ("weapons",), start, start + days * DAY,
            start + max(0, min(days, 3 if form is Form.CRISIS else 25)) * DAY, "after-review",
            self.at, self.at,
        )  # fmt: skip
        one = new_id()
        if self.does(order_limitation, limitation=one, terms=terms, case=None, by=self.carers[by]):
            self.limitations.append(one)

    @rule(by=who, shown=st.booleans(), support=st.sampled_from(["Пусть отдыхает.", "Депрессия"]))
    def command_is_told(self, by, shown, support):
        for one in self.limitations[-1:]:
            if shown:
                self.does(show_limitation, limitation=one, comment="", by=self.carers[by])
            told = Told("duty-limitation", (), support, "555-0102", (self.commander.account,))
            self.does(send_notice, limitation=one, told=told, by=self.carers[by])

    @rule(by=who)
    def a_limitation_is_lifted(self, by):
        for one in self.limitations[-1:]:
            self.does(lift_limitation, limitation=one, words="", by=self.carers[by])

    @invariant()
    def an_open_case_has_one_owner_and_a_clock(self):
        with unit_of_work(self.carers[0].standing()):
            rows = list(CaseRow.objects.filter(person_id=self.person, ended=False))
            assert len(rows) <= 1
            for row in rows:
                assert row.owner in [one.account for one in self.carers]
                assert row.paused_until is None or row.paused_until > row.since
                waits = in_force().case.states[row.state].waits_for
                assert row.due_at is not None or waits is not None
                assert locked(self.person, row.case_id) is not None
            assert rows_against_facts() == []

    @invariant()
    def every_limitation_ends_and_says_when_it_is_reviewed(self):
        with unit_of_work(self.carers[0].standing()):
            longest = in_force().limitations.longest.count
            for one in Limitation.objects.filter(person_id=self.person):
                assert one.starts <= one.review <= one.ends <= one.starts + longest * DAY

    @invariant()
    def command_reads_nine_lines_of_what_holds_and_no_clinical_row(self):
        assert len(fields(Notice)) == LINES
        today = calendars_today(self)
        for read in notices_for(by=self.commander, at=self.at):
            assert read.vouched
            assert read.notice.days[1] >= today
        with unit_of_work(self.commander.standing()):
            for row in CommandNotice.objects.all():
                assert isinstance(notice_of(row, words_of(row)), Notice)
        with unit_of_work(self.commander.standing()), connection.cursor() as cursor:
            cursor.execute(
                "SELECT one FROM unnest(%s::text[]) AS one "
                "WHERE has_table_privilege(current_user, one, 'SELECT')",
                [list(CLINICAL)],
            )
            assert cursor.fetchall() == []


def calendars_today(machine: Histories):
    with unit_of_work(machine.carers[0].standing()):
        return calendars_of([machine.person])[machine.person].local_date(machine.at)


def test_what_care_promises_holds_through_any_history():
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=8, stateful_step_count=25, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
