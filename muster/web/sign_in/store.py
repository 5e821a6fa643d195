"""Sessions as Django keeps them in the database, read by one plain statement: every page asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from muster.vault.trips import Statement, travel

_READ = Statement(
    "SELECT session_data FROM django_session WHERE session_key = $1 AND expire_date > $2"
)


_KEEP = Statement(
    "UPDATE django_session SET session_data = $1, expire_date = $2 WHERE session_key = $3"
)


@dataclass(frozen=True, slots=True)
class _Kept:
    session_data: str


class SessionStore(db.SessionStore):
    """Django's own store; only reading a session is written out."""

    @classmethod
    def get_model_class(cls) -> Any:
        from django.contrib.sessions.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        """Return what the session's row holds, None where there is none or its time is over."""
        [found] = travel([_READ.of(self.session_key, timezone.now())])
        if not found.rows:
            self._session_key = None
            return None
        return _Kept(found.rows[0][0])

    def save(self, must_create: bool = False) -> None:
        """Keep the session; one that stands already by a single statement, on a trip of its own."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        kept = self.encode(self._get_session(no_load=False))
        [saved] = travel([_KEEP.of(kept, self.get_expiry_date(), self.session_key)])
        if not saved.count:
            raise UpdateError
