"""Every form of the house sent empty, huge, with script, with signs that cannot be, with an id that
is another's, and twice: each is answered with a page, nothing breaks, and no script comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from django.db import transaction
from django.test import Client

from tests.estates import Estate, estate
from tests.guards.test_urls import Address, every_address, example

SCRIPT = "<script>alert(1)</script>"
FIELD = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"')
ONE = re.compile(r'<(?:input|option)\b[^>]*\bvalue="([^"]+)"[^>]*(?:checked|selected)')
OURS = ("csrfmiddlewaretoken",)


def bad_ways(there: Estate, address: Address) -> Mapping[str, str]:
    """Return what every field is filled in with, one way after the other."""
    names = address.objects or ["person"]
    theirs = example(address, names[0], there.other) if address.objects else there.other
    return {
        "empty": "",
        "huge": "9" * 120_000,
        "long": "я" * 3_000,
        "script": SCRIPT,
        "unreadable": "a\x00b\x1f\ud7ff",
        "another's": str(theirs),
    }


def sent(client: Client, address: str, fields: Mapping[str, str]) -> tuple[int, str]:
    """Send a form and leave nothing of it; return the status and what was said."""
    with transaction.atomic():
        answer = client.post(address, fields)
        said = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, said.decode("utf-8", "replace")


def fields_of(client: Client, address: str) -> set[str]:
    """Return the names of everything that the page at `address` would send."""
    with transaction.atomic():
        page = client.get(address)
        said = "" if page.streaming else page.content.decode("utf-8", "replace")
        transaction.set_rollback(True)
    return {*FIELD.findall(said.partition("<main")[2])} - {*OURS}


def faults_of(address: Address, there: Estate) -> Iterator[str]:
    role = address.serves[0]
    client = there.readers[role.key]
    own = {name: example(address, name, there.ours) for name in address.objects}
    at = address.of(**own)
    # A button of a list sends what its own page knows: these stand for whatever that may be.
    fields = fields_of(client, at) or {"text", "person", "account", "reason", "list", "next"}
    for way, value in bad_ways(there, address).items():
        status, said = sent(client, at, dict.fromkeys(fields, value))
        if status >= 500:
            yield f"/{address.route} sent {way} by {role.key} answers with {status}"
        if SCRIPT in said:
            yield f"/{address.route} sent {way} by {role.key} gives the script back"


@pytest.mark.django_db
def test_every_form_is_answered_however_it_is_sent():
    there = estate()
    posting = [one for one in every_address() if one.posts and isinstance(one.serves, tuple)]
    assert len(posting) > 50
    assert [fault for one in posting for fault in faults_of(one, there)] == []
