"""Every link in a document leads to a file that is there."""

import re
from pathlib import Path

from tests.guards.house import ROOT, build, committed_files, where

LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)[^)]*\)")


def broken(root: Path) -> list[str]:
    return [
        f"{where(root, path)}: {link} leads nowhere"
        for path in committed_files(root)
        if path.suffix == ".md"
        for link in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / link).exists()
    ]


def test_links_lead_somewhere():
    assert broken(ROOT) == []


def test_a_broken_link_is_seen(tmp_path):
    text = "[a](there.md) [b](gone.md) [c](https://example.org/x) [d](#here) [e](there.md#part)"
    build(tmp_path, {"README.md": text, "there.md": ""})
    assert broken(tmp_path) == ["README.md: gone.md leads nowhere"]
