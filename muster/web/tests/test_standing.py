"""Who a page is for: what an account may be comes with the account, and is asked anew after."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from muster.access.backend import ByName
from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.kernel.time import now
from muster.vault import work
from muster.web.standing import roles_of
from tests.houses import account_with, make_unit

pytestmark = pytest.mark.django_db


def test_what_an_account_may_be_comes_along_with_it_once(monkeypatch):
    account = account_with(UNIT_PSYCHOLOGIST, make_unit("1"), "anna")
    request, trips = RequestFactory().get("/queue"), []
    request.user, request.session = ByName().get_user(account), {}
    travel = work.travel
    monkeypatch.setattr(work, "travel", lambda filled: trips.append(filled) or travel(filled))
    assert UNIT_PSYCHOLOGIST.key in roles_of(request, now())
    assert trips == []
    assert UNIT_PSYCHOLOGIST.key in roles_of(request, now())
    assert len(trips) == 1
