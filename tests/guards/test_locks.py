"""The locks carry a hash for everything and the address of no package index."""

import json
import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build, committed_files

PINNED = re.compile(r"^[A-Za-z0-9._-]+(\[[^]]*\])?==[^\s;]+", re.MULTILINE)
ADDRESS = re.compile(r"://|--(extra-)?index-url|--find-links|^-[if] |file:", re.MULTILINE)
NPMRC = "omit-lockfile-registry-resolved=true"


def addressed(root: Path) -> list[str]:
    faults = []
    for path in committed_files(root):
        if path.name.endswith(".lock"):
            faults += python_lock(path)
        elif path.name == "package-lock.json":
            faults += node_lock(path)
        elif path.name == ".npmrc" and path.read_text().split() != [NPMRC]:
            faults.append(f"{path.name} says more or less than {NPMRC}")
    return faults


def python_lock(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    faults = [f"{path.name} carries an address"] if ADDRESS.search(text) else []
    for entry in re.split(r"\n(?=\S)", text):
        if PINNED.match(entry) and "--hash=sha256:" not in entry:
            faults.append(f"{path.name}: {entry.split()[0]} has no hash")
    return faults


def node_lock(path: Path) -> list[str]:
    packages = json.loads(path.read_text(encoding="utf-8")).get("packages", {})
    faults = []
    for name, about in packages.items():
        if "resolved" in about:
            faults.append(f"{path.name}: {name} carries an address")
        elif name and not about.get("link") and "integrity" not in about:
            faults.append(f"{path.name}: {name} has no hash")
    return faults


def test_the_locks_are_hashed_and_name_no_index():
    assert addressed(ROOT) == []
    assert PINNED.search((ROOT / "requirements.lock").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("requirements.lock", "one==1.0 \\\n    --hash=sha256:00\ntwo==2.0\n"),
        ("requirements.lock", "--index-url index\none==1.0 --hash=sha256:00\n"),
        (".npmrc", "registry=somewhere\n"),
        ("package-lock.json", '{"packages": {"one": {"resolved": "there", "integrity": "x"}}}'),
        ("package-lock.json", '{"packages": {"one": {"version": "1.0"}}}'),
    ],
)
def test_an_address_or_a_missing_hash_is_seen(tmp_path, name, text):
    assert len(addressed(build(tmp_path, {name: text}))) == 1
