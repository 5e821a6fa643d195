"""People who sit and answer, in the house of this process: made, and read again afterwards.

python -m tests.faults.eight_people begin 8          # prints how each is signed in
python -m tests.faults.eight_people read             # prints what each has answered, in order
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django

django.setup()

from muster.access.roles import MEMBER  # noqa: E402
from muster.access.viewers import Viewer  # noqa: E402
from muster.assessments.answering import said_in  # noqa: E402
from muster.assessments.commands import begin, say_where  # noqa: E402
from muster.assessments.models import Answering  # noqa: E402
from muster.assessments.queries import due_for  # noqa: E402
from muster.kernel.ids import new_id  # noqa: E402
from muster.kernel.time import now  # noqa: E402
from muster.people.formation import root_units  # noqa: E402
from muster.vault.work import Standing, unit_of_work  # noqa: E402
from muster.vault.zones import Audience  # noqa: E402
from tests.companies import asked, muster_up  # noqa: E402
from tests.houses import account_of_person, local_day, make_unit  # noqa: E402
from tests.journeys.sessions import session_for  # noqa: E402


def let_begin(count: int) -> list[dict[str, str]]:
    """Enlist so many people, ask all of them, let each begin; return how each is signed in."""
    at = now()
    unit = make_unit("8")
    people = muster_up(unit, {unit: [f"Invented{chr(65 + n)}" for n in range(count)]})
    today = local_day(at)
    days = today - timedelta(days=1), today + timedelta(days=20)
    campaign = asked(unit, *days, at=at, instruments=("phq-9",))
    begun = []
    for person in people.values():
        account = account_of_person(person, unit)
        by = Viewer(account, MEMBER, person=person)
        [due] = due_for(person=person, by=by, at=at)
        sitting = begin(
            person=person, sitting=new_id(), campaign=campaign, window=due.window, language="en",
            room=False, by=by, at=at,
        )  # fmt: skip
        say_where(person=person, number="555-0123", place="Barracks 4", by=by, at=at)
        name, value = session_for(account)
        begun.append({"cookie": f"{name}={value}", "sitting": str(sitting)})
    return begun


def read_all() -> dict[str, list[tuple[str, int | None]]]:
    """Return every answer of every sitting, by the sitting's id, in the order they were kept."""
    said: dict[str, list[tuple[str, int | None]]] = {}
    with unit_of_work(Standing(Audience.CLINICIAN, root_units())):
        for row in Answering.objects.all():
            answers = said_in(row).answers
            said[str(row.id)] = [(one.step.code, one.value) for one in answers]
    return said


if __name__ == "__main__":
    said = let_begin(int(sys.argv[2])) if sys.argv[1] == "begin" else read_all()
    sys.stdout.write(json.dumps(said))
