"""The front page: what Muster is, and what this release of it does."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from muster.kernel.words import _
from muster.web.pages import page
from muster.web.serving import everyone

_TITLE = _("Notice early, help fast")
_ABOUT = (
    _("Muster helps to notice early that a soldier is struggling, and to bring help fast."),
    _(
        "It scores questionnaires by their published rules, and shows the psychologist who is to "
        "be called, why, since when and by when."
    ),
    _("It decides nothing about anyone, and commanders never see an answer or a score."),
)
_NOW = _("What works now")
_NO_SIGN_IN = _(
    "Pages with sign-in are not part of this release: the queue, the screening and the checks are "
    "on the command line of this machine."
)
_COMMANDS = (
    ("muster queue", _("Who is to be called, why, since when and by when.")),
    (
        "muster screen FILE --instrument phq-9 --id COLUMN",
        _("Score a file of answers, and put whoever needs a call into the queue."),
    ),
    ("muster doctor", _("Check the installation, and read what to do about each finding.")),
)
_DEMONSTRATION = _("This is a demonstration. Everybody in its brigade is invented.")
_IN_DISTRESS = _("If you need somebody to talk to, now or soon")


@everyone
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, truthfully and in few words; the database is not asked."""
    return page(
        request,
        "front.html",
        title=_TITLE,
        about=_ABOUT,
        now=_NOW,
        no_sign_in=_NO_SIGN_IN,
        commands=_COMMANDS,
        demonstration=_DEMONSTRATION if settings.MUSTER_DEMONSTRATION else None,
        in_distress=_IN_DISTRESS,
    )
