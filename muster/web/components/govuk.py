"""The components of govuk-frontend as functions, given their parameters as that library names them.

    govuk.radios({"name": "reason", "items": […]})

Their templates count on a missing parameter being empty, so they live in an environment of their
own; ours stop at a name that nobody gave.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from muster.web.speaking import said

NAMES = (
    "back-link", "button", "checkboxes", "date-input", "details", "error-summary",
    "exit-this-page", "fieldset", "file-upload", "input", "inset-text", "notification-banner",
    "pagination", "panel", "password-input", "radios", "select", "skip-link", "summary-list",
    "table", "tag", "task-list", "textarea", "warning-text",
)  # fmt: skip


@cache
def _environment() -> Environment:
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(
        loader=loader, autoescape=True, undefined=ChainableUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


@cache
def _macro(name: str) -> Callable[[Mapping[str, object]], Markup]:
    template = _environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    called = "govuk" + "".join(part.title() for part in name.split("-"))
    made: Callable[[Mapping[str, object]], Markup] = getattr(template.module, called)
    return made


class Govuk:
    """Every component by its name, with `_` for `-`: `govuk.error_summary({…})`."""

    def __getattr__(self, name: str) -> Callable[[Mapping[str, object]], Markup]:
        known = name.replace("_", "-")
        if known not in NAMES:
            raise AttributeError(name)
        return lambda given: Markup(str(_macro(known)(_spoken(given))).strip())  # noqa: S704 — the macros escape


def _spoken(given: Mapping[str, object]) -> Any:
    return said(dict(given))


govuk = Govuk()
