"""Archives of occupations: read whole and compared, or refused in a sentence; invented but one."""

import io
import zipfile

import pytest
from django.conf import settings

from muster.kernel.problems import Refused
from muster.transition.occupations.reading import read_archive
from muster.transition.occupations.release import Kind, difference

OCCUPATIONS = "conceptUri,iscoGroup,preferredLabel,altLabels,description,code\n"
SKILLS = "conceptUri,skillType,reuseLevel,preferredLabel,altLabels\n"
NEEDS = "occupationUri,relationType,skillUri\n"
ESCO = {
    "esco/occupations_en.csv": OCCUPATIONS
    + 'http://e/o/1,7126,plumber,"pipe fitter\nplumbing worker",Plumbers lay pipes.,7126.1\n',
    "esco/skills_en.csv": SKILLS + "http://e/s/9,skill/competence,cross-sector,lay pipes,\n",
    "esco/occupationSkillRelations.csv": NEEDS + "http://e/o/1,essential,http://e/s/9\n",
}
CROSSWALK = (
    "Mapping project name,ESCO-O*NET Crosswalk,\nClassification 1 Version,{version},\n,,\n"
    "O*NET Id,ESCO or ISCO URI,Type of Match\n47-2152.00,http://e/o/1,exactMatch\n"
)
MILITARY = (
    "svc,moc,moc_title,onet_code\nA,12K,Plumber,47-2152.00\nA,12K,Plumber,47-2152.00\n"
    "A,11B,Infantryman,\n"
)
CROSSWALK_FILE = "esco_onet_crosswalk.csv"
PUBLISHED = settings.MUSTER_DATA / "occupations"


def archive(tmp_path, files, name="archive.zip"):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for part, text in files.items():
            zipped.writestr(part, text)
    path = tmp_path / name
    path.write_bytes(held.getvalue())
    return path


def written(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path):
    with pytest.raises(Refused) as caught:
        read_archive(path)
    problem = caught.value.problem
    assert problem.says("en")
    assert problem.remedy("ru")
    return problem.code.removeprefix("occupations.")


def test_esco_is_read_with_its_labels_and_skills(tmp_path):
    release = read_archive(archive(tmp_path, ESCO))
    assert release.kind is Kind.ESCO
    assert release.counts == {"occupations": 1, "skills": 1, "links": 1}
    assert release.entries["7126.1"]["labels"] == ["plumber", "pipe fitter", "plumbing worker"]
    assert release.entries["7126.1"]["essential"] == ["9"]
    assert not release.aside


def test_lists_are_told_by_their_columns(tmp_path):
    military = read_archive(written(tmp_path, MILITARY))
    assert military.counts == {"trades": 2, "links": 1}
    assert military.entries["A|11B|Infantryman"]["links"] == []
    crosswalk = read_archive(written(tmp_path, CROSSWALK.format(version="O*NET-SOC 2019")))
    assert crosswalk.entries["47-2152.00"]["matches"] == [{"id": "1", "type": "exactMatch"}]
    national = read_archive(
        written(tmp_path, "code,language,title\n7126,ru,Слесарь-сантехник\n7126,ru,Сантехник\n")
    )
    assert national.entries["7126"]["labels"]["ru"] == ["Слесарь-сантехник", "Сантехник"]
    wages = "soc,title,employment,annual_p10,annual_p25,annual_median,annual_p75,annual_p90\n"
    wages = read_archive(written(tmp_path, wages + "472152,Plumbers,480000,1,2,3,4,#\n"))
    assert wages.entries["47-2152"]["annual_median"] == 3
    assert wages.entries["47-2152"]["annual_p90"] is None


def test_reading_twice_differs_in_nothing_and_a_newer_release_is_compared(tmp_path):
    one, two = (read_archive(archive(tmp_path, ESCO)) for _ in range(2))
    assert one == two
    assert difference(one.entries, two.entries).nothing
    newer = dict(ESCO)
    newer["esco/skills_en.csv"] += "http://e/s/8,skill/competence,cross-sector,weld pipes,\n"
    newer["esco/occupations_en.csv"] = ESCO["esco/occupations_en.csv"].replace("lay", "join")
    found = difference(one.entries, read_archive(archive(tmp_path, newer)).entries)
    assert (found.added, found.removed, found.changed) == (("skill:8",), (), ("7126.1",))


def test_an_archive_that_is_cut_short_is_refused(tmp_path):
    path = archive(tmp_path, ESCO)
    path.write_bytes(path.read_bytes()[:-60])
    assert refused(path) == "cut-short"
    assert refused(written(tmp_path, MILITARY[:-14])) == "cut-short"
    missing = {name: text for name, text in ESCO.items() if "skills" not in name}
    assert refused(archive(tmp_path, missing)) == "part-missing"
    alone = ESCO | {
        "esco/occupationSkillRelations.csv": NEEDS + "http://e/o/2,essential,http://e/s/9\n"
    }
    assert refused(archive(tmp_path, alone)) == "parts-disagree"


def test_changed_columns_another_version_and_strangers_are_refused(tmp_path):
    renamed = ESCO | {
        "esco/skills_en.csv": ESCO["esco/skills_en.csv"].replace("reuseLevel", "level")
    }
    assert refused(archive(tmp_path, renamed)) == "columns-changed"
    assert refused(written(tmp_path, MILITARY.replace("onet_code", "onet"))) == "columns-changed"
    assert refused(written(tmp_path, CROSSWALK.format(version="O*NET-SOC 2010"))) == "other-version"
    assert refused(written(tmp_path, "name,colour\nplumber,blue\n")) == "unknown-archive"
    assert refused(archive(tmp_path, {"readme.txt": "nothing"})) == "unknown-archive"
    assert refused(tmp_path / "nowhere.zip") == "no-such-file"


@pytest.mark.skipif(not (PUBLISHED / CROSSWALK_FILE).exists(), reason="the archives are not here")
def test_the_published_crosswalk_is_read_and_its_broken_rows_are_counted():
    release = read_archive(PUBLISHED / CROSSWALK_FILE)
    assert release.counts["links"] + release.aside[CROSSWALK_FILE] == 4253
    assert not any(code.startswith("55-") for code in release.entries)
