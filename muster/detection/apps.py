"""Detection as a Django app; it listens to what is scored and who asks for help."""

from django.apps import AppConfig


class DetectionConfig(AppConfig):
    name = "muster.detection"

    def ready(self) -> None:
        from muster.assessments.events import (
            CRITICAL_ANSWERED,
            FOLLOW_UP_BROKEN,
            HELP_ASKED,
            IMPORTED,
            SUBMITTED,
        )
        from muster.detection.alerts.hearing import hear_broken, hear_critical
        from muster.detection.raising import (
            asked_when_submitted,
            hear_help_asked,
            hear_imported,
            hear_submitted,
        )

        SUBMITTED.heard_by(hear_submitted, asking=asked_when_submitted)
        IMPORTED.heard_by(hear_imported)
        HELP_ASKED.heard_by(hear_help_asked)
        CRITICAL_ANSWERED.heard_by(hear_critical)
        FOLLOW_UP_BROKEN.heard_by(hear_broken)
