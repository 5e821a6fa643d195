"""Whose each archive is, on what terms it may be used, and what each thing in it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muster.kernel.words import Sentence, _, _p
from muster.transition.occupations.release import Kind


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive is called, and the terms under which it is shown; the source is an address.

    A national list has no terms of its own here: whoever brings it in enters its publisher's.
    """

    name: Sentence
    terms: Sentence | None
    source: str


ARCHIVES: Mapping[Kind, Archive] = {
    Kind.ESCO: Archive(
        _("ESCO: occupations and the skills they need"),
        _("European Commission, ESCO; may be reused if the source is named."),
        "https://esco.ec.europa.eu",
    ),
    Kind.ONET: Archive(
        _("O*NET: occupations, their titles, tasks and interests"),
        _("U.S. Department of Labor, O*NET database; CC BY 4.0."),
        "https://www.onetcenter.org/database.html",
    ),
    Kind.MILITARY: Archive(
        _("Military codes and the civilian occupations they lead to"),
        _("U.S. Department of Labor and DMDC, O*NET military crosswalk; CC BY 4.0."),
        "https://www.onetcenter.org/crosswalks.html",
    ),
    Kind.CROSSWALK: Archive(
        _("ESCO beside O*NET"),
        _("ESCO Secretariat and U.S. Department of Labor; public, the source to be named."),
        "https://esco.ec.europa.eu/en/use-esco/eso-onet-crosswalk",
    ),
    Kind.WAGES: Archive(
        _("Wages by occupation"),
        _("U.S. Bureau of Labor Statistics, OEWS; public domain."),
        "https://www.bls.gov/oes",
    ),
    Kind.NATIONAL: Archive(_("A national list of occupations' titles"), None, ""),
}

COUNTED: Mapping[str, Sentence] = {
    "occupations": _p("counted in an archive", "Occupations"),
    "skills": _p("counted in an archive", "Skills"),
    "links": _p("counted in an archive", "Links"),
    "trades": _p("counted in an archive", "Military trades"),
    "titles": _p("counted in an archive", "Titles"),
    "Alternate Titles": _p("counted in an archive", "Alternate titles"),
    "Sample of Reported Titles": _p("counted in an archive", "Reported titles"),
    "Interests": _p("counted in an archive", "Interests"),
    "Work Values": _p("counted in an archive", "Work values"),
    "Job Zones": _p("counted in an archive", "Job zones"),
    "Related Occupations": _p("counted in an archive", "Related occupations"),
    "Task Statements": _p("counted in an archive", "Tasks"),
}
