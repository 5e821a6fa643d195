"""Archives of one table: the military crosswalk, wages, a national list; and ESCO beside O*NET."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from muster.transition.occupations.archives import Aside, bytes_of, digest_of, table
from muster.transition.occupations.problems import COLUMNS_CHANGED, CUT_SHORT, OTHER_VERSION
from muster.transition.occupations.release import Kind, Release

_SOC = "O*NET-SOC 2019"
_TITLES = b"O*NET Id,"
_WAGES = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")
MILITARY_COLUMNS = ("svc", "moc", "moc_title", "onet_code")
WAGE_COLUMNS = ("soc", "title", "employment", *_WAGES)
NATIONAL_COLUMNS = ("code", "language", "title")


def read_military(path: Path, version: str = "") -> Release:
    """Read O*NET's crosswalk of military codes; a code-title without any link is listed too."""
    entries: dict[str, dict[str, Any]] = {}
    aside: Aside = {}
    count = 0
    for row in table(whole(path), path.name, MILITARY_COLUMNS, aside):
        key = f"{row['svc']}|{row['moc']}|{row['moc_title']}"
        entry = entries.setdefault(
            key,
            {"service": row["svc"], "code": row["moc"], "title": row["moc_title"], "links": []},
        )
        if row["onet_code"] and row["onet_code"] not in entry["links"]:
            entry["links"].append(row["onet_code"])
            count += 1
    found = {"trades": len(entries), "links": count}
    return Release(Kind.MILITARY, version, digest_of(path), entries, found, aside)


def read_wages(path: Path, version: str = "") -> Release:
    """Read the wages by occupation (US BLS, OEWS): employment and yearly percentiles."""
    aside: Aside = {}
    entries = {
        f"{row['soc'][:2]}-{row['soc'][2:]}": {
            "title": row["title"], "employment": _number(row["employment"]),
            **{name: _number(row[name]) for name in _WAGES},
        }
        for row in table(whole(path), path.name, WAGE_COLUMNS, aside)
    }  # fmt: skip
    return Release(
        Kind.WAGES, version, digest_of(path), entries, {"occupations": len(entries)}, aside
    )


def read_national(path: Path, version: str = "") -> Release:
    """Read a national list: code, language and title, one a row; the first title is the name."""
    entries: dict[str, dict[str, Any]] = {}
    aside: Aside = {}
    count = 0
    for row in table(whole(path), path.name, NATIONAL_COLUMNS, aside):
        entry = entries.setdefault(row["code"], {"labels": {}})
        entry["labels"].setdefault(row["language"], []).append(row["title"])
        count += 1
    found = {"occupations": len(entries), "titles": count}
    return Release(Kind.NATIONAL, version, digest_of(path), entries, found, aside)


def read_crosswalk(path: Path, version: str = "") -> Release:
    """Read ESCO beside O*NET, with the type of each match; its opening lines say for which."""
    data = whole(path)
    opening, found, below = data.partition(_TITLES)
    if not found:
        raise COLUMNS_CHANGED.refused(part=path.name, column="O*NET Id", found=_first(data))
    says = re.findall(r"^Classification 1 Version,([^,\r\n]*)", opening.decode(), re.MULTILINE)
    if says != [_SOC]:
        other = ", ".join(says) or "—"
        raise OTHER_VERSION.refused(part=path.name, found=other, expected=_SOC)
    entries: dict[str, dict[str, Any]] = {}
    aside: Aside = {}
    columns = ("O*NET Id", "ESCO or ISCO URI", "Type of Match")
    for row in table(_TITLES + below, path.name, columns, aside):
        match = {"id": row["ESCO or ISCO URI"].rpartition("/")[2], "type": row["Type of Match"]}
        entries.setdefault(row["O*NET Id"], {"matches": []})["matches"].append(match)
    count = sum(len(entry["matches"]) for entry in entries.values())
    counts = {"occupations": len(entries), "links": count}
    return Release(Kind.CROSSWALK, version, digest_of(path), entries, counts, aside)


def whole(path: Path) -> bytes:
    """Return the bytes of a table of text whose last line is finished; Refused where it is not."""
    data = bytes_of(path)
    lines = data.rstrip(b"\r\n").splitlines()
    unfinished = not data.endswith((b"\n", b"\r")) and len(lines) > 1
    if unfinished and lines[-1].count(b",") < lines[0].count(b","):
        raise CUT_SHORT.refused(file=path.name)
    return data


def _first(data: bytes) -> str:
    return data[:80].decode("utf-8", "replace").partition("\n")[0]


def _number(cell: str) -> int | None:
    """Return a whole number, None where the publisher gives none ("*", "#")."""
    return int(cell) if cell.isdigit() else None
