"""The administrator's pages of archives: what is in force, on what terms, and what it changed."""

from __future__ import annotations

import pytest

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.time import now
from muster.transition.commands.archives import import_archive
from muster.transition.occupations.reading import read_archive
from muster.web.administrator.tests.house import make_house, signed_in, texts

pytestmark = pytest.mark.django_db
HERE = "/administration/occupations"
HEADS = "code,language,title\n"
TERMS = "Rosstandart; for everyone."


@pytest.fixture
def house(db):
    return make_house()


def bring(house, path, text, version):
    by = Viewer(house.account, ADMINISTRATOR, (house.unit,))
    path.write_text(HEADS + text, encoding="utf-8")
    import_archive(release=read_archive(path, version), terms=TERMS, by=by, at=now())


def test_nothing_so_far_is_said_and_no_such_archive_is_not_there(house):
    browser = signed_in(house.account)
    assert "No release of this archive was brought in so far." in texts(browser.get(HERE))
    assert "No release of this archive" in texts(browser.get(f"{HERE}/esco"))
    assert browser.get(f"{HERE}/nothing").status_code == 404
    assert "Occupations and skills" in texts(browser.get("/administration"))


def test_a_release_its_terms_and_what_it_changed_are_shown_in_both_languages(house, tmp_path):
    browser, path = signed_in(house.account), tmp_path / "list.csv"
    bring(house, path, "7126,ru,<b>Сантехник</b>\n7212,ru,Сварщик\n", "2014")
    said = texts(browser.get(f"{HERE}/national"))
    assert TERMS in said
    assert "nothing to compare it with" in said
    many = "".join(f"9{n:03},ru,Занятие {n}\n" for n in range(60))
    bring(house, path, f"7126,ru,Слесарь-сантехник\n{many}", "2026")
    said = texts(browser.get(HERE))
    assert "2026" in said
    assert "2014" not in said
    said = texts(browser.get(f"{HERE}/national"))
    for part in ("60 entries were added.", "10 more stand in the table.",
                 "1 entry was dropped.", "7212 Сварщик", "1 entry says something otherwise.",
                 "7126 Слесарь-сантехник labels"):  # fmt: skip
        assert part in said, part
    russian = texts(browser.get(f"{HERE}/national?language=ru"))
    assert "Занятие 0" in russian
    assert "entries" not in russian
    table = browser.get(f"{HERE}/national/report").content.decode("utf-8-sig").splitlines()
    assert len(table) == 1 + 60 + 1 + 1
    assert "removed,7212,Сварщик," in table
