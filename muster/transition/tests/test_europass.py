"""The profile as data, held against the shapes of the European Learning Model's own profile."""

import tomllib
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from muster.transition.profile.cv import Kept
from muster.transition.profile.europass import CONTEXT, as_json_ld
from muster.transition.rules.recorded import Kind, Recorded
from muster.transition.rules.service_asked import Service
from muster.transition.tests.test_cv import KEPT

SHAPES = tomllib.loads(Path(__file__).with_name("elm_shapes.toml").read_text(encoding="utf-8"))
MOMENT = "http://www.w3.org/2001/XMLSchema#dateTime"
CLAIMS = ("LearningAchievement", "LearningActivity")


def iri(term):
    """Return what a term of the context means, as JSON-LD says."""
    known = CONTEXT.get(term, CONTEXT["@vocab"] + term)
    return known["@id"] if isinstance(known, dict) else known


def faults(node):
    """Yield whatever of a thing, and of all below it, is not as its shape asks."""
    kind = node["type"]
    shape = SHAPES.get(iri(kind))
    if shape is None:
        yield f"{kind} has no shape"
        return
    said = {iri(term): (term, value) for term, value in node.items() if term not in
            ("@context", "id", "type")}  # fmt: skip
    yield from (f"{kind} has no {one}" for one in said if one not in shape)
    for path, rule in shape.items():
        term, value = said.get(path, ("", []))
        values = [value] if rule["is"] == "text" and value else _several(value)
        if not rule.get("least", 0) <= len(values) <= rule.get("most", 10_000):
            yield f"{kind} has {len(values)} of {path}"
        for one in values:
            yield from _wrong(kind, term, one, rule["is"])


def _several(value):
    return value if isinstance(value, list) else [value]


def _wrong(kind, term, one, wanted):
    if wanted == "text":
        if CONTEXT[term].get("@container") != "@language" or not all(one.values()):
            yield f"{kind}.{term} is no text in languages"
    elif wanted == "moment":
        if CONTEXT[term]["@type"] != MOMENT or len(one) != len("2015-03-01T00:00:00"):
            yield f"{kind}.{term} is no moment"
        datetime.fromisoformat(one)
    elif wanted == "any":
        if not one.get("id"):
            yield f"{kind}.{term} names nobody"
    else:
        if one["type"] not in (CLAIMS if wanted == "claim" else (wanted,)):
            yield f"{kind}.{term} is a {one['type']}"
        yield from faults(one)


def test_a_whole_profile_has_the_shape_that_the_model_asks_for():
    assert list(faults(as_json_ld(KEPT))) == []
    recorded = (
        Recorded(Kind.LICENCE, "Driving licence", "C", None, date(2030, 1, 1)),
        Recorded(Kind.LANGUAGE, "Немецкий", "B2"), Recorded(Kind.COURSE, "Welding"),
    )  # fmt: skip
    with_record = as_json_ld(replace(KEPT, recorded=recorded))
    assert list(faults(with_record)) == []
    titles = [one["title"]["en"] for one in with_record["hasClaim"]]
    assert "German (B2)" in titles
    assert len(titles) == len(set(titles)), "what was answered and is on record stands once"


def test_whoever_awards_a_claim_is_the_person_and_nobody_else():
    data = as_json_ld(KEPT)
    bodies = {body["id"] for one in data["hasClaim"] for body in one["awardedBy"]["awardingBody"]}
    assert bodies == {data["id"]}


def test_an_empty_profile_has_no_claim_and_says_so():
    assert list(faults(as_json_ld(Kept("X", "", "", (), (), Service())))) == [
        "Person has 0 of http://data.europa.eu/snb/model/elm/hasClaim"
    ]


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda data: data["hasClaim"][0].pop("awardedBy"), "LearningAchievement has 0 of"),
        (lambda data: data["hasClaim"][0].pop("title"), "LearningAchievement has 0 of"),
        (lambda data: data.update(languageSkill=[]), "Person has no"),
        (
            lambda data: data["hasClaim"][-1]["temporal"][0].update(startDate="2015-03-01"),
            "PeriodOfTime.startDate is no moment",
        ),
        (lambda data: data["hasClaim"][0].update(type="Diploma"), "Person.hasClaim is a Diploma"),
    ],
)
def test_what_is_not_of_the_shape_is_seen(spoil, fault):
    data = deepcopy(as_json_ld(KEPT))
    spoil(data)
    assert any(one.startswith(fault) for one in faults(data))
