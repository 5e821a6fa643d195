"""The nine lines of a notice as they are read, the same in the preview and on command's page."""

from __future__ import annotations

from collections.abc import Mapping

from babel.dates import format_date

from muster.care.rules.notices import Notice
from muster.kernel.words import Sentence, _
from muster.web.care.coded import functions_of, in_force, said

_LABELS = (
    _("Person"),
    _("Ground"),
    _("Cannot or should not"),
    _("From, to, review"),
    _("What to do now"),
    _("How to support"),
    _("Whom to call"),
    _("Who reads it"),
    _("The person was told"),
)
_DAYS = _("{starts} to {ends}, review by {review}")
_READERS = _("{names}. Not to be passed on; it disappears after its last day.")
_NOT_YET = _("not yet")
_NOTHING = "–"

Line = tuple[Sentence, list[str | Sentence]]


def lines_of(
    name: str | Sentence, notice: Notice, names: Mapping[str, str], language: str
) -> list[Line]:
    """Return each line's label and what stands in it; `names` are the readers' by their ids."""
    profile, starts, ends, review = in_force(), *notice.days
    readers = ", ".join(names[one] for one in notice.readers if one in names)
    values: tuple[list[str | Sentence], ...] = (
        [name],
        [*said([notice.ground], profile.notices.grounds, language)] if notice.ground else [],
        [*functions_of(profile, notice.functions, language)],
        [_DAYS.of(starts=starts, ends=ends, review=review)],
        [*said(notice.actions, profile.notices.actions, language)],
        [notice.support] if notice.support else [],
        [notice.call_back] if notice.call_back else [],
        [_READERS.of(names=readers)] if readers else [],
        [_NOT_YET if notice.told is None else format_date(notice.told, "d MMM y", locale=language)],
    )
    return [(label, value or [_NOTHING]) for label, value in zip(_LABELS, values, strict=True)]
