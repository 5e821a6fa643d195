"""Assessments as a Django app; it listens to who is erased."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "muster.assessments"

    def ready(self) -> None:
        from muster.assessments.arriving import hear_erased
        from muster.people.events import ERASED

        ERASED.heard_by(hear_erased)
