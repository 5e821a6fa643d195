"""Several people press in one moment, each in a transaction of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from muster.access import codes
from muster.access.commands.inviting import Invitation
from muster.access.rules.codes import CodeKind
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.transition.commands.newcomers import invite_again
from muster.transition.models import Support
from muster.transition.rules.support import Stage
from muster.transition.tests import test_newcomers as newcomers
from muster.transition.tests.test_newcomers import AT
from muster.transition.tests.test_support import Town
from muster.transition.tests.test_together import Fair
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Let all of these happen at once; return what each returned, or how it was refused."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except Refused as refusal:
            return refusal.problem.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_whoever_is_taken_in_by_several_presses_has_one_invitation(committed):
    house = newcomers.House()
    for _again in range(3):
        who = new_id()
        presses = [lambda who=who: house.takes_in(who=who)[1]] * 3
        anew = [
            lambda who=who: invite_again(person=who, mail="", language="en", by=house.by, at=AT)
        ] * 3
        for acts in (presses, anew):
            found = at_once(*acts)
            assert all(isinstance(one, Invitation) for one in found)
            assert len({one.account for one in found}) == 1
            with unit_of_work(Standing(Audience.PLATFORM)):
                drawn = [one.code.replace(" ", "") for one in found]
                hold = [codes.standing(one, [CodeKind.INVITATION], AT) for one in drawn]
            assert sum(one is not None for one in hold) == 1


def test_the_last_place_is_one_persons_and_the_others_wait_in_their_order(committed):
    town = Town()
    people = [town.member, *town.others, *(town.somebody(number) for number in (11, 12, 13))]
    at_once(*(lambda one=one: town.asks(one) for one in people))
    states = [town.stands(one)[0] for one in people]
    assert sorted(one.stage for one in states) == [*[Stage.LINED] * 5, Stage.SEATED]
    assert sorted(one.ahead for one in states if one.stage is Stage.LINED) == [0, 1, 2, 3, 4]
    with unit_of_work(town.by.standing()):
        row = Support.objects.get(id=town.support)
        assert (row.taken, row.waits) == (1, 5)


def test_of_three_who_type_each_others_codes_at_once_two_are_a_pair(committed):
    fair = Fair()
    for start in (10, 20, 30):
        one, two, three = (fair.somebody(start + number) for number in range(3))
        first, second = fair.draws(one), fair.draws(two)
        at_once(
            lambda one=one, second=second: fair.types(one, second),
            lambda two=two, first=first: fair.types(two, first),
            lambda three=three, first=first: fair.types(three, first),
        )
        pairs = [fair.pair(who) for who in (one, two, three)]
        assert len({found.pair for found in pairs if found}) == 1
        assert sum(found is None for found in pairs) == 1
