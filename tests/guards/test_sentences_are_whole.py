"""What is marked for translation is one literal sentence: no f-string, no gluing, no variable."""

import ast
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build, calls, sources, where

MARKS = {"_": 1, "_n": 2, "_p": 2}


def unwhole(root: Path) -> list[str]:
    faults = []
    for path in sources(root):
        for call in calls(path, *MARKS):
            if not isinstance(call.func, ast.Name):
                continue
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            literal = all(
                isinstance(one, ast.Constant) and isinstance(one.value, str) for one in given
            )
            if not literal or len(given) != MARKS[call.func.id]:
                faults.append(
                    f"{where(root, path, call)}: write the sentence out; values go in with .of(…)"
                )
            elif any(one.value != one.value.strip() or not one.value for one in given):
                faults.append(f"{where(root, path, call)}: a sentence has no space at its ends")
    return faults


def test_sentences_are_whole():
    assert unwhole(ROOT) == []


@pytest.mark.parametrize(
    "mark",
    [
        '_(f"Row {row}")',
        '_("Row " + row)',
        '_("Row %s" % row)',
        "_(sentence)",
        '_("Row ")',
        '_("")',
        '_n("row", f"{count} rows")',
        '_n("row")',
        '_p(context, "Private")',
    ],
)
def test_a_sentence_in_parts_is_seen(tmp_path, mark):
    build(tmp_path, {"muster/house/__init__.py": "", "muster/house/words.py": f"said = {mark}\n"})
    assert len(unwhole(tmp_path)) == 1


def test_a_sentence_over_two_lines_is_whole(tmp_path):
    source = 'said = _(\n    "One sentence, "\n    "on two lines."\n)\nfor _ in range(3): pass\n'
    build(tmp_path, {"muster/house/__init__.py": "", "muster/house/words.py": source})
    assert unwhole(tmp_path) == []
