"""Archives in the catalogue: whole or not at all, in force in turn, compared with the last one."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from muster.access.roles import ADMINISTRATOR, CASEWORKER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.transition.commands import archives as writing
from muster.transition.commands.archives import import_archive
from muster.transition.models.archives import ArchiveRelease, ListedLink, ListedOccupation
from muster.transition.occupations.reading import read_archive
from muster.transition.occupations.release import Difference, Kind
from muster.transition.queries.archives import (
    entries_in_force,
    in_force,
    look_at,
    releases,
    titles_of,
)
from muster.transition.tests.test_archives import (
    CROSSWALK,
    ESCO,
    MILITARY,
    OCCUPATIONS,
    archive,
    written,
)
from muster.vault.work import unit_of_work
from tests.houses import account_with, make_unit

ONET = {
    "Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n47-2152.00\tPlumbers\tLay pipes.\n",
    "Alternate Titles.txt": "O*NET-SOC Code\tAlternate Title\n47-2152.00\tPipe Fitter\n",
    "Sample of Reported Titles.txt": "O*NET-SOC Code\tReported Job Title\n47-2152.00\tFitter\n",
    "Interests.txt": (
        "O*NET-SOC Code\tElement Name\tScale ID\tData Value\n47-2152.00\tRealistic\tOI\t6.67\n"
    ),
    "Work Values.txt": (
        "O*NET-SOC Code\tElement Name\tScale ID\tData Value\n47-2152.00\tSupport\tEX\t0.1\n"
    ),
    "Job Zones.txt": "O*NET-SOC Code\tJob Zone\n47-2152.00\t3\n",
    "Related Occupations.txt": (
        "O*NET-SOC Code\tRelated O*NET-SOC Code\n47-2152.00\t47-2151.00\n47-2152.00\t47-3015.00\n"
    ),
    "Task Statements.txt": "O*NET-SOC Code\tTask\n47-2152.00\tJoin pipes, then test them.\n",
}
WAGES = (
    "soc,title,employment,annual_p10,annual_p25,annual_median,annual_p75,annual_p90\n"
    "472152,Plumbers,480000,1,2,3,4,#\n"
)
NATIONAL = (
    "code,language,title\n7126,ru,Слесарь-сантехник\n7126,ru,Сантехник\n"
    '7126,en,"Plumber, or ""pipe\\fitter"""\n'
)
PUBLISHED = settings.MUSTER_DATA / "occupations"


@pytest.fixture
def by(db):
    unit = make_unit("A")
    return Viewer(account_with(ADMINISTRATOR, unit, "a.one"), ADMINISTRATOR, (unit,))


def bring(by, release, terms="A bureau; free to use."):
    return import_archive(release=release, terms=terms, by=by, at=now())


def asked(by, question, *given):
    with unit_of_work(by.standing()):
        return question(*given)


def every_archive(folder):
    yield read_archive(archive(folder, ESCO, "esco.zip"))
    yield read_archive(archive(folder, ONET, "onet.zip"))
    for name, text in (
        ("military.csv", MILITARY),
        ("crosswalk.csv", CROSSWALK.format(version="O*NET-SOC 2019")),
        ("wages.csv", WAGES),
        ("national.csv", NATIONAL),
    ):
        yield read_archive(written(folder, text, name))


def test_every_archive_stands_as_it_was_read(by, tmp_path):
    brought = {release.kind: release for release in every_archive(tmp_path)}
    assert brought.keys() == set(Kind)
    for kind, release in brought.items():
        assert bring(by, release).new
        assert asked(by, entries_in_force, kind) == release.entries
    assert list(asked(by, in_force)) == list(Kind)


def test_the_same_file_twice_changes_nothing(by, tmp_path):
    release = read_archive(archive(tmp_path, ESCO))
    assert bring(by, release).looked.former is None
    again = bring(by, release)
    assert not again.new
    assert again.looked.differs.nothing
    assert asked(by, ArchiveRelease.objects.count) == 1
    assert asked(by, ListedOccupation.objects.count) == 1


