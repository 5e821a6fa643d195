"""Vacancies as other programs write them: an XML feed of our own, and schema.org's JobPosting.

Both are read into the same cells as a form or a table, so the same faults are named. What
schema.org has no word for (licences, conditions, what is offered) travels as our codes in the
properties that come nearest, and is read back from there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from muster.transition.rules.cells import plain
from muster.transition.rules.fitting import Open
from muster.transition.rules.terms import CONDITIONS, LICENCES, OFFERS
from muster.transition.rules.vacancies import COLUMNS

Cells = dict[str, str]
ROOT, ITEM = "vacancies", "vacancy"
MONTHS = {"MONTH": 1, "YEAR": 12}
"""How many months the unit of a salary holds; another unit is not reckoned into a month's pay."""
_CODED: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "qualifications": ("licences", LICENCES),
    "physicalRequirement": ("conditions", CONDITIONS),
    "jobBenefits": ("offers", OFFERS),
}


def cells_of_item(item: ElementTree.Element) -> Cells:
    """Return what one element of the feed says; elements that are not known are left out."""
    found: Cells = {}
    for one in item:
        name = str(one.tag).rpartition("}")[2].replace("-", "_")
        if name in COLUMNS:
            found[name] = "".join(one.itertext()).strip()
    return found


def postings(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every JobPosting in what a file holds: one, a list, or a graph of them."""
    if isinstance(data, list):
        for one in data:
            yield from postings(one)
    elif isinstance(data, dict):
        kinds = data.get("@type", "")
        if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
            yield data
        for name in ("@graph", "itemListElement", "item"):
            if isinstance(data.get(name), list | dict):
                yield from postings(data[name])


def cells_of_posting(one: Mapping[str, Any]) -> Cells:
    """Return what a JobPosting says; its pay only where it is of a month or a year."""
    text = [plain(_said(one.get("description")))]
    found: Cells = {
        "title": _said(one.get("title")) or _said(one.get("name")),
        "region": _where(one.get("jobLocation")),
        "begins": (_said(one.get("jobStartDate")) or _said(one.get("validThrough")))[:10],
        "places": _said(one.get("totalJobOpenings")),
        **_pay(one.get("baseSalary")),
    }
    for name, (column, known) in _CODED.items():
        codes, rest = _codes(one.get(name), known)
        found[column] = ",".join(codes)
        text += rest
    found["text"] = " ".join(filter(None, text))
    return found


def _said(value: Any) -> str:
    """Return plain text or a number as it was written; "" for anything else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value", value.get("name", ""))
    return str(value) if isinstance(value, str | int | float) and value is not True else ""


def _where(value: Any) -> str:
    place = value[0] if isinstance(value, list) and value else value
    if not isinstance(place, dict):
        return _said(place)
    address = place.get("address")
    if not isinstance(address, dict):
        return _said(address) or _said(place.get("name"))
    return _said(address.get("addressLocality")) or _said(address.get("addressRegion"))


def _pay(value: Any) -> Cells:
    amount = value.get("value", value) if isinstance(value, dict) else None
    if not isinstance(amount, dict):
        return {}
    months = MONTHS.get(_said(amount.get("unitText")).upper())
    if months is None:
        return {}
    one = amount.get("value")
    low, high = amount.get("minValue", one), amount.get("maxValue", one)
    return {"pay_from": _of_month(low, months), "pay_to": _of_month(high, months)}


def _of_month(value: Any, months: int) -> str:
    said = _said(value)
    if months == 1 or not re.fullmatch(r"\d{1,12}(?:\.\d+)?", said):
        return said
    return str(round(float(said) / months))


def _codes(value: Any, known: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the codes among the words of a property, and what else it says."""
    every = value if isinstance(value, list) else [value]
    parts = [part.strip() for one in every for part in re.split("[,;]", _said(one))]
    codes = [one.casefold() for one in parts if one.casefold() in known]
    return codes, [one for one in parts if one and one.casefold() not in known]


def as_xml(vacancies: Iterable[Open]) -> bytes:
    """Return vacancies as the XML feed."""
    root = ElementTree.Element(ROOT, {"version": "1"})
    for one in vacancies:
        item = ElementTree.SubElement(root, ITEM, {"id": str(one.key), "by": one.by})
        for name in COLUMNS:
            said = _cell(getattr(one, name))
            if said:
                ElementTree.SubElement(item, name.replace("_", "-")).text = said
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root) + b"\n"


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return "" if value is None else str(value)


def as_job_postings(vacancies: Sequence[Open]) -> bytes:
    """Return vacancies as a graph of schema.org's JobPosting, in JSON-LD."""
    graph = [_posting(one) for one in vacancies]
    said = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _posting(one: Open) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": "JobPosting",
        "identifier": str(one.key),
        "title": one.title,
        "description": one.text or one.title,
        "hiringOrganization": {"@type": "Organization", "name": one.by},
        "jobLocation": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": one.region},
        },
        "jobStartDate": one.begins.isoformat(),
        "totalJobOpenings": one.places,
    }
    for name, (column, _known) in _CODED.items():
        codes = getattr(one, column)
        if codes:
            said[name] = ", ".join(codes)
    if one.pay_from is not None:
        said["baseSalary"] = {
            "@type": "MonetaryAmount",
            "value": {
                "@type": "QuantitativeValue", "unitText": "MONTH", "minValue": one.pay_from,
                **({} if one.pay_to is None else {"maxValue": one.pay_to}),
            },
        }  # fmt: skip
    return said
