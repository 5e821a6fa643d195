"""No campaign opens where nobody would answer whoever it finds; what is open stays open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muster.assessments.commands import open_campaign
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.keeping import give_duty
from muster.people.duty import DutyRole
from muster.policy.commands import add_crisis_number, verify_crisis_number
from muster.policy.queries import every_line
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import administrator_of, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("1")


def opened(unit, **changed):
    asked = {
        "unit": unit,
        "name": "Autumn",
        "instruments": ["phq-9"],
        "closes_at": now() + timedelta(days=30),
        "by": psychologist_of(unit),
        "at": now(),
    }
    return open_campaign(**{**asked, **changed})


def verify_all(unit) -> None:
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        kinds = [line.kind for line in every_line()]
    for kind in kinds:
        add_crisis_number(
            kind=kind, number="112", name_en="", name_ru="", unit=None, invented=False,
            by=administrator_of(unit), at=now(),
        )  # fmt: skip
        verify_crisis_number(code=kind, by=administrator_of(unit), at=now())


def man_all(unit) -> None:
    for role in DutyRole:
        give_duty(
            unit=unit,
            role=role,
            account=new_id(),
            starts=now() - timedelta(hours=1),
            ends=now() + timedelta(days=2),
            by=administrator_of(unit),
            at=now(),
        )


def test_a_stale_crisis_number_keeps_new_campaigns_closed(unit):
    man_all(unit)
    with pytest.raises(Refused, match="policy.crisis-numbers-stale"):
        opened(unit)
    verify_all(unit)
    assert opened(unit)


def test_an_empty_roster_keeps_new_campaigns_closed(unit):
    verify_all(unit)
    with pytest.raises(Refused, match="assessments.nobody-on-duty"):
        opened(unit)


def test_a_campaign_asks_something_that_is_known_and_ends_after_it_begins(unit):
    verify_all(unit)
    man_all(unit)
    with pytest.raises(Refused, match="campaign-without-instruments"):
        opened(unit, instruments=[])
    with pytest.raises(Refused, match="unknown-instrument"):
        opened(unit, instruments=["phq-99"])
    with pytest.raises(Refused, match="campaign-backwards"):
        opened(unit, closes_at=now() - timedelta(days=1))
