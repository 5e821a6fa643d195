"""Any archive that Muster reads: told by what it holds, never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from muster.kernel.problems import Refused
from muster.kernel.sheets import open_sheet
from muster.transition.occupations import esco, onet
from muster.transition.occupations.archives import Archive, bytes_of
from muster.transition.occupations.esco import read_esco
from muster.transition.occupations.lists import (
    MILITARY_COLUMNS,
    NATIONAL_COLUMNS,
    WAGE_COLUMNS,
    read_crosswalk,
    read_military,
    read_national,
    read_wages,
)
from muster.transition.occupations.onet import read_onet
from muster.transition.occupations.problems import UNKNOWN
from muster.transition.occupations.release import Release

_BY_COLUMNS = (
    (MILITARY_COLUMNS, read_military),
    (WAGE_COLUMNS, read_wages),
    (NATIONAL_COLUMNS, read_national),
)
_CROSSWALK_SAYS = b"ESCO-O*NET Crosswalk"
_ZIP = b"PK\x03\x04"


def read_archive(path: Path, version: str = "") -> Release:
    """Read whichever archive this is; Refused says what is wrong with it, in one sentence."""
    head = bytes_of(path)[:4096]
    if head.startswith(_ZIP) or zipfile.is_zipfile(path):
        archive = Archive(path)
        if archive.holds(esco.OCCUPATIONS) or archive.holds(esco.SKILLS):
            return read_esco(path, version)
        if archive.holds(onet.OCCUPATIONS) or archive.holds(onet.ALTERNATE):
            return read_onet(path, version)
        raise UNKNOWN.refused(file=path.name)
    if _CROSSWALK_SAYS in head:
        return read_crosswalk(path, version)
    try:
        columns = set(open_sheet(path).columns)
    except Refused as refusal:
        raise UNKNOWN.refused(file=path.name) from refusal
    # Two columns of its own tell a list; the reader then says which of the others is missing.
    for own, read in _BY_COLUMNS:
        if len(columns & set(own)) > 1:
            return read(path, version)
    raise UNKNOWN.refused(file=path.name)
