"""The pictures of the README, taken anew by the journeys: each shows what a screen shows.

    python -m tools.pictures

Every journey takes many; docs/screenshots keeps those that are named here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "screenshots"
LARGEST = 150_000  # bytes
# picture: the journey that takes it
CHOSEN = {
    "question-en": "a_soldier_answers_on_a_phone",
    "member-home-en": "a_member_sees_who_looked",
    "calm-ru": "item_nine_at_night",
    "queue-en": "a_psychologists_morning",
    "chart-en": "a_psychologists_morning",
    "commander-en": "a_commander_asks_for_more_and_gets_nothing",
    "journal-en": "an_auditor_reads_the_journal",
    "plan-en": "a_team_lead_plans_the_year",
    "ideas-en": "an_infantry_sergeant_leaves_with_ideas",
    "way-en": "an_infantry_sergeant_leaves_with_ideas",
    "own-plan-en": "three_needs_become_one_plan",
}


def main() -> None:
    """Run the journeys and keep what was chosen; stop where one fails or a picture is large."""
    journeys = [f"tests/journeys/test_{name}.py" for name in dict.fromkeys(CHOSEN.values())]
    with tempfile.TemporaryDirectory() as taken:
        wishes = {"MUSTER_SCREENSHOTS": taken, "MUSTER_SCREENSHOTS_SCREEN": "1"}
        line = [sys.executable, "-m", "pytest", "-q", *journeys]
        subprocess.run(line, cwd=ROOT, env={**os.environ, **wishes}, check=True)
        KEPT.mkdir(exist_ok=True)
        for name in CHOSEN:
            picture = Path(taken) / f"{name}.png"
            if picture.stat().st_size > LARGEST:
                sys.exit(f"{name} has {picture.stat().st_size} bytes; {LARGEST} is enough")
            shutil.copy(picture, KEPT)


if __name__ == "__main__":
    main()
