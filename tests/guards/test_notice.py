"""The instruments' rights stand apart from the code's: NOTICE names every pack, and its terms."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build

LIBRARY = "muster/instruments/library"


def unnoticed(root: Path) -> list[str]:
    notice = (root / "NOTICE").read_text(encoding="utf-8")
    packs = {path.parent.name for path in (root / LIBRARY).glob("*/instrument.toml")}
    named = set(re.findall(r"\(([a-z0-9-]+)\)", notice))
    faults = [f"NOTICE does not name the pack ({pack})" for pack in packs - named]
    faults += [f"NOTICE names ({name}), which is no pack" for name in named - packs]
    for path in (root / LIBRARY).glob("*/??.toml"):
        wording = tomllib.loads(path.read_text(encoding="utf-8"))
        missing = [key for key in ("source", "year", "terms", "sha256") if not wording.get(key)]
        faults += [f"{path.relative_to(root)} does not state its {key}" for key in missing]
    return faults


def test_every_pack_is_noticed():
    assert unnoticed(ROOT) == []


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert text.rstrip().endswith("limitations under the License.")


PACK = {
    "NOTICE": "House scale (house)\n",
    f"{LIBRARY}/house/instrument.toml": "",
    f"{LIBRARY}/house/en.toml": 'source = "s"\nyear = 2026\nterms = "t"\nsha256 = "0"\n',
}


@pytest.mark.parametrize(
    "change",
    [
        {"NOTICE": ""},
        {"NOTICE": "House scale (house), hut scale (hut)"},
        {f"{LIBRARY}/house/en.toml": 'source = "s"\nyear = 2026\nsha256 = "0"\n'},
    ],
)
def test_an_unnoticed_right_is_seen(tmp_path, change):
    assert unnoticed(build(tmp_path, PACK)) == []
    assert len(unnoticed(build(tmp_path, change))) == 1
