"""The journal page by page, and what an auditor concludes; nobody else reads or concludes it."""

from datetime import timedelta

import pytest

from muster.access.commands import give_role
from muster.access.commands.overseeing import Conclusion, conclude
from muster.access.queries import browse, export, held_roles, odd, oddity
from muster.access.roles import ADMINISTRATOR, AUDITOR, UNIT_PSYCHOLOGIST
from muster.access.telling import SAYINGS, every_door, told
from muster.access.viewers import Viewer
from muster.journal import oddities
from muster.journal.entries import Kind
from muster.journal.reading import Wanted
from muster.journal.rules.patterns import Episode, Pattern
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db
UNIT = UnitId(new_id())
ANNA = Viewer(AccountId(new_id()), ADMINISTRATOR, (UNIT,))
AUDITING = Viewer(AccountId(new_id()), AUDITOR)


def give(name: str, at=None) -> None:
    give_role(
        account=name, role=AUDITOR.key, unit=UNIT, until=now() + timedelta(days=9), by=ANNA,
        at=at or now(),
    )  # fmt: skip


def seen(most: int = 50, mark=None, **wanted):
    return browse(wanted=Wanted(**wanted), mark=mark, most=most, by=AUDITING, at=now())


def test_the_newest_entry_comes_first_and_pages_go_on_where_they_ended():
    start = now()
    for number in range(5):
        give(f"a{number}", at=start + timedelta(seconds=number))
    everything = seen(commands=["access.give-role"])
    assert [one.at for one in everything] == sorted((one.at for one in everything), reverse=True)
    first = seen(2, commands=["access.give-role"])
    second = seen(2, commands=["access.give-role"], mark=first[-1].id)
    assert [*first, *second] == everything[:4]


def test_entries_of_one_instant_are_neither_lost_nor_shown_twice():
    at = now()
    for number in range(5):
        give(f"a{number}", at=at)
    pages, mark = [], None
    while page := seen(2, mark, commands=["access.give-role"]):
        pages += page
        mark = page[-1].id
    assert len({one.id for one in pages}) == len(pages) == 5


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"actors": [ANNA.account]}, 2),
        ({"actors": [new_id()]}, 0),
        ({"roles": ["administrator"], "kinds": ["write"]}, 1),
        ({"purposes": ["administration"], "kinds": ["read"]}, 1),
        ({"kinds": ["refused"]}, 0),
        ({"since": now() + timedelta(days=1)}, 0),
        ({"until": now() - timedelta(days=1)}, 0),
        ({"person": new_id()}, 0),
    ],
)
def test_each_filter_leaves_what_it_names(wanted, count):
    give("somebody")
    held_roles(by=ANNA, at=now())
    assert len([one for one in seen(**wanted) if one.actor != AUDITING.account]) == count


def test_looking_for_one_person_is_a_reading_about_that_person():
    person = new_id()
    seen(person=person)
    (entry,) = [one for one in seen(person=person) if one.kind == Kind.READ]
    assert entry.people == (person,) or entry.person == person


def test_taking_entries_out_is_entered():
    give("somebody")
    export(wanted=Wanted(), most=10, by=AUDITING, at=now())
    assert seen()[0].command == "access.export-journal"


@pytest.mark.parametrize("role", [ADMINISTRATOR, UNIT_PSYCHOLOGIST])
def test_nobody_else_reads_the_journal(role):
    other = Viewer(AccountId(new_id()), role, (UNIT,))
    with pytest.raises(Refused) as refused:
        browse(wanted=Wanted(), mark=None, most=9, by=other, at=now())
    assert refused.value.problem.code == "access.not-permitted"


def test_every_entry_has_a_sentence_in_both_languages():
    give("somebody")
    with pytest.raises(Refused):
        held_roles(by=AUDITING, at=now())
    for row in seen():
        sentences = told(row)
        assert sentences
        assert len({" ".join(one.said_in(lang) for one in sentences) for lang in LANGUAGES}) == 2
    assert not set(SAYINGS) & set(every_door())


@pytest.fixture
def found() -> oddities.Seen:
    episode = Episode(Pattern.MANY, new_id(), "unit-psychologist", now(), now(), 31)
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert oddities.record([episode, episode], now()) == 1
        assert oddities.record([episode], now()) == 0
    (seen_now,) = odd(patterns=[], mark=None, most=9, open_only=True, by=AUDITING, at=now())
    return seen_now


def test_an_auditor_concludes_once_and_what_is_concluded_leaves_the_list(found):
    conclude(oddity=found.id, conclusion=Conclusion.EXPLAINED, by=AUDITING, at=now())
    assert odd(patterns=[], mark=None, most=9, open_only=True, by=AUDITING, at=now()) == []
    (after, _around) = oddity(oddity=found.id, by=AUDITING, at=now())
    assert (after.conclusion, after.concluded_by) == ("explained", AUDITING.account)
    with pytest.raises(Refused) as refused:
        conclude(oddity=found.id, conclusion=Conclusion.PASSED_ON, by=AUDITING, at=now())
    assert refused.value.problem.code == "access.concluded-already"


def test_what_does_not_exist_is_not_found(found):
    for ask in (
        lambda: oddity(oddity=new_id(), by=AUDITING, at=now()),
        lambda: conclude(oddity=new_id(), conclusion=Conclusion.MISTAKE, by=AUDITING, at=now()),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.problem.code == "access.not-found"


def test_oddities_come_page_by_page_and_by_pattern(found):
    more = [
        Episode(Pattern.NIGHT, new_id(), "", at, at, 5)
        for at in (now() + timedelta(hours=hours) for hours in range(3))
    ]
    with unit_of_work(Standing(Audience.PLATFORM)):
        oddities.record(more, now())
    nights = odd(
        patterns=[Pattern.NIGHT], mark=None, most=2, open_only=False, by=AUDITING, at=now()
    )
    rest = odd(
        patterns=[Pattern.NIGHT], mark=nights[-1].id, most=2, open_only=False, by=AUDITING, at=now()
    )
    assert [one.episode.last for one in [*nights, *rest]] == [one.last for one in reversed(more)]
    with unit_of_work(Standing(Audience.AUDITOR)):
        assert oddities.open_counts() == {Pattern.MANY: 1, Pattern.NIGHT: 3}
