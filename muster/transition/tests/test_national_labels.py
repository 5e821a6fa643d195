"""A national list in force lends its titles: a Russian title is linked by them, and better."""

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.time import now
from muster.transition.commands.archives import import_archive
from muster.transition.linking.catalogue import labelled, linker, own_occupations
from muster.transition.linking.postings import Linker
from muster.transition.occupations.reading import read_archive
from muster.transition.rules.fusing import Confidence
from muster.transition.tests.test_archives import written
from muster.vault.work import unit_of_work
from tests.houses import account_with, make_unit

HEADS = "code,language,title\n"
LIST = (
    HEADS + "7126,ru,Слесари-сантехники и трубопроводчики\n7126,ru,Водопроводчик\n"
    "8332,ru,Дальнобойщик\n"
)


def test_titles_go_to_the_occupation_of_their_code_or_else_of_their_group():
    occupations = {
        code: {"title": code, "labels": [code], "description": "", "isco": "7126"}
        for code in ("7126.1", "7126.2")
    }
    national = {"7126": {"labels": {"ru": ["Сантехник"]}}, "7126.2": {"labels": {"ru": ["Егерь"]}}}
    found = labelled(occupations, national)
    assert found["7126.1"]["labels"] == ["7126.1", "Сантехник"]
    assert found["7126.2"]["labels"] == ["7126.2", "Егерь"]
    assert occupations["7126.1"]["labels"] == ["7126.1"], "what was read stays as it was"


def test_a_russian_title_that_our_own_catalogue_does_not_know_links_better_with_it(tmp_path):
    own, national = own_occupations(), read_archive(written(tmp_path, LIST)).entries
    without, with_it = Linker(own), Linker(labelled(own, national))
    for title, code in (
        ("водопроводчик", "7126"),
        ("водопроводчик 4 разряда", "7126"),
        ("дальнобойщик на фуре", "8332"),
    ):
        before, after = (place(one.link(title, most=99), code) for one in (without, with_it))
        assert after == 0, title
        assert before > after, title


def place(links, code):
    return next((at for at, one in enumerate(links) if one.code == code), 99)


def test_the_list_in_force_is_used_from_the_moment_it_is_brought_in(db, tmp_path):
    unit = make_unit("A")
    by = Viewer(account_with(ADMINISTRATOR, unit, "a.one"), ADMINISTRATOR, (unit,))
    release = read_archive(written(tmp_path, LIST))
    with unit_of_work(by.standing()):
        before = linker().link("Водопроводчик")
    import_archive(release=release, terms="A bureau.", by=by, at=now())
    with unit_of_work(by.standing()):
        first = linker().link("Водопроводчик")[0]
        assert linker() is linker(), "it is made once"
    assert (first.code, first.confidence) == ("7126", Confidence.EXACT)
    assert before[0].confidence is not Confidence.EXACT
