"""The demonstration's people: each is one press away, because everybody there is invented.

Nothing of this exists elsewhere: the address answers as one that does not, unless the home is
marked as a demonstration's.
"""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.kernel.words import Sentence, _
from muster.web.sign_in.adapters import BACKEND
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.factors import DEMONSTRATION
from muster.web.sign_in.landing import landing
from muster.web.sign_in.sessions import leave

WHO: tuple[tuple[str, Sentence], ...] = (
    (
        "member",
        _(
            "A soldier in care: answer what is due, read the plan, the letter that goes along and "
            "what command was told, look who looked, ask for help."
        ),
    ),
    ("psychologist", _("The brigade's psychologist: see who needs a call now, and make it.")),
    (
        "psychologist-deputy",
        _("The deputy: see an alert that nobody has answered for three minutes, and answer it."),
    ),
    (
        "psychologist-1",
        _("The first battalion's psychologist: see that other units are not there."),
    ),
    (
        "psychologist-2",
        _("The second battalion's psychologist: see who is better, unchanged or worse, and why."),
    ),
    (
        "psychologist-3",
        _("The third battalion's psychologist: limitations, evaluations, reports, talks of peers."),
    ),
    (
        "psychologist-4",
        _("The fourth battalion's psychologist: somebody in hospital, somebody who leaves."),
    ),
    (
        "psychologist-5",
        _("The fifth battalion's psychologist, whose list of cases is offered to the deputy."),
    ),
    ("team-lead", _("The assessment team's lead: plan the year, run a visit, type in paper.")),
    ("commander", _("The commander: see what is due and late as counts, and find nothing else.")),
    (
        "commander-3",
        _("The third battalion's commander: read what some people cannot do, and never why."),
    ),
    ("armourer", _("The armourer: read who gets no weapon until when, and no other line.")),
    ("peer-1", _("A trained peer: talk with those who were there, and note a code.")),
    ("coordinator", _("The programme coordinator: fill three groups from sixty who wait.")),
    (
        "personnel",
        _("The personnel officer: ask for a post for a time, and find posts for several at once."),
    ),
    ("physician", _("The physician: sign a decision together with the psychologist.")),
    ("case-manager", _("The case manager: keep the plan going, and see what is late.")),
    ("head-of-service", _("The head of service: see what is late, and on whom.")),
    ("caseworker", _("The caseworker: see who was not reached, what is late, and on whom.")),
    ("head-of-office", _("The head of an office: see where time is lost, and ask “what if”.")),
    (
        "newcomer",
        _(
            "A driver from another force, who never served here: give a packet, read ideas, ask "
            "for work, and see who looked."
        ),
    ),
    ("employer", _("An employer: put in a vacancy, and read who asked with a packet.")),
    ("school", _("A vocational school: fill the places of a course, and certify.")),
    ("town-hall", _("A town hall: close the tasks it was given, and say why one is late.")),
    ("auditor", _("The auditor: read who did and opened what, and prove that nothing is missing.")),
    (
        "privacy-officer",
        _("The privacy officer: review a record that was opened in an emergency."),
    ),
    ("administrator", _("The administrator: bring in a roster, give roles, open a campaign.")),
)
"""The accounts of the demonstration that may be tried, and what to try as each."""


@stranger
def sign_in_as(request: HttpRequest, name: str) -> HttpResponse:
    """Sign in as one of the demonstration's invented people; elsewhere there is no such address."""
    known = {one for one, _says in WHO}
    if not settings.MUSTER_DEMONSTRATION or name not in known or request.method != "POST":
        raise Http404
    user = get_user_model().objects.filter(name=name, is_active=True).first()
    if user is None:
        raise Http404
    if request.user.is_authenticated:
        leave(request)
    record_authentication(request, user, DEMONSTRATION)
    login(request, user, backend=BACKEND)
    return HttpResponseRedirect(landing(request))
