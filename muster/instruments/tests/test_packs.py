"""Packs load whole or not at all: unsound rules, wrong codes and changed letters are refused."""

import shutil
from pathlib import Path

import pytest

from muster.instruments import names
from muster.instruments.licensed import MOST_BYTES, blank_text, read_licensed_text
from muster.instruments.packs import LIBRARY, pack, packs, read_pack
from muster.instruments.rules.specification import from_plain, plain
from muster.instruments.tests.invented import licensed_text
from muster.instruments.wording import Standing
from muster.kernel.problems import Refused

UNKNOWN = "instruments.unknown-instrument"
UNSOUND = "instruments.unsound-pack"
INCOMPLETE = "instruments.wording-incomplete"


def copied(tmp_path: Path, key: str) -> Path:
    return Path(shutil.copytree(LIBRARY / key, tmp_path / key))


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_the_library_holds_what_was_promised() -> None:
    promised = {"phq-9", "gad-7", "pcl-5", "pc-ptsd-5", "audit-c", "c-ssrs-screener"}
    assert packs().keys() >= promised | {"muster-check-in"}
    assert len(pack("muster-check-in").specification.items) == 12


@pytest.mark.parametrize("key", packs())
def test_every_pack_says_whose_it_is(key: str) -> None:
    each = pack(key)
    assert each.holder
    assert each.source
    assert set(each.titles) == {"en", "ru"}
    assert from_plain(plain(each.specification)) == each.specification
    for wording in each.wordings.values():
        assert wording.source
        assert wording.terms
        assert 1990 < wording.year < 2100


@pytest.mark.parametrize("key", packs())
def test_every_band_scale_and_cluster_has_a_name(key: str) -> None:
    for scale in pack(key).specification.scales:
        assert scale.key in names.SCALES
        keys = [band.key for band in scale.bands] + [level.key for level in scale.levels]
        assert set(keys) <= names.BANDS.keys()
        assert {cluster.key for cluster in scale.clusters} <= names.CLUSTERS.keys()


def test_no_name_has_gone_stale() -> None:
    scales = [scale for each in packs().values() for scale in each.specification.scales]
    assert {scale.key for scale in scales} == names.SCALES.keys()
    bands = {band.key for scale in scales for band in scale.bands}
    assert bands | {level.key for s in scales for level in s.levels} == names.BANDS.keys()


def test_protected_text_is_not_shipped() -> None:
    for key in ("c-ssrs-screener", "isi", "dass-21"):
        assert pack(key).licensed
        assert pack(key).wordings == {}
        assert not (LIBRARY / key / "en.toml").exists()
        with pytest.raises(Refused) as refused:
            pack(key).wording("en")
        assert refused.value.problem.code == "instruments.unknown-language"


def test_a_changed_letter_is_refused(tmp_path: Path) -> None:
    folder = changed(copied(tmp_path, "phq-9"), "ru.toml", "Ни разу", "Ни paзу")
    with pytest.raises(Refused) as refused:
        read_pack(folder)
    assert refused.value.problem.code == "instruments.wording-changed"
    assert "phq-9" in refused.value.problem.says("en")


def test_source_and_order_do_not_change_the_checksum(tmp_path: Path) -> None:
    folder = changed(copied(tmp_path, "gad-7"), "en.toml", "phqscreeners.com", "paper")
    assert read_pack(folder).wording("en").checksum == pack("gad-7").wording("en").checksum


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("en.toml", 'phq9-4 = "Feeling', 'phq9-44 = "Feeling', INCOMPLETE),
        ("en.toml", 'several-days = "Several', 'some = "Several', INCOMPLETE),
        ("en.toml", '"Not at all"', '" "', INCOMPLETE),
        ("en.toml", "year = 1999", "year = 'x'", UNSOUND),
        ("instrument.toml", 'answers = "frequency"', 'answers = "x"', UNSOUND),
        ("instrument.toml", 'key = "phq-9"', 'key = "phq"', UNSOUND),
        ("instrument.toml", "least = 5", "least = 12", UNSOUND),
        ("instrument.toml", '["phq9-1", ', "[", UNSOUND),
        ("instrument.toml", 'method = "sum"', 'method = "median"', UNSOUND),
        ("instrument.toml", "nearly-every-day = 3", "nearly-every-day = 2", UNSOUND),
        ("instrument.toml", "nearly-every-day = 3", "3days = 3", UNSOUND),
        ("instrument.toml", "nearly-every-day = 3", "nearly-every-day = 101", UNSOUND),
        ("instrument.toml", "critical_at = 1", "critical_from = 1", UNSOUND),
        ("instrument.toml", "[titles]", "[titles", UNSOUND),
    ],
)
def test_a_faulty_pack_is_refused(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_pack(changed(copied(tmp_path, "phq-9"), file, old, new))
    assert refused.value.problem.code == code


@pytest.mark.parametrize("key", ["phq-8", "../phq-9", "", "PHQ-9"])
def test_an_unknown_instrument_is_refused_by_name(key: str) -> None:
    with pytest.raises(Refused) as refused:
        pack(key)
    problem = refused.value.problem
    assert problem.code == UNKNOWN
    assert "pcl-5" in problem.remedy("ru")


def test_a_licensed_text_gives_a_pack_its_words() -> None:
    text = read_licensed_text(licensed_text("c-ssrs-screener").encode())
    assert text.licence_holder == "the words of licence_holder"
    assert text.wording.standing is Standing.LICENSED
    worded = pack("c-ssrs-screener").with_wording(text.wording)
    assert worded.wording("en").items["cssrs-4"] == "the words of cssrs-4"
    assert worded.wording("en").options["cssrs-4"]["yes"] == "the words of yes"
    assert pack("c-ssrs-screener").wordings == {}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe\x00", "instruments.text-not-utf8"),
        (b"instrument = ", "instruments.text-not-toml"),
        (b"instrument = 'isi'", "instruments.text-of-another-form"),
        (b"x = " + b"[" * 5000, "instruments.text-too-deep"),
        (b" " * (MOST_BYTES + 1), "instruments.text-too-large"),
        (licensed_text("isi").replace('"isi', '"isis', 1).encode(), UNKNOWN),
        (licensed_text("isi", "uk").encode(), "instruments.unknown-language"),
        (licensed_text("phq-9").encode(), "instruments.text-not-protected"),
        (licensed_text("isi").replace('"isi-3" = ', '"isi-8" = ').encode(), INCOMPLETE),
        (blank_text(pack("isi"), "en").encode(), INCOMPLETE),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_a_licensed_text_that_does_not_fit_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_licensed_text(data)
    assert refused.value.problem.code == code


@pytest.mark.parametrize("key", ["phq-9", "gad-7"])
def test_reliable_change_follows_from_the_reliability_it_names(key: str) -> None:
    """1.96 x SD x sqrt(2) x sqrt(1 - r), Jacobson and Truax 1991, to the first decimal."""
    [scale] = pack(key).specification.scales
    for constant in scale.reliable_change:
        assert constant.reliability is not None
        assert constant.deviation is not None
        points = 1.96 * constant.deviation * (2 * (1 - constant.reliability)) ** 0.5
        assert round(points, 1) == constant.points
