"""Every table says how it is kept: its zone, whose its rows are, how sensitive, how erased."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.zones import MATRIX, Zone

HEALTH = frozenset({Zone.CLINICAL})
PERSONAL = frozenset({Reach.PERSON, Reach.SELF, Reach.PLACE, Reach.MENTION, Reach.SENT})
IMPERSONAL = frozenset({Zone.CATALOGUE, Zone.AGGREGATE})
# Tables that name a person though no row-level rule follows the name, and why that must be.
ASKED_BEFORE_A_VIEWER = {
    "care.CalendarFeed": "a calendar asks before there is a viewer; opaque ids",
    "care.CalendarFeedEnd": "says that such an address holds no longer; opaque ids",
    "care.OutsideLink": "its page asks before there is a viewer whom it stands for; opaque ids",
    "care.OutsideLinkEnd": "says that such a link holds no longer; opaque ids",
    "transition.FaringLink": "its page asks before there is a viewer whom it asks; opaque ids",
    "transition.FaringLinkEnd": "says that such a link was used; opaque ids",
    "people.SignIn": "sign-in asks whose account it is before there is a viewer; two opaque ids",
}


def careless(model: type[models.Model]) -> list[str]:
    name, kept = model._meta.label, getattr(model, "kept", None)
    if not isinstance(kept, Keeping):
        return [f"{name} does not say how it is kept"]
    columns = {field.column for field in model._meta.concrete_fields}
    needed = {
        Reach.PERSON: {kept.person_column},
        Reach.UNIT: {kept.unit_column},
        Reach.ORDER: {kept.unit_column},
        Reach.PLACE: {kept.unit_column, kept.person_column},
        Reach.MENTION: {kept.person_column, "people"},
        Reach.ZONE: {"zone"},
        Reach.OFFER: {kept.party_column},
        Reach.SENT: {kept.party_column, kept.person_column},
    }
    faults = [
        f"{name} is reached by {column}, which it does not have"
        for column in sorted(needed.get(kept.reach, set()) - columns)
    ]
    if (
        kept.zone in HEALTH
        and kept.reach in PERSONAL
        and kept.sensitivity is not Sensitivity.HEALTH
    ):
        faults.append(f"{name} stands among health, names a person and is not marked as health")
    if kept.sensitivity is Sensitivity.HEALTH and kept.scrub is Scrub.KEEP:
        faults.append(f"{name} holds health and would outlive an erasure")
    if kept.zone in IMPERSONAL and kept.reach not in (Reach.NOBODY, Reach.UNIT):
        faults.append(f"{name} stands in a zone without people and is reached by a person")
    unfollowed = kept.reach is Reach.NOBODY and kept.zone not in IMPERSONAL
    if unfollowed and "person_id" in columns and name not in ASKED_BEFORE_A_VIEWER:
        faults.append(f"{name} names a person, and no row-level rule follows that name")
    return faults


def own_models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model.__module__.startswith("muster.")]


def test_every_table_says_how_it_is_kept():
    assert own_models()
    assert [fault for model in own_models() for fault in careless(model)] == []


def test_the_exceptions_are_still_exceptions():
    excepted = {model._meta.label: model for model in own_models()}.keys() & ASKED_BEFORE_A_VIEWER
    assert excepted == ASKED_BEFORE_A_VIEWER.keys()
    assert all(apps.get_model(name).kept.reach is Reach.NOBODY for name in ASKED_BEFORE_A_VIEWER)


def test_every_zone_is_some_audiences_and_every_audience_has_a_zone():
    assert all(MATRIX.values())
    assert {zone for allowed in MATRIX.values() for zone in allowed} == set(Zone)


GOOD = {
    "zone": Zone.CLINICAL,
    "reach": Reach.PERSON,
    "sensitivity": Sensitivity.HEALTH,
    "scrub": Scrub.DELETE,
}


@pytest.mark.parametrize(
    "change",
    [
        None,
        {"person_column": "nobody_id"},
        {"sensitivity": Sensitivity.INTERNAL},
        {"scrub": Scrub.KEEP},
        {"zone": Zone.CATALOGUE},
        {"reach": Reach.NOBODY},
    ],
)
def test_a_careless_table_is_seen(change):
    with isolate_apps("muster.vault"):
        body = {
            "__module__": "muster.care.models",
            "Meta": type("Meta", (), {"app_label": "vault"}),
            "person_id": models.UUIDField(),
        }
        good = type("Good", (models.Model,), {**body, "kept": Keeping(**GOOD)})
        kept = {"kept": Keeping(**{**GOOD, **change})} if change else {}
        bad = type("Bad", (models.Model,), {**body, **kept})
    assert careless(good) == []
    assert len(careless(bad)) == 1
