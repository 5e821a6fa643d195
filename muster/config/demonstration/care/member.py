"""The soldier who may be tried is in care: every page of theirs has something true to show."""

from __future__ import annotations

from muster.config.demonstration.accounts import MEMBER
from muster.config.demonstration.care import duty, handing, oversight
from muster.config.demonstration.care.acting import DAY, HOUR, Clinic
from muster.config.demonstration.care.cases import begin
from muster.config.demonstration.care.words import said
from muster.kernel.ids import new_id


def tell_member(clinic: Clinic) -> None:
    """Let the member have a plan, a safety plan, a limitation, a post asked for, and a handover."""
    from muster.care.commands.limitations import comment_on_limitation
    from muster.care.commands.reassigning import ask_for_post

    one, made = clinic.cast.member, clinic.now - 30 * DAY
    case = begin(clinic, one, made - 8 * DAY, whole=True)
    clinic.board(one, case, ("sleep-course", "limitation"), made - 3 * DAY)
    duty.ask_duty_part(clinic, one, case, made - 3 * DAY + 3 * HOUR, answered=True)
    clinic.plan(one, case, ("sleep-course",), made, (made + 21 * DAY).date())
    for number in (1, 2, 3):
        on = made + 7 * number * DAY
        clinic.session(one, case, on.date(), on + 2 * HOUR, "kept" if number != 2 else "moved")
    clinic.review(one, case, made + 22 * DAY, (made + 45 * DAY).date(), 0)
    clinic.safety_plan(one, made + 2 * DAY)
    limitation = duty.order(
        clinic, one, ("night-duty", "weapons"), clinic.now - 15 * DAY, case=case
    )
    me = clinic.member(one, clinic.account(MEMBER))
    comment_on_limitation(
        person=one.person, limitation=limitation, comment=said("comment", one.language), by=me,
        at=clinic.now - 14 * DAY,
    )  # fmt: skip
    ask_for_post(
        person=one.person, limitation=limitation, move=new_id(),
        ends=(clinic.now + 20 * DAY).date(), review=(clinic.now + 10 * DAY).date(), most_km=None,
        by=clinic.psychologist(one.battalion), at=clinic.now - 2 * DAY,
    )  # fmt: skip
    duty.decline(clinic, one, clinic.now - 55 * DAY)
    oversight.tell_recall(clinic, one, clinic.now - 20 * DAY)
    handover = handing.begin_handover(
        clinic, one, case, "leave-of-clinician", clinic.now - 2 * DAY, days=12
    )
    handing.write_letter(clinic, one, handover, clinic.now - DAY, answered=False)
