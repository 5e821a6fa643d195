"""The plan of duties: who has it when, and which units with people in them nobody covers."""

from datetime import timedelta

import pytest

from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.commands.keeping import cancel_duty, give_duty
from muster.people.commands.units import change_unit
from muster.people.duty import DutyRole
from muster.people.queries import units
from muster.people.queries.duties import duty_plan
from tests.houses import administrator_of, enlist, make_unit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def unit():
    made = make_unit("1")
    make_unit("1.1", made)  # nobody serves in it, so nobody has to cover it
    enlist(made, number="AB-001", surname="Гайко", given="Олесь")
    return made


def plan(unit, start):
    return duty_plan(since=start, until=start + 2 * DAY, by=administrator_of(unit), at=start)


def give(unit, role, start, days=2):
    by = administrator_of(unit)
    return give_duty(
        unit=unit, role=role, account=AccountId(new_id()), starts=start, ends=start + days * DAY,
        by=by, at=start,
    )  # fmt: skip


def test_a_unit_with_people_and_nobody_on_duty_is_named(unit):
    gaps = plan(unit, now()).gaps
    assert [(one.role, one.units) for one in gaps] == [
        (DutyRole.CLINICIAN, ("1",)), (DutyRole.DEPUTY, ("1",)),
    ]  # fmt: skip


def test_the_hole_of_one_day_is_named_and_a_cancelled_turn_covers_nothing(unit):
    start = now()
    give(unit, DutyRole.CLINICIAN, start, days=1)
    deputy = give(unit, DutyRole.DEPUTY, start)
    (gap,) = plan(unit, start).gaps
    assert (gap.role, gap.since) == (DutyRole.CLINICIAN, start + DAY)
    cancel_duty(turn=deputy, by=administrator_of(unit), at=start)
    assert len(plan(unit, start).gaps) == 2
    assert len(plan(unit, start).turns) == 1


def test_a_unit_is_renamed_moved_and_stood_down_as_a_list_would(unit):
    by, at = administrator_of(unit), now()

    def change(code: str, **says: str):
        return change_unit(code=code, says=says, confirm=True, by=by, at=at)

    def standing() -> dict[str, bool]:
        return {one.code: one.stands for one in units(by=by, at=now())}

    change("2", name_en="Second", parent="1")
    report = change("2", name_en="The second")
    assert report.counts["described"] == 1
    change("1.1", parent="2", since=f"{at.date().isoformat()}")
    assert [one.code for one in units(by=by, at=now())] == ["1", "2", "1.1"]
    make_unit("1.2", unit)
    change("1.2", until=f"{(at.date() - DAY).isoformat()}")
    assert standing() == {"1": True, "1.2": False, "2": True, "1.1": True}


def test_a_change_that_would_break_the_tree_is_refused_and_changes_nothing(unit):
    by, at = administrator_of(unit), now()
    report = change_unit(code="1", says={"parent": "1.1"}, confirm=True, by=by, at=at)
    assert report.refused == 1
    assert [one.code for one in units(by=by, at=now())] == ["1", "1.1"]
