"""Somebody comes in through their force's own sign-on, and shows their second factor here."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from muster.access.roles import UNIT_PSYCHOLOGIST
from tests.houses import account_with, make_unit
from tests.journeys.conftest import Visitor, _free_port, _wait_for
from tests.journeys.test_somebody_signs_in import code_for, press
from tests.sign_on import CLIENT, SECRET, SignOn


@pytest.fixture
def force():
    there = SignOn()
    yield there
    there.stop()


@pytest.fixture
def service_of_force(force, database, committed, tmp_path):
    """The service of a force that has a sign-on of its own; yields its address."""
    port = _free_port()
    environment = {
        **os.environ, **database.as_environment(),
        "DJANGO_SETTINGS_MODULE": "muster.config.settings",
        "MUSTER_HOME": str(settings.MUSTER_HOME), "MUSTER_HOSTS": "localhost,127.0.0.1",
        "MUSTER_OIDC_ISSUER": force.issuer, "MUSTER_OIDC_CLIENT": CLIENT,
        "MUSTER_OIDC_SECRET": SECRET,
    }  # fmt: skip
    log = tmp_path / "log"
    line = [sys.executable, "-m", "muster.config.main", "serve", "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(line, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://localhost:{port}/health", process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(30)


def test_somebody_comes_in_through_the_force(browser, service_of_force, force):
    account_with(UNIT_PSYCHOLOGIST, make_unit("1"), "psychologist")
    context = browser.new_context(base_url=service_of_force, locale="en")
    somebody = Visitor(context.new_page(), service_of_force)
    page = somebody.page
    somebody.opens("/sign-in?next=/queue")
    page.get_by_role("link", name="Sign in with your force's sign-on").click()
    page.wait_for_url(f"{force.issuer}/authorize*")
    page.get_by_label("Name").fill("psychologist")
    press(page, "Go on")
    # The force asked for a password alone, so Muster asks for something that only they have.
    page.wait_for_url("**/account/second-factor*")
    press(page, "Set up an authenticator")
    key = re.sub(r"\s", "", page.locator("[data-key]").inner_text())
    page.locator("#id_code").fill(code_for(key))
    press(page, "Continue")
    press(page, "I have written them down")
    page.wait_for_url("**/queue")
    somebody.finds_no_barrier()
    context.close()
    assert somebody.complaints == []
