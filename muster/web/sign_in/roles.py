"""What each role may do, as one table, made from the file that decides it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.permissions import Permission
from muster.access.roles import ROLES, Purpose, Role, Scope
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.web.pages import page
from muster.web.sign_in.doors import holder

_TITLE = _("What each role may do")
_SAYS = {
    "default": _("What is not ticked here, a role may not do. There are no exceptions by person."),
    "time": _("A role is given for a unit and a time, by an administrator, and never for ever."),
    "gone": _(
        "What a role may not see answers like what does not exist, and the asking is entered."
    ),
    "about": _("The roles"),
    "role": _("Role"),
    "caption": _("What each may do"),
    "may": _("What may be done"),
    "reach": _("How far it reaches"),
    "purpose": _("Why it acts"),
    "factor": _("Two ways to show who one is"),
    "yes": _p("a role may do this", "yes"),
    "no": _p("a role may not do this", "no"),
}
REACH: dict[Scope, Sentence] = {
    Scope.OWN_PERSON: _("Oneself"),
    Scope.UNIT: _("One unit and all below it"),
    Scope.PARTNER: _("One organisation: what it offers, and who asked it"),
    Scope.INSTALLATION: _("The installation, and no person's record"),
}
WHY: dict[Purpose, Sentence] = {
    Purpose.OWN: _("One's own record"),
    Purpose.CARE: _("Care"),
    Purpose.COMMAND: _("Command"),
    Purpose.PLANNING: _("Planning"),
    Purpose.OVERSIGHT: _("Oversight"),
    Purpose.ADMINISTRATION: _("Administration"),
    Purpose.OPERATION: _("Running the screening"),
    Purpose.SUPPORT: _("Support among peers"),
    Purpose.RETURN: _("The way from service to civilian work"),
}


AREAS: dict[str, Sentence] = {
    "access": _("Accounts, roles and the installation"),
    "journal": _("The journal"),
    "people": _("People and units"),
    "instruments": _("Questionnaires"),
    "policy": _("The force's rules"),
    "assessments": _("Assessments"),
    "detection": _("Who is to be called"),
    "care": _("Care"),
    "programmes": _("Programmes"),
    "transition": _("Work after service"),
}
"""By the room that a permission stands in."""


@holder()
def roles(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Show the table to whoever has an account: there is nothing secret in it."""
    shown: list[Role] = list(ROLES.values())
    held = (one for one in Permission if any(one in role.may for role in shown))
    by_area: dict[Sentence, list[tuple[Sentence, list[bool]]]] = {}
    for one in held:
        ticked = [one in role.may for role in shown]
        by_area.setdefault(AREAS[one.value.partition(".")[0]], []).append((one.says, ticked))
    return page(
        request,
        "sign_in/roles.html",
        title=_TITLE,
        says=_SAYS,
        roles=shown,
        about=[_about(role) for role in shown],
        areas=list(by_area.items()),
    )


def _about(role: Role) -> tuple[Sentence, Sentence, Sentence, Sentence]:
    two = _SAYS["yes"] if role.needs_second_factor else _SAYS["no"]
    return role.name, REACH[role.within], WHY[role.purpose], two
