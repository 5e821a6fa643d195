"""The force's profile: which is in force, and what another would change."""

from __future__ import annotations

from dataclasses import dataclass
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.permissions import Permission
from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.detection.queries.previewing import DAYS, preview
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.policy.commands import adopt_profile
from muster.policy.profiles import ProfileRefused, content, profile, shipped
from muster.policy.queries import in_force
from muster.policy.rules.differences import Difference, differences
from muster.policy.rules.preview import Outlook, Preview, Worth
from muster.policy.rules.profile import Profile
from muster.policy.versions import adopted
from muster.web.administrator import addresses as here
from muster.web.doors import serves
from muster.web.forms import Day, Form, Pick, Upload
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.standing import reader_of

SHOWN = 12
_TITLE = _("The force's profile")
WORDS = {
    "says": _(
        "Thresholds, clocks, calendars, retention and coded reasons are data of the force, not "
        "settings of a page. Another profile is adopted for a later day; until the first is, the "
        "one that MUSTER_PROFILE names on the server is in force. A case that runs keeps the path "
        "it began with, unless it is moved on purpose."
    ),
    "adopted": _("Profiles adopted here"),
    "adopt": _("Adopt a profile"),
    "none_adopted": _("None so far."),
    "kept": _("The profile is adopted for that day."),
    "profile": _p("column", "Profile"),
    "from": _p("column", "First day (UTC)"),
    "in_force": _("In force"),
    "version": _("Version"),
    "digest": _("Its content, by checksum"),
    "extends": _("Extends"),
    "compare": _("What another profile would change"),
    "show": _("Compare"),
    "same": _("The two do not differ in anything."),
    "place": _p("column", "Where in the profile"),
    "now": _p("column", "Now"),
    "then": _p("column", "Then"),
    "counts": _("Whom it would touch"),
    "expected": _("What its flags would be worth"),
    "expectations": _("These are expectations from published accuracy; they judge no person."),
    "counts_hidden": _(
        "How many people would stand in another tier is read from their answers, so it is shown to "
        "psychologists alone."
    ),
    "sittings": _p("column", "Sittings"),
    "scale": _p("column", "Scale"),
    "cutoff": _p("column", "Cut-off"),
    "ppv": _p("column", "True among flagged"),
    "missed": _p("column", "Missed per 1,000"),
    "unknown": _("not known"),
}
CHANGED = _n(
    "Of {count} sitting in the last {days} days, {changed} would change tier.",
    "Of {count} sittings in the last {days} days, {changed} would change tier.",
)


_ADOPT = _("Adopt a profile for a later day")


class Adopt(Form):
    """A profile that comes with Muster, or the force's own file, and its first day."""

    profile = Pick(asks=_("Which profile?"), hint=_("Or send the force's own file."), options=[])
    file = Upload(
        asks=_("The force's own profile"),
        hint=_("A .toml file; it may say which profile it extends."),
        kinds=".toml",
        largest=1024 * 1024,
    )
    starts = Day(asks=_("From which day?"), required=_("Enter its first day"))


class Compare(Form):
    marks_optional = False
    profile = Pick(asks=_("Which profile?"), options=[])


@dataclass(frozen=True, slots=True)
class Compared:
    """Another profile beside the one in force; `counted` only for whoever may read answers."""

    name: str
    differences: list[Difference]
    counted: Preview | None

    @property
    def changed(self) -> Sentence:
        if self.counted is None:
            raise LookupError("nothing was counted for this reader")
        return CHANGED.of(count=self.counted.results, days=DAYS, changed=self.counted.changed)


@serves(ADMINISTRATOR, UNIT_PSYCHOLOGIST)
def force_profile(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the profile in force, and beside it another that comes with Muster."""
    now, language = in_force(), language_of(request)
    names = {key: profile(key).name.said_in(language) for key in shipped()}
    asked = request.GET.get("profile", "")
    form = Compare({"profile": asked} if asked else None)
    form.options(profile=[(key, name) for key, name in names.items() if key != now.key])
    compared = None
    if asked and form.is_valid():
        compared = _compared(request, now, profile(asked), names[asked], at)
    return page(
        request,
        "administrator/profile.html",
        title=_TITLE,
        back=here.ADMINISTRATION if by.role is ADMINISTRATOR else None,
        texts=WORDS,
        form=form,
        summary=[
            (WORDS["in_force"], f"{now.name.said_in(language)} ({now.key})"),
            (WORDS["version"], now.version),
            *([(WORDS["extends"], now.extends)] if now.extends else []),
            (WORDS["digest"], now.digest[:SHOWN]),
        ],
        compared=compared,
        outlooks=_outlooks(compared),
        place=here.PROFILE,
        done=WORDS["kept"] if request.GET.get("done") == "adopted" else None,
        rows=[(f"{one.key} ({one.version})", one.starts, one.digest[:SHOWN]) for one in adopted()],
        adopts=here.ADOPT if by.role is ADMINISTRATOR else None,
    )


@serves(ADMINISTRATOR, posts=True, fresh=True)
def adopt(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Adopt a profile for a later day."""
    form, language = Adopt(request.POST or None, request.FILES or None), language_of(request)
    form.options(profile=[(key, profile(key).name.said_in(language)) for key in shipped()])
    if form.is_valid():
        said = form.cleaned_data
        field = "file" if said["file"] else "profile"
        try:
            adopt_profile(content=_sent(said), starts=said["starts"], by=by, at=at)
            return HttpResponseRedirect(f"{here.PROFILE}?done=adopted")
        except ProfileRefused as refusal:
            for problem in refusal.problems[:SHOWN]:
                form.refuse(problem, field)
        except Refused as refusal:
            form.refuse(refusal, "starts")
    return page(request, "form.html", title=_ADOPT, form=form, back=here.PROFILE)


def _sent(said: dict[str, Any]) -> str:
    """Return the content of what was chosen: the file, where one was sent."""
    if not said["file"]:
        return content(said["profile"] or in_force().key)
    with NamedTemporaryFile(suffix=".toml") as kept:
        for part in said["file"].chunks():
            kept.write(part)
        kept.flush()
        return content(kept.name)


def _compared(
    request: HttpRequest, now: Profile, then: Profile, name: str, at: Instant
) -> Compared:
    """Compare two profiles; the answers are judged anew where one of the reader's roles may."""
    reader = reader_of(request)
    roles = reader.roles.values() if reader else ()
    able = [one for one in roles if Permission.PREVIEW_POLICY in one.role.may]
    counted = (
        preview(then=then, profile=then.key, prevalence=None, by=able[0], at=at) if able else None
    )
    return Compared(name, differences(now, then), counted)


def _outlooks(compared: Compared | None) -> list[tuple[str, list[tuple[object, object]]]]:
    """Return for each scale its cut-off, PPV and misses, now and then."""
    if compared is None or compared.counted is None:
        return []
    return [
        (_scale(one), list(zip(_worth(one.now), _worth(one.then), strict=True)))
        for one in compared.counted.outlooks
        if one.now.cutoff is not None or one.then.cutoff is not None
    ]


def _scale(one: Outlook) -> str:
    return f"{one.scale} ({one.sex})" if one.sex else one.scale


def _worth(worth: Worth) -> tuple[Sentence | str, Sentence | str, Sentence | str]:
    unknown = WORDS["unknown"]
    cutoff = "–" if worth.cutoff is None else f"≥ {worth.cutoff}"
    if worth.expected is None:
        return cutoff, unknown, unknown
    ppv = unknown if worth.expected.ppv is None else f"{worth.expected.ppv:.0%}"
    return cutoff, ppv, f"{worth.expected.missed_per_1000:.0f}"
