"""Of which new vacancy somebody was told because it fits them: their own, and nobody else's."""

from __future__ import annotations

from django.db import models

from muster.transition.models.partners import OWN
from muster.vault.models import Record


class VacancyTold(Record):
    """A new vacancy was put on somebody's page because it fits them; each once."""

    kept = OWN

    person_id = models.UUIDField()
    vacancy_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person_id", "vacancy_id"), name="tran_told_once"),
        )
