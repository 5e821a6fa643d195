"""What the pages ask of the worker, carried out: each kind of errand in one function.

An errand is done once. What it tells is plain data, its words in both languages; a refusal is told
like a result, and a fault of ours is noted where engineers look and told in one sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from muster.access import errands
from muster.access.accounts import house, viewers_of
from muster.access.commands.errands import end_errand
from muster.access.errands import ErrandKind, Known
from muster.access.permissions import Permission
from muster.access.problems import NO_ROLE
from muster.access.progress import Tell, reported
from muster.access.queries import accounts_by_id
from muster.access.viewers import Viewer
from muster.config.doctor import examine
from muster.config.erasing_asked import erase_asked, judge_asked
from muster.config.keeping import backup_file
from muster.config.logs import note_fault
from muster.config.problems import BROKEN, LINE_FAILED
from muster.journal.sealer import SignedHead
from muster.journal.verifying import last_head, verify
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES
from muster.people import filing
from muster.people.queries.brought import file as brought_file
from muster.vault.backup import FOLDER
from muster.vault.installation import installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

Told = dict[str, Any]


class LineRefused(Exception):  # noqa: N818 — a refusal is an answer, not an error of the program
    """The command line refused; `said` is its refusal as plain data, to be handed on as it is."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        super().__init__(said.get("code"))
        self.said = dict(said)


def carry_out(of: UUID) -> None:
    """Carry out one errand and write down what came of it; one that is over is left alone."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        errand = errands.errand(of)
    if errand is None or not errand.open:
        return
    with reported(errand.id) as tell:
        well, told = _told(errand, tell)
    end_errand(errand=errand.id, well=well, told=told, by=house(), at=now())


def _told(errand: Known, tell: Tell) -> tuple[bool, Told]:
    try:
        return True, CARRIED_OUT[errand.kind](errand, tell)
    except LineRefused as refusal:
        return False, {"refused": refusal.said}
    except Refused as refusal:
        return False, {"refused": refusal.problem.as_json()}
    except Exception as error:  # noqa: BLE001 — whoever asked must hear that nothing will come
        log = note_fault(installation().home, error)
        broken = BROKEN.at(kind=type(error).__qualname__, log=log.name)
        return False, {"refused": broken.as_json()}


def _examine(_errand: Known, tell: Tell) -> Told:
    return {"findings": [one.as_json() for one in examine(now(), tell)]}


def _verify(_errand: Known, tell: Tell) -> Told:
    with unit_of_work(Standing(Audience.PLATFORM)):
        found, head = verify(progress=tell), last_head()
    fault = found.fault
    return {
        "holds": found.holds, "entries": found.entries, "sealed": found.sealed,
        "unsealed": found.unsealed, "heads": found.heads,
        "entry": None if found.entry is None else str(found.entry),
        "fault": None if fault is None else {one: fault.said_in(one) for one in LANGUAGES},
        "head": None if head is None else _head(head),
    }  # fmt: skip


def _head(head: SignedHead) -> Told:
    return {"size": head.size, "root": head.root.hex(), "signed_at": head.signed_at.isoformat()}


def _back_up(errand: Known, _tell: Tell) -> Told:
    file = backup_file("made", now())
    manifest = _said(errand, "backup", str(file))
    return {"file": file.name, **{key: manifest[key] for key in ("made_at", "entries", "size")}}


def _try_backup(errand: Known, _tell: Tell) -> Told:
    file = installation().home / FOLDER / Path(errand.given["file"]).name
    return {"file": file.name, **_said(errand, "try-backup", str(file))}


def _said(errand: Known, *line: str) -> Told:
    """Say a line to the command line in a process of its own, as the account that asked.

    LineRefused carries what it refused.

    The worker's login may neither read nor rebuild the whole database; the command takes the
    owner's where this machine has it, and refuses where it has not.
    """
    name = accounts_by_id()[str(errand.asked_by)]
    words = (sys.executable, "-m", "muster.config.main", "--as", name, *line, "--json")
    plain = {key: value for key, value in os.environ.items() if key != "MUSTER_LOGIN"}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=plain)  # noqa: S603
    try:
        answer: Told = json.loads(done.stdout)
    except ValueError:
        raise LINE_FAILED.refused(line=line[0], status=done.returncode) from None
    if "refused" in answer:
        raise LineRefused(answer["refused"])
    return answer


def _read_file(errand: Known, tell: Tell) -> Told:
    filing.read_in(UUID(errand.given["file"]), by=_by(errand), tell=tell)
    return {}


def _write_file(errand: Known, tell: Tell) -> Told:
    by, file = _by(errand), UUID(errand.given["file"])
    digest = brought_file(file=file, by=by, at=now()).digest
    filing.write_in(file, digest=digest, by=by, tell=tell)
    return {}


def _judge_erasure(errand: Known, _tell: Tell) -> Told:
    by = _by(errand, Permission.ERASE_PERSON)
    return judge_asked(PersonId(UUID(errand.given["person"])), by=by, at=now())


def _erase(errand: Known, _tell: Tell) -> Told:
    by = _by(errand, Permission.ERASE_PERSON)
    return erase_asked(PersonId(UUID(errand.given["person"])), by=by, at=now())


def _by(errand: Known, permits: Permission = Permission.IMPORT_PEOPLE) -> Viewer:
    """Return who asked, in the role that may; Refused where it was taken back since."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        held = viewers_of(errand.asked_by, now())
    for viewer in held.values():
        if permits in viewer.role.may:
            return viewer
    raise NO_ROLE.refused(account=accounts_by_id().get(str(errand.asked_by), ""))


CARRIED_OUT: Mapping[ErrandKind, Callable[[Known, Tell], Told]] = {
    ErrandKind.EXAMINE: _examine,
    ErrandKind.VERIFY: _verify,
    ErrandKind.BACK_UP: _back_up,
    ErrandKind.TRY_BACKUP: _try_backup,
    ErrandKind.READ_FILE: _read_file,
    ErrandKind.WRITE_FILE: _write_file,
    ErrandKind.JUDGE_ERASURE: _judge_erasure,
    ErrandKind.ERASE: _erase,
}
