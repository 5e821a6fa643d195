"""Boards as rows, and what command is asked of their duty part; inside a unit of work."""

from __future__ import annotations

from uuid import UUID

from muster.care.models import Board, BoardView
from muster.care.rules.boards import Stance, Stand
from muster.care.sealed import sealed_words
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import Instant
from muster.programmes.offered import catalogue
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

BOARD, VIEW, QUESTION = "care_board", "care_boardview", "care_dutyquestion"
NAME_WIDTH = 512
COMMANDER_HAND = "commander"


def offered() -> tuple[str, ...]:
    """Return the keys of the programmes that a board may choose among."""
    return tuple(catalogue().programmes)


def board_of(case: UUID) -> Board | None:
    """Return the board that stands in a case: the one opened last."""
    return Board.objects.filter(case_id=case).order_by("-opened_at", "-id").first()


def stands_on(board: Board) -> list[Stand]:
    """Return what was said to a board, in the order in which it was said."""
    rows = BoardView.objects.filter(board=board).order_by("at", "id")
    return [Stand(str(row.by), row.hand, Stance(row.stance), row.at) for row in rows]


def say(
    board: Board,
    stance: Stance,
    *,
    hand: str,
    words: str = "",
    codes: tuple[str, ...] = (),
    by: AccountId,
    at: Instant,
) -> None:
    """Write down what somebody said to a board; the words are sealed."""
    person, row = PersonId(board.person_id), new_id()
    sealed = sealed_words(person, VIEW, row, words) if words.strip() else None
    BoardView.objects.create(
        id=row, board=board, person_id=person, at=at, by=by, hand=hand, stance=stance.value,
        codes=list(codes), words=sealed,
    )  # fmt: skip


def sealed_name(person: PersonId, row: UUID, name: str) -> bytes:
    """Seal a name under the person's key for command."""
    key = current().data_key(person, Zone.COMMAND)
    return seal(key, table=QUESTION, row=row, plain=pad(name.encode(), NAME_WIDTH))


def opened_name(person: PersonId, row: UUID, sealed: bytes) -> str:
    """Return the name that stands on a question to command."""
    key = current().data_key(person, Zone.COMMAND)
    return unpad(open_sealed(key, table=QUESTION, row=row, sealed=bytes(sealed))).decode()