def test_a_newer_release_is_compared_and_an_older_one_comes_back_without_its_rows(by, tmp_path):
    old = read_archive(archive(tmp_path, ESCO), "1.1.1")
    more = 'http://e/o/2,7127,welder,"",Welders weld.,7127.1\n'
    newer = ESCO | {
        "esco/occupations_en.csv": OCCUPATIONS
        + ESCO["esco/occupations_en.csv"].removeprefix(OCCUPATIONS).replace("lay", "join")
        + more
    }
    newer = read_archive(archive(tmp_path, newer, "newer.zip"), "1.2.0")
    bring(by, old)
    looked = asked(by, look_at, newer)
    assert looked.differs == Difference(("7127.1",), (), ("7126.1",))
    assert looked.fields == {"7126.1": ["description"]}
    assert asked(by, entries_in_force, Kind.ESCO) == old.entries, "looking writes nothing"
    bring(by, newer)
    bring(by, old)
    standing = asked(by, releases, Kind.ESCO)
    assert [one.version for one in standing] == ["1.1.1", "1.2.0", "1.1.1"]
    assert standing[0].differs == Difference((), ("7127.1",), ("7126.1",))
    assert standing[1].fields == {"7126.1": ["description"]}
    assert standing[0].rows_of == standing[2].rows_of
    assert asked(by, ListedOccupation.objects.count) == 3
    assert asked(by, entries_in_force, Kind.ESCO) == old.entries
    assert asked(by, titles_of, standing[1], ["7127.1", "skill:9"]) == {
        "7127.1": "welder", "skill:9": "lay pipes",
    }  # fmt: skip


def test_what_fails_in_the_middle_leaves_nothing(by, tmp_path, monkeypatch):
    release, whole = read_archive(archive(tmp_path, ESCO)), writing._write_table

    def torn(table, rows, key):
        if table == "links":
            raise ZeroDivisionError
        whole(table, rows, key)

    monkeypatch.setattr(writing, "_write_table", torn)
    with pytest.raises(ZeroDivisionError):
        bring(by, release)
    assert not asked(by, ArchiveRelease.objects.exists)
    assert not asked(by, ListedOccupation.objects.exists)
    monkeypatch.undo()
    assert bring(by, release).new


def refused(code, by, release, terms=""):
    with pytest.raises(Refused) as found:
        bring(by, release, terms)
    problem = found.value.problem
    assert problem.code == code
    assert problem.says("en") != problem.says("ru")


def test_a_national_list_names_its_terms_and_nothing_is_longer_than_a_page(by, tmp_path):
    national = read_archive(written(tmp_path, NATIONAL))
    refused("occupations.no-terms", by, national, " ")
    refused("occupations.terms-too-long", by, national, "x" * 301)
    refused("occupations.version-too-long", by, replace(national, version="1" * 41), "A bureau.")
    caseworker = Viewer(by.account, CASEWORKER, by.units)
    refused("access.not-permitted", caseworker, national, "A bureau.")


@pytest.mark.database
def test_nobody_changes_what_a_release_lists(by, tmp_path):
    bring(by, read_archive(written(tmp_path, MILITARY)))
    for statement in (
        "UPDATE transition_listedlink SET other = 'x'",
        "DELETE FROM transition_archiverelease",
    ):
        with unit_of_work(by.standing()), connection.cursor() as cursor:  # noqa: SIM117 — the work goes on after it
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement)
    assert asked(by, ListedLink.objects.get).other == "47-2152.00"


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the archives are not here")
@pytest.mark.parametrize(
    "name", ["military_moc_to_onet_active_2024-07.csv", "esco_onet_crosswalk.csv"]
)
def test_published_archives_stand_as_they_were_read(by, name):
    release = read_archive(PUBLISHED / name)
    assert bring(by, release).new
    assert asked(by, entries_in_force, release.kind) == release.entries
