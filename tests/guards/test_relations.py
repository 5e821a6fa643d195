"""A relation between tables points to the same room or downwards, and has no reverse name."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.guards.house import ROOT, build, calls, layers, sources, where


def room_of(model: type[models.Model]) -> str | None:
    """Return the room a model stands in, None for a library's."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "muster" else None


def height(room: str) -> int:
    """Return the room's line in the house, counted from the ground."""
    lines = layers()
    return next(len(lines) - at for at, line in enumerate(lines) if room in line)


def crooked(model: type[models.Model]) -> list[str]:
    faults = []
    room = room_of(model)
    for field in model._meta.get_fields(include_parents=False):
        if not isinstance(field, models.Field) or field.remote_field is None:
            continue
        name, target = f"{model._meta.label}.{field.name}", room_of(field.remote_field.model)
        if target not in (room, None) and height(target) >= height(room):
            faults.append(f"{name} points up or sideways, to {target}")
        if target and not str(field.remote_field.related_name or "").endswith("+"):
            faults.append(f'{name} has a reverse name: write related_name="+"')
    return faults


def by_name(root: Path) -> list[str]:
    """Return the places where a model is fetched by name, past the contracts of imports."""
    return [
        f"{where(root, path, call)}: import the model, or ask its room's queries"
        for path in sources(root)
        for call in calls(path, "get_model")
        if isinstance(call.func, ast.Attribute)
    ]


def test_relations_point_down():
    found = [
        fault
        for model in apps.get_models(include_auto_created=True)
        if room_of(model)
        for fault in crooked(model)
    ]
    assert found == []


def test_no_model_is_fetched_by_name():
    assert by_name(ROOT) == []


def planted(target: type[models.Model], room: str, related_name: str | None) -> type[models.Model]:
    body = {
        "__module__": f"muster.{room}.models",
        "Meta": type("Meta", (), {"app_label": "vault"}),
        "to": models.ForeignKey(target, models.PROTECT, related_name=related_name),
    }
    return type("Planted", (models.Model,), body)


@pytest.mark.parametrize(
    ("room", "related_name", "faults"),
    [("people", "+", 0), ("kernel", "+", 1), ("people", None, 1), ("kernel", "planted", 2)],
)
def test_a_crooked_relation_is_seen(room, related_name, faults):
    account = apps.get_model("access", "Account")
    with isolate_apps("muster.vault"):
        assert len(crooked(planted(account, room, related_name))) == faults


def test_a_model_fetched_by_name_is_seen(tmp_path):
    build(tmp_path, {"muster/house/side.py": 'Case = apps.get_model("care", "Case")\n'})
    assert len(by_name(tmp_path)) == 1
