"""The catalogue that is shipped is sound, and whatever is wrong with one is named."""

import shutil

import pytest

from muster.programmes.offered import CODES, SHIPPED, CatalogueRefused, catalogue, catalogue_from
from muster.programmes.rules.programme import Door, Kind


def test_what_is_shipped_is_sound_and_has_its_doors():
    found = catalogue()
    assert len(found.programmes) >= 15
    doors = {one.door for one in found.programmes.values() if one.self_booking}
    assert doors == {Door.SLEEP, Door.PERFORMANCE}
    assert {one.key for one in found.not_offered} >= {"single-session-debriefing"}
    courses = [one for one in found.programmes.values() if one.kind is Kind.COURSE]
    assert {one.key for one in courses} == {
        "leaders-course", "peer-support-course", "stress-skills",
    }  # fmt: skip


def test_nobody_is_treated_for_a_trauma_without_care_having_answered():
    for key in ("written-exposure", "cognitive-processing", "prolonged-exposure"):
        one = catalogue().programmes[key]
        assert one.eligibility == ("trauma-confirmed", "safe-to-begin")
        assert not one.self_booking


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "ours")


SLEEP = "sleep-course.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "names"),
    [
        (SLEEP, 'door = "sleep"', 'dore = "sleep"', "key-unknown", "dore"),
        (SLEEP, 'kind = "treatment"', 'kind = "cure"', "value-wrong", "cure"),
        (SLEEP, "sessions = 6\n", "", "key-missing", "sessions"),
        (SLEEP, "completes_after = 5", "completes_after = 7", "dose-impossible", "completes_after"),
        (SLEEP, "minutes = [60, 60]", "minutes = [60, 50]", "dose-impossible", "minutes"),
        (SLEEP, '"trainer"]', '"healer"]', "code-unknown", "healer"),
        (SLEEP, '["sleep-online"]', '["sleep-course"]', "code-unknown", "sleep-course"),
        (SLEEP, 'door = "sleep"\n', "", "door-closed", SLEEP[:-5]),
        (SLEEP, "self_booking = true", "", "open-to-nobody", SLEEP[:-5]),
        (SLEEP, 'ru = "Снова спать"', 'ru = " "', "words-missing", "ru"),
        (SLEEP, 'source = "Taylor', 'source = ""#', "source-missing", SLEEP[:-5]),
        (SLEEP, 'key = "sleep-course"', 'key = "sleep"', "code-unknown", "sleep"),
        (SLEEP, "[dose]", "[dose", "file-unreadable", SLEEP),
        ("leaders-course.toml", "certificate =", "#", "certificate-out-of-place", "leaders"),
        (CODES, "[eligibility.wants-work]", "[eligibility.wants]", "code-unknown", "wants-work"),
    ],
)
def test_what_is_wrong_is_named(folder, file, old, new, code, names):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueRefused) as refused:
        catalogue_from(folder)
    found = refused.value.problems[0]
    assert found.code == f"programmes.{code}"
    assert names in found.says("en")
    assert found.says("ru") != found.says("en")
