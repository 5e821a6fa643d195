"""Detection as a Django app; it listens to what is scored and who asks for help."""

from django.apps import AppConfig


class DetectionConfig(AppConfig):
    name = "muster.detection"

    def ready(self) -> None:
        from muster.assessments.events import HELP_ASKED, IMPORTED, SUBMITTED
        from muster.detection.raising import hear_help_asked, hear_imported, hear_submitted

        SUBMITTED.heard_by(hear_submitted)
        IMPORTED.heard_by(hear_imported)
        HELP_ASKED.heard_by(hear_help_asked)
