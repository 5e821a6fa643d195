"""Care as a Django app; it listens to calls that ended and people who move."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "muster.care"

    def ready(self) -> None:
        from muster.assessments.events import IMPORTED, SUBMITTED
        from muster.care.ahead import hear_case_opened
        from muster.care.alarming import hear_alarmed, hear_called, hear_in_hand
        from muster.care.bridging import hear_closed
        from muster.care.events import CASE_MOVED, CASE_OPENED
        from muster.care.following import hear_case_moved, hear_moved
        from muster.care.reach import fill_in_reach
        from muster.care.reassigning import fill_in_functions
        from muster.care.referring import hear_case_moved as refer_by_path
        from muster.care.referring import hear_closed as answer_by_call
        from muster.care.remeasuring import hear_case_moved as ask_by_path
        from muster.care.reviewing import asked_when_submitted, hear_imported, hear_submitted
        from muster.care.wording import fill_in_words
        from muster.detection.events import ALARMED, CALLED, CLOSED, IN_HAND
        from muster.people.events import MOVED

        fill_in_reach()
        fill_in_words()
        SUBMITTED.heard_by(hear_submitted, asking=asked_when_submitted)
        IMPORTED.heard_by(hear_imported)
        fill_in_functions()
        CLOSED.heard_by(hear_closed)
        CLOSED.heard_by(answer_by_call)
        ALARMED.heard_by(hear_alarmed)
        IN_HAND.heard_by(hear_in_hand)
        CALLED.heard_by(hear_called)
        MOVED.heard_by(hear_moved)
        CASE_OPENED.heard_by(hear_case_opened)
        CASE_MOVED.heard_by(hear_case_moved)
        CASE_MOVED.heard_by(refer_by_path)
        CASE_MOVED.heard_by(ask_by_path)
