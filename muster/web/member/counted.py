"""As what one is counted when it is asked who stays in work: by one's own wish, or not at all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.commands.staying import be_counted
from muster.transition.queries.staying import own_groups
from muster.transition.rules.staying import ADJUSTED, LONGEST_REGION, RANK, SEX, Groups
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Text
from muster.web.member import own
from muster.web.pages import page
from muster.web.partner.shown import options

COUNTED = f"{own.TRACK}/counted"
TITLE = _("Help to see whether everybody fares as well")
_INTRO = (
    _(
        "Some groups of people lose their work more often than others, and nobody sees it unless "
        "somebody counts. If you like, say in which groups you are to be counted."
    ),
    _(
        "It is sealed, and no caseworker reads it. Once a month the house counts; a group of fewer "
        "than eleven is told of nobody. Leave everything empty and you are counted in no group."
    ),
)
_SAVE = _("Put on record")


class Counting(Form):
    sex = Choice(asks=_("Sex"), options=options(SEX))
    region = Text(asks=_("Region in which you work"), longest=LONGEST_REGION, wide=20)
    rank = Choice(asks=_("Your last rank"), options=options(RANK))
    adjusted = Choice(
        asks=_("Do you need an adjustment at work?"), options=options(ADJUSTED),
        hint=_("Such as sitting work or a quiet place. Why is never asked."),
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def counted(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask in which groups one is counted; posted, keep it, or take it back where all is empty."""
    person = own.own(by)
    said = own_groups(person=person, by=by, at=at) or Groups()
    initial = {name: getattr(said, name) for name in ("sex", "region", "rank", "adjusted")}
    form = Counting(request.POST or None, initial=initial)
    if form.is_valid():
        given = Groups(**{name: (text or "").strip() for name, text in form.cleaned_data.items()})
        try:
            be_counted(
                person=person, said=None if given == Groups() else given, by=by, at=at
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(own.TRACK)
    return page(
        request, "form.html", title=TITLE, form=form, back=own.TRACK, intro=_INTRO, button=_SAVE
    )
