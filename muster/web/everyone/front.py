"""The front page: what Muster is, where to sign in, and in the demonstration what to try."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from muster.kernel.words import Sentence, _
from muster.web import addresses
from muster.web.pages import page
from muster.web.serving import everyone
from muster.web.sign_in.demonstration import WHO

_TITLE = _("Notice early, help fast")
_ABOUT = (
    _("Muster helps to notice early that a soldier is struggling, and to bring help fast."),
    _(
        "It scores questionnaires by their published rules, and shows the psychologist who is to "
        "be called, why, since when and by when."
    ),
    _("It decides nothing about anyone, and commanders never see an answer or a score."),
)
_IN_DISTRESS = _("If you need somebody to talk to, now or soon")
_SIGN_IN = _("Sign in")
_BY_CODE = _("I was given a code for a shared device")
_TITLE_TO_TRY = _("Try Muster")
_TO_TRY = (
    _(
        "Come in as the psychologist and see who needs a call now, why and since when; then open "
        "the cases, a crisis that nobody has taken over yet, and a plan that did not help."
    ),
    _(
        "Come in as a soldier in care and read your plan, your safety plan, what command was told "
        "and who opened your record; then answer the letter that goes along."
    ),
    _(
        "Come in as the commander of the third battalion and read what some people cannot do; as "
        "the coordinator fill three groups from sixty who wait; as the auditor review an opening "
        "in an emergency."
    ),
    _(
        "For the way into civilian work come in as somebody from outside who looks for work, or as "
        "the caseworker who goes with them; among more people stand an employer, a school, a town "
        "hall and the head of the office."
    ),
)
_AS = _("Try as {name}")
_OTHERS = _("More people to try")
_FIRST = (
    "member", "psychologist", "commander-3", "coordinator", "caseworker", "newcomer", "auditor",
    "administrator",
)  # fmt: skip


@everyone
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, truthfully and in few words; the database is not asked."""
    shown = settings.MUSTER_DEMONSTRATION
    return page(
        request,
        "front.html",
        title=_TITLE_TO_TRY if shown else _TITLE,
        about=_TO_TRY if shown else _ABOUT,
        in_distress=_IN_DISTRESS,
        sign_in=_SIGN_IN,
        by_code=_BY_CODE,
        kiosk=addresses.KIOSK,
        who=[_way_in(name, says) for name, says in WHO] if shown else [],
        others=_OTHERS,
    )


def _way_in(name: str, says: Sentence) -> dict[str, object]:
    return {
        "says": says,
        "button": _AS.of(name=name),
        "action": f"/demonstration/as/{name}",
        "first": name in _FIRST,
    }
