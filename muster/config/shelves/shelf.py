"""A shelf: where records of one kind stand in the database, and from which day they count."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from muster.vault.declarations import keeping_of
from muster.vault.zones import Audience, Zone


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where records of one kind stand: `key` names them to `muster_expire`; the rest is SQL.

    `recorded` and `ended` are the day a record was made and ended, of the row `t`; `besides`
    keeps what must not go yet whatever its age.
    """

    kind: str
    table: str
    key: str
    recorded: str
    ended: str = "NULL::date"
    besides: str = "true"

    @property
    def zone(self) -> Zone:
        """Return the zone that the table stands in."""
        tables = {str(model._meta.db_table): model for model in apps.get_models()}
        return keeping_of(tables[self.table]).zone

    @property
    def reader(self) -> Audience:
        """Return as whom its ids and days are read.

        Who somebody is, those read who look after records: a newcomer is in no clinician's reach.
        """
        return Audience.ADMINISTRATOR if self.zone is Zone.IDENTITY else Audience.CLINICIAN
