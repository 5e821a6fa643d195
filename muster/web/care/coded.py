"""Codes of the profile as fields and pages show them, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from muster.policy.queries import in_force
from muster.policy.rules.labels import Label
from muster.policy.rules.profile import Profile

__all__ = ["in_force", "options", "said"]


def options(labels: Mapping[str, Label], language: str) -> list[tuple[str, str]]:
    """Return codes and their words, as a field offers them."""
    return [(code, label.said_in(language)) for code, label in labels.items()]


def said(codes: Iterable[str], labels: Mapping[str, Label], language: str) -> list[str]:
    """Return the words of codes; a code that this profile does not know stays as it is."""
    return [labels[code].said_in(language) if code in labels else code for code in codes]


def functions_of(profile: Profile, codes: Iterable[str], language: str) -> list[str]:
    """Return what somebody cannot or should not do, in words."""
    return said(codes, profile.functions, language)
