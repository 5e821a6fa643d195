"""Two who want to be placed together: by a code, as both agree, until either takes it back."""

from datetime import timedelta

import pytest

from muster.access import codes
from muster.access.commands.inviting import accept_invitation
from muster.access.roles import MEMBER, SIGN_IN
from muster.access.rules.codes import CodeKind
from muster.access.rules.guessing import FREE
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.people.commands.packets import give_packet
from muster.transition.commands.candidacies import ask_for
from muster.transition.commands.rounds import give_round
from muster.transition.commands.together import agree_together, name_somebody, part
from muster.transition.queries.rounds import look_at_round
from muster.transition.queries.together import own_together
from muster.transition.queries.vacancies import own_vacancies
from muster.transition.rules.candidacies import Stage
from muster.transition.rules.rounds import Pair, Tie
from muster.transition.tests.test_partners import AT, House, refused
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.estates import signed_in
from tests.houses import account_of_person, enlist, local_day


class Fair(House):
    """The house of partners, with two mates and a third; each asks the garage and the mill."""

    def __init__(self):
        super().__init__()
        self.packed()
        self.mate, self.third = self.somebody(2), self.somebody(3)

    def somebody(self, number):
        person = enlist(self.unit, number=f"T-00{number}", surname="Гнат", given="Олесь")
        viewer = Viewer(account_of_person(person, self.unit), MEMBER, person=person)
        give_packet(
            person=person, words={"name": f"Hnat {number}"}, alone=True,
            until=local_day(AT) + timedelta(days=90), by=viewer, at=AT,
        )  # fmt: skip
        return viewer

    def draws(self, viewer, tie=Tie.MATE, at=AT):
        return name_somebody(person=viewer.person, tie=tie, by=viewer, at=at)

    def types(self, viewer, digits, at=AT):
        return agree_together(person=viewer.person, code=digits, by=viewer, at=at)

    def pair(self, viewer):
        return own_together(person=viewer.person, by=viewer, at=AT)

    def wants(self, viewer, vacancies):
        for number, vacancy in enumerate(vacancies):
            ask_for(
                person=viewer.person, vacancy=vacancy, candidacy=new_id(), agreed=True, by=viewer,
                at=AT + timedelta(minutes=number),
            )  # fmt: skip


@pytest.fixture
def fair(db):
    return Fair()


def test_both_read_that_they_agreed_and_either_takes_it_back(fair):
    code = fair.draws(fair.member)
    assert fair.pair(fair.member) is None, "nothing stands before the other agreed"
    assert fair.types(fair.mate, code) is Tie.MATE
    both = frozenset({fair.member.person, fair.mate.person})
    assert fair.pair(fair.member).people == fair.pair(fair.mate).people == both
    assert fair.pair(fair.third) is None
    pair = fair.pair(fair.member).pair
    with pytest.raises(Refused):
        part(person=fair.third.person, pair=pair, by=fair.third, at=AT)
    later = AT + timedelta(seconds=1)
    part(person=fair.member.person, pair=pair, by=fair.member, at=later)
    assert fair.pair(fair.member) is fair.pair(fair.mate) is None


def test_a_code_holds_once_for_a_week_and_not_for_oneself(fair):
    code = fair.draws(fair.member)
    no = "transition.no-such-pair-code"
    refused(no, fair.types, viewer=fair.member, digits=code)
    refused(no, fair.types, viewer=fair.mate, digits="1234 5678 9012")
    refused(no, fair.types, viewer=fair.mate, digits="a' OR 1=1")
    refused(no, fair.types, viewer=fair.mate, digits=code, at=AT + timedelta(days=8))
    newer = fair.draws(fair.member, Tie.COUPLE)
    refused(no, fair.types, viewer=fair.mate, digits=code)
    assert fair.types(fair.mate, newer) is Tie.COUPLE
    refused(no, fair.types, viewer=fair.third, digits=newer)
    refused("transition.together-already", fair.draws, viewer=fair.mate)
    refused("transition.together-already", fair.types, viewer=fair.member, digits=newer)


def test_whoever_agreed_by_anothers_code_leaves_no_code_of_their_own_behind(fair):
    mine = fair.draws(fair.member)
    fair.types(fair.member, fair.draws(fair.third))
    refused("transition.no-such-pair-code", fair.types, viewer=fair.mate, digits=mine)
    assert fair.pair(fair.mate) is None
    assert fair.pair(fair.member).people == {fair.member.person, fair.third.person}


def test_whoever_types_many_wrong_codes_has_to_wait(fair):
    browser, address = signed_in(fair.mate.account), "/me/work/together/agree"
    for _wrong in range(FREE):
        answer = browser.post(address, {"code": "1234 5678 9012"})
    assert answer.status_code == 429
    code = fair.draws(fair.member)
    assert browser.post(address, {"code": code}).status_code == 429
    assert fair.pair(fair.mate) is None
    assert signed_in(fair.third.account).post(address, {"code": code}).status_code == 303
    assert fair.pair(fair.third) is not None


def test_such_a_code_sets_no_password(fair):
    digits = fair.draws(fair.member).replace(" ", "")
    with unit_of_work(Standing(Audience.PLATFORM)):
        key = codes.standing(digits, list(CodeKind), AT).id
    door = Viewer(fair.member.account, SIGN_IN)
    refused(
        "access.no-invitation", accept_invitation, invitation=key, by=door, at=AT,
        password="a long pass phrase of somebody else",
    )  # fmt: skip


def test_a_round_seats_those_who_agreed_together_and_nobody_tears_them_apart(fair):
    garage, _words = fair.vacancy(fair.garage, places="1")
    mill, _words = fair.vacancy(fair.mill, places="2", title="Miller")
    for viewer in (fair.member, fair.mate):
        fair.wants(viewer, [garage, mill])
    fair.wants(fair.third, [garage])
    partners = [fair.garage.units[0], fair.mill.units[0]]
    looked = {"partners": partners, "pairs": (), "by": fair.by, "at": AT}
    alone = look_at_round(**looked).round.stable.given
    assert alone[str(fair.member.person)] == str(garage)
    fair.types(fair.mate, fair.draws(fair.member))
    found = look_at_round(**looked)
    assert [one.tie for one in found.gathered.pairs] == [Tie.MATE]
    given = found.round.stable.given
    assert given[str(fair.member.person)] == given[str(fair.mate.person)] == str(mill)
    assert found.round.stable.pairs == 1
    torn = [Pair(str(fair.member.person), str(fair.third.person), Tie.COUPLE)]
    assert look_at_round(**looked | {"pairs": torn}).round.stable.given == given
    assert give_round(
        partners=partners, pairs=(), best=False, expected=3, by=fair.by, at=AT + timedelta(hours=1)
    ) == 3  # fmt: skip
    offered = [
        one.title
        for one in own_vacancies(person=fair.mate.person, by=fair.mate, at=AT).asked
        if one.state.stage is Stage.OFFERED
    ]
    assert len(offered) == 1
