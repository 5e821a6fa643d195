"""What a person is told about who sees their answers is what the database enforces."""

from __future__ import annotations

import pytest

from muster.access.permissions import Permission
from muster.access.roles import ROLES
from muster.vault.zones import Audience, Rows, Zone, allows
from muster.web.member.sitting.who_sees import LINES


@pytest.mark.parametrize("line", LINES, ids=lambda line: "+".join(sorted(line.audiences)))
def test_who_is_said_to_see_answers_can_and_nobody_else(line):
    for audience in line.audiences:
        reach = allows(audience, Zone.CLINICAL)
        assert (reach is not None and reach.select) is line.answers


def test_every_audience_that_serves_a_role_is_spoken_of():
    said = {audience for line in LINES for audience in line.audiences}
    serving = {role.audience for role in ROLES.values()}
    assert serving <= said | {Audience.PLATFORM}


def test_nobody_reaches_answers_beyond_their_own_or_their_units():
    for audience in Audience:
        reach = allows(audience, Zone.CLINICAL)
        assert reach is None or reach.rows in (Rows.OWN, Rows.UNIT)


def test_only_those_who_care_and_the_person_may_read_answers_item_by_item():
    may = {key for key, role in ROLES.items() if Permission.READ_ANSWERS in role.may}
    assert all(ROLES[key].audience is Audience.CLINICIAN for key in may)
    team = ROLES["assessment-team"].may
    assert Permission.TYPE_PAPER in team
    assert Permission.READ_ANSWERS not in team
    assert Permission.NOTICE_SILENCE not in {one for role in ROLES.values() for one in role.may}
