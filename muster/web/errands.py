"""What a page asked of the worker, as it shows it: how far it has come, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from muster.access.errands import ErrandKind, Known, latest
from muster.access.jobs import a_worker_works
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.vault.zones import Audience
from muster.web.reading import read_as

WORDS = {
    "waits": _("It is being worked on."),
    "percent": _("{percent} % done"),
    "since": _("Asked for"),
    "look_again": _("Look again"),
    "refused": _("It could not be done."),
}
NOBODY = _("No worker is at work, so nothing will happen until somebody starts one.")
NOBODY_DO = _("Start it on the server with “muster worker”, and keep it running.")
LOST = _("Nothing has been heard of it for some minutes. You may ask for it again.")


@dataclass(frozen=True, slots=True)
class Shown:
    """An errand on a page. `told` is what it told, where it was carried out.

    `warns` says why nothing may come of one that is open; `refusal` what one that ended badly said,
    in words for each language.
    """

    open: bool
    percent: int | None
    asked_at: Instant
    ended_at: Instant | None
    told: Mapping[str, Any] | None
    refusal: Mapping[str, Any] | None
    asked_by: AccountId
    warns: tuple[Sentence, ...] = ()


def last_of(kind: ErrandKind, at: Instant, given: Mapping[str, Any] | None = None) -> Shown | None:
    """Return the last errand of a kind, None where nobody has asked for one yet."""

    def asked() -> Shown | None:
        found = latest(kind, given)
        return None if found is None else _shown(found, at)

    return read_as(Audience.PLATFORM, asked)


def _shown(errand: Known, at: Instant) -> Shown:
    warns: tuple[Sentence, ...] = ()
    if errand.open and not a_worker_works(at):
        warns = (NOBODY, NOBODY_DO)
    elif errand.lost(at):
        warns = (LOST,)
    told = errand.told or {}
    return Shown(
        errand.open and not errand.lost(at), errand.stand.percent if errand.stand else None,
        errand.asked_at, errand.ended_at, told if errand.well else None, told.get("refused"),
        errand.asked_by, warns,
    )  # fmt: skip
