"""Removing what is over is the administrator's; a clinician cannot do it, by age or otherwise."""

import pytest

from muster.access.permissions import Permission
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.commands import remove_expired
from tests.houses import administrator_of, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


def test_only_a_role_that_may_apply_retention_removes_records():
    unit = make_unit("1")
    asked = {"kind": "scores", "records": {}, "persons": [], "at": now()}
    assert Permission.APPLY_RETENTION in administrator_of(unit).role.may
    assert remove_expired(by=administrator_of(unit), **asked) == 0
    with pytest.raises(Refused, match="access.not-permitted"):
        remove_expired(by=psychologist_of(unit), **asked)
