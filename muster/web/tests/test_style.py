"""What is read stands out: WCAG 2.2, 1.4.3 (AA, 4.5:1) and 1.4.11 (3:1), light and dark."""

import gzip
import re
from pathlib import Path

import pytest

import muster.web
from muster.web import files

SHEETS = Path(muster.web.__file__).parent / "looks" / "sheets"
COLOURS = (SHEETS / "_colours.scss").read_text(encoding="utf-8")
TONES = ("red", "amber", "yellow", "green", "blue", "grey")
INKS, GROUNDS = ("ink", "soft", "link", "link-over", "strong", "error"), ("ground", "raised")
PAIRS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((f"on-tone-{tone}", f"tone-{tone}") for tone in TONES),
    ("ink", "notice"), ("link", "notice"), ("on-strong", "strong"), ("on-strong", "strong-over"),
    ("on-error", "error"), ("on-error", "error-over"), ("ink", "quiet"), ("ink", "quiet-over"),
    ("on-focus", "focus"), ("ground", "notice-edge"), ("ground", "well"),
    *(("ink", f"band-{band}") for band in (1, 2, 3, 4)),
]  # fmt: skip
SHAPES = [("edge", "ground"), ("edge", "raised"), ("strong", "ground"), ("on-focus", "focus")]


def colours(scheme: str) -> dict[str, str]:
    body = re.search(rf"@mixin {scheme} \{{(.*?)\n\}}", COLOURS, re.DOTALL)
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", body[1]))


def light(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(scheme: str, pair: tuple[str, str]) -> float:
    low, high = sorted(light(colours(scheme)[name]) for name in pair)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_words_stand_out_from_their_ground(scheme, pair):
    assert contrast(scheme, pair) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pair", SHAPES, ids="-on-".join)
def test_edges_stand_out_from_their_ground(scheme, pair):
    assert contrast(scheme, pair) >= 3


def test_both_schemes_name_the_same_colours():
    assert colours("light").keys() == colours("dark").keys()


def test_our_sheets_name_no_colour_of_their_own_and_nothing_from_elsewhere():
    for sheet in SHEETS.glob("*.scss"):
        said = sheet.read_text(encoding="utf-8")
        if sheet.name != "_colours.scss":
            assert not re.findall(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl", said), sheet.name
        assert "//" not in re.sub(r"(?m)^\s*//.*$|;\s*//.*$|\}\s*//.*$", "", said), sheet.name


def test_the_typeface_is_our_own_and_whole():
    sheet = files.contents()["muster.css"].decode()
    named = set(re.findall(r"url\(\"?([^)\"]+)\"?\)", sheet))
    assert named == {name for name in files.contents() if name.endswith(".woff2")}
    assert len(named) == 4
    assert all(files.contents()[name].startswith(b"wOF2") for name in named)
    assert not re.search(r"GDS Transport|crown|@import", sheet)
    assert (files.BUILT / "golos-text-licence.txt").read_text().count("SIL OPEN FONT LICENSE")


def test_the_scripts_of_a_page_are_small():
    scripts = [content for name, content in files.contents().items() if name.endswith(".js")]
    assert sum(len(gzip.compress(one)) for one in scripts) <= 100_000


def test_a_page_is_light_for_a_phone():
    kept = [content for name, content in files.contents().items() if name.endswith((".css", ".js"))]
    assert sum(len(gzip.compress(one)) for one in kept) <= 60_000
