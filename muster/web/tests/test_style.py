"""What stands on what can be read: WCAG 2.2, 1.4.3 (AA, 4.5:1), in light and in dark."""

import re
from pathlib import Path

import pytest

import muster.web

SHEET = (Path(muster.web.__file__).parent / "looks" / "style.css").read_text()
SCHEMES = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
INKS, GROUNDS = ("ink", "soft", "link", "strong"), ("ground", "raised")
PAIRS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    ("ink", "notice"), ("on-strong", "strong"), ("focus", "ground"),
]  # fmt: skip


def light(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_words_stand_out_from_their_ground(scheme, pair):
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", SCHEMES[scheme]))
    low, high = sorted(light(colours[name]) for name in pair)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_there_is_no_colour_beside_the_named_ones_and_nothing_from_elsewhere():
    rest = re.sub(r":root \{.*?\}", "", SHEET, flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl", rest)
    assert "url(" not in SHEET
    assert "@import" not in SHEET
