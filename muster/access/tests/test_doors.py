"""The two doors: nothing passes without permission, scope and an entry in the journal."""

import pytest
from django.db import connection

from muster.access.doors import DOORS, Shown, Unjournalled, command, note, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.roles import ADMINISTRATOR, AUDITOR, MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.journal.entries import EntryRow, open_body
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.kernel.words import Sentence
from muster.vault.installation import installation
from muster.vault.work import Standing, current, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def doors():
    """Leave the register of doors as it was."""
    before = dict(DOORS)
    yield
    DOORS.clear()
    DOORS.update(before)


@pytest.fixture
def key_maker(doors):
    """A command that writes something real: a person's data key."""

    @command(
        key="test.make-key",
        permits=Permission.CORRECT_SITTING,
        zone=Zone.CLINICAL,
        says=Sentence("made"),
    )
    def make_key(*, subject: PersonId, bulk: Unjournalled[bytes], by: Viewer, at: Instant) -> bytes:
        note(size=len(bulk))
        return current().data_key(subject, Zone.CLINICAL)

    return make_key


def psychologist() -> Viewer:
    return Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (UnitId(new_id()),))


def entries() -> list[EntryRow]:
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute(f"SELECT {EntryRow.COLUMNS} FROM journal_entry e ORDER BY id")
        return [EntryRow.of(row) for row in cursor.fetchall()]


def test_a_command_leaves_one_entry_whose_body_holds_its_arguments(key_maker):
    by, subject = psychologist(), PersonId(new_id())
    key_maker(subject=subject, bulk=b"12345", by=by, at=now())
    [entry] = entries()
    assert (entry.command, entry.kind, entry.actor) == ("test.make-key", "write", by.account)
    body = open_body(entry, installation().journal_key)
    assert body == {"subject": str(subject), "size": 5}


def test_a_role_without_the_permission_is_refused_and_the_refusal_is_entered(key_maker):
    by = Viewer(AccountId(new_id()), AUDITOR)
    with pytest.raises(Refused) as refusal:
        key_maker(subject=PersonId(new_id()), bulk=b"", by=by, at=now())
    assert refusal.value.problem.code == "access.not-permitted"
    assert [entry.kind for entry in entries()] == ["refused"]


def test_a_member_asking_about_somebody_else_hears_what_nobody_would_hear(doors):
    @query(
        key="test.read",
        permits=Permission.READ_RESULT,
        zone=Zone.CLINICAL,
        says=Sentence("read"),
    )
    def read(*, person: PersonId, by: Viewer, at: Instant) -> Shown[str]:
        return Shown("result", [person])

    me = PersonId(new_id())
    by = Viewer(AccountId(new_id()), MEMBER, person=me)
    assert read(person=me, by=by, at=now()) == "result"
    with pytest.raises(Refused) as refusal:
        read(person=PersonId(new_id()), by=by, at=now())
    assert refusal.value.problem.code == "access.not-found"
    assert [entry.kind for entry in entries()] == ["read", "refused"]


def test_a_failed_command_leaves_nothing(doors):
    @command(
        key="test.fail",
        permits=Permission.GIVE_ROLE,
        zone=Zone.PLATFORM,
        says=Sentence("failed"),
    )
    def fail(*, by: Viewer, at: Instant) -> None:
        current().data_key(new_id(), Zone.IDENTITY)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail(by=Viewer(AccountId(new_id()), ADMINISTRATOR), at=now())
    assert entries() == []


def test_a_refreshed_list_enters_only_whom_it_newly_shows(doors):
    people = [PersonId(new_id()) for _one in range(3)]

    @query(
        key="test.list",
        permits=Permission.READ_QUEUE,
        zone=Zone.CLINICAL,
        says=Sentence("listed"),
    )
    def listed(*, already_shown: Unjournalled[set], by: Viewer, at: Instant) -> Shown[int]:
        return Shown(3, people)

    by = psychologist()
    listed(already_shown=set(), by=by, at=now())
    listed(already_shown=set(people[:2]), by=by, at=now())
    listed(already_shown=set(people), by=by, at=now())
    assert [set(entry.people) for entry in entries()] == [set(people), {people[2]}]


def test_a_door_without_viewer_or_instant_is_refused_at_import(doors):
    with pytest.raises(TypeError, match="keyword-only"):

        @command(
            key="test.bad",
            permits=Permission.GIVE_ROLE,
            zone=Zone.PLATFORM,
            says=Sentence("bad"),
        )
        def bad(person, *, by, at): ...


def test_what_a_room_does_not_find_is_entered_like_what_is_out_of_reach(doors):
    @query(
        key="test.look",
        permits=Permission.READ_QUEUE,
        zone=Zone.CLINICAL,
        says=Sentence("looked"),
    )
    def look(*, unit: UnitId, by: Viewer, at: Instant) -> Shown[None]:
        raise NOT_FOUND.refused()

    by = psychologist()
    with pytest.raises(Refused, match="access.not-found"):
        look(unit=UnitId(new_id()), by=by, at=now())
    assert [(entry.kind, entry.command, entry.actor) for entry in entries()] == [
        ("refused", "test.look", by.account)
    ]
