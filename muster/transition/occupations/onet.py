"""O*NET's text release: occupations with their titles, tasks, interests, values and neighbours.

US Department of Labor, O*NET database, CC BY 4.0; https://www.onetcenter.org/database.html (text).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from muster.transition.occupations.archives import Archive, Cells
from muster.transition.occupations.problems import NOT_ALONE
from muster.transition.occupations.release import Kind, Release

CODE = "O*NET-SOC Code"
OCCUPATIONS = "Occupation Data.txt"
ALTERNATE, REPORTED = "Alternate Titles.txt", "Sample of Reported Titles.txt"
INTERESTS, VALUES, ZONES = "Interests.txt", "Work Values.txt", "Job Zones.txt"
RELATED, TASKS = "Related Occupations.txt", "Task Statements.txt"
# The six occupational interests; further rows of the table name an occupation's highest.
_INTEREST, _VALUE = "OI", "EX"


def read_onet(path: Path, version: str = "", *, whole: bool = True) -> Release:
    """Read the release; unless `whole`, the occupations and their titles alone."""
    archive = Archive(path)
    entries: dict[str, dict[str, Any]] = {
        row[CODE]: {
            "title": row["Title"], "labels": [row["Title"]], "description": row["Description"],
            "interests": {}, "values": {}, "zone": None, "related": [], "tasks": [],
        }
        for row in archive.table(OCCUPATIONS, (CODE, "Title", "Description"))
    }  # fmt: skip
    counts = {"occupations": len(entries)}

    def rows(part: str, *columns: str) -> Iterator[tuple[dict[str, Any], Cells]]:
        count = 0
        for row in archive.table(part, (CODE, *columns)):
            if row[CODE] not in entries:
                raise NOT_ALONE.refused(part=part, key=row[CODE], other=OCCUPATIONS)
            count += 1
            yield entries[row[CODE]], row
        counts[part.removesuffix(".txt")] = count

    for entry, row in rows(ALTERNATE, "Alternate Title"):
        entry["labels"].append(row["Alternate Title"])
    for entry, row in rows(REPORTED, "Reported Job Title"):
        entry["labels"].append(row["Reported Job Title"])
    for entry in entries.values():
        entry["labels"] = list(dict.fromkeys(entry["labels"]))
    if whole:
        _weighed(rows)
    return Release(Kind.ONET, version, archive.digest, entries, counts, archive.aside)


def _weighed(rows: Any) -> None:
    """Add interests, values, job zones, related occupations and tasks to the entries."""
    columns = ("Element Name", "Scale ID", "Data Value")
    for part, scale, key in ((INTERESTS, _INTEREST, "interests"), (VALUES, _VALUE, "values")):
        for entry, row in rows(part, *columns):
            if row["Scale ID"] == scale:
                entry[key][row["Element Name"]] = float(row["Data Value"])
    for entry, row in rows(ZONES, "Job Zone"):
        entry["zone"] = int(row["Job Zone"])
    for entry, row in rows(RELATED, "Related O*NET-SOC Code"):
        entry["related"].append(row["Related O*NET-SOC Code"])
    for entry, row in rows(TASKS, "Task"):
        entry["tasks"].append(row["Task"])
