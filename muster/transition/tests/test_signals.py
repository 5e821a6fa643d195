"""What archives in force add to guidance: pay and trades alike move an occupation, and are said."""

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.time import now
from muster.transition.commands.archives import import_archive
from muster.transition.guidance.signals import FAINT, Signals, Trades, groups_of, pay_of
from muster.transition.guidance.suggesting import suggest
from muster.transition.occupations.reading import read_archive
from muster.transition.queries.signals import signals
from muster.transition.tests.test_archives import CROSSWALK, ESCO, MILITARY, archive, written
from muster.transition.tests.test_bringing_archives import WAGES
from muster.vault.work import unit_of_work
from tests.houses import account_with, make_unit


def test_wages_and_links_come_to_our_own_occupations_by_two_archives():
    esco = {"a": {"id": "1", "isco": "7126"}, "b": {"id": "2", "isco": "7212"}, "skill:9": {}}
    matches = {"47-2152.00": ("1",), "47-2152.01": ("1", "2"), "55-1.00": ("9",)}
    crosswalk = {
        code: {"matches": [{"id": one, "type": "exactMatch"} for one in ids]}
        for code, ids in matches.items()
    }
    groups = groups_of(esco, crosswalk)
    assert groups == {"47-2152.00": ["7126"], "47-2152.01": ["7126", "7212"]}
    assert pay_of(groups, {"47-2152": {"annual_median": 50}, "1": {}}) == {"7126": 50, "7212": 50}
    assert Signals({"a": 10, "b": 30, "c": 30, "d": 20}, {}).pay_among() == {
        "a": 0.0, "b": 1.0, "c": 1.0, "d": 0.5,
    }  # fmt: skip


def test_a_trade_leads_where_trades_like_it_lead():
    military = {
        "1": {"title": "Field Cook", "links": ["x"]},
        "2": {"title": "Welder", "links": ["y"]},
        "3": {"title": "Cook Sergeant", "links": []},
    }
    found = Trades(military, {"x": ["5120"], "y": ["7212"]}).lead_to("ship's cook")
    assert FAINT <= found["5120"] < 1.0, "it is alike, and not the same"
    assert "7212" not in found
    assert Trades(military, {"x": ["5120"]}).lead_to("field cook") == {"5120": 1.0}
    assert Trades(military, {"x": ["5120"]}).lead_to("harpist") == {}
    assert Trades({}, {}).lead_to("cook") == {}


def test_pay_and_trades_move_an_occupation_up_and_are_said():
    plain = suggest("plumber", most=40)
    code = plain.suggestions[-1].isco
    told = suggest("plumber", published=Signals({code: 51000}, {code: 1.0}, "2025"), most=40)
    places = [
        next(at for at, one in enumerate(found.suggestions) if one.isco == code)
        for found in (plain, told)
    ]
    assert places[1] < places[0]
    said = " ".join(reason["en"] for reason in told.suggestions[places[1]].reasons)
    assert "earn 51000 a year or more" in said
    assert "(version 2025)" in said
    assert "Military trades like yours lead to it" in said


def test_the_releases_in_force_are_read(db, tmp_path):
    unit = make_unit("A")
    by = Viewer(account_with(ADMINISTRATOR, unit, "a.one"), ADMINISTRATOR, (unit,))
    with unit_of_work(by.standing()):
        assert signals("plumber") == Signals({}, {})
    for release in (
        read_archive(archive(tmp_path, ESCO)),
        read_archive(written(tmp_path, CROSSWALK.format(version="O*NET-SOC 2019"), "x.csv")),
        read_archive(written(tmp_path, MILITARY, "m.csv")),
        read_archive(written(tmp_path, WAGES, "w.csv"), "2025"),
    ):
        import_archive(release=release, terms="", by=by, at=now())
    with unit_of_work(by.standing()):
        assert signals("plumber") == Signals({"7126": 3}, {"7126": 1.0}, "2025")
