"""The hourly watch: what fails holds nothing else back, and is seen."""

from datetime import UTC, datetime

import pytest

from muster.config import watching

AT = datetime(2026, 3, 6, 9, tzinfo=UTC)


def test_a_step_that_fails_holds_no_other_back_and_fails_the_watch(monkeypatch):
    done = []

    def breaks():
        raise LookupError("invented")

    monkeypatch.setattr(watching, "_steps", lambda _at: (breaks, lambda: done.append("rest")))
    monkeypatch.setattr(watching.connection, "close_if_unusable_or_obsolete", lambda: None)
    with pytest.raises(LookupError, match="invented"):
        watching.keep_watch(AT)
    assert done == ["rest"]
