"""`muster serve`: a real process on a port of this machine, asked as a browser asks."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import psycopg
import pytest


@pytest.fixture
def port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def serving(standing, process, port):
    """The service of the session's installation, in its own process group, as a terminal has it."""
    service = process("serve", "--port", port, "--workers", 2)
    try:
        yield service
    finally:
        if service.poll() is None:
            service.terminate()
            service.communicate(timeout=60)


def answered(port: int, page: str, process: subprocess.Popen) -> tuple[int, str]:
    """Ask for a page until the service answers, for a minute at most."""
    until = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}{page}", timeout=10) as response:
                return response.status, response.read().decode()
        except HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(process.communicate(timeout=10)) from None
            time.sleep(0.2)


def test_it_serves_with_stale_numbers_and_stops_when_asked(serving, port):
    # Nobody ever called the numbers of this installation, so all of them are stale.
    status, said = answered(port, "/health", serving)
    assert (status, json.loads(said)) == (200, {"well": True})
    status, said = answered(port, "/help-now", serving)
    assert status == 200
    assert "555-0101" in said
    assert answered(port, "/no-such-page", serving)[0] == 404
    assert serving.poll() is None
    serving.send_signal(signal.SIGINT)
    told, remarks = serving.communicate(timeout=60)
    assert serving.returncode == 0, remarks
    assert f"http://127.0.0.1:{port}/" in told
    assert "The pages are shown all the same" in remarks
    assert "help-now" not in told + remarks  # nobody notes who asked for help


def test_ctrl_c_in_a_terminal_ends_all_of_it_cleanly(standing, committed, home, port):
    environment = {
        **os.environ, **committed.as_environment(), "MUSTER_HOME": str(home),
        "MUSTER_LANGUAGE": "en", "DJANGO_SETTINGS_MODULE": "muster.config.settings",
    }  # fmt: skip
    service = subprocess.Popen(
        [sys.executable, "-m", "muster.config.main", "serve", "--port", str(port)],
        env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    try:
        assert answered(port, "/health", service)[0] == 200
    finally:
        os.killpg(service.pid, signal.SIGINT)
        _told, remarks = service.communicate(timeout=60)
    assert service.returncode == 0, remarks
    assert "Traceback" not in remarks


def test_an_address_in_use_is_refused_in_a_sentence(standing, process):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        service = process("serve", "--port", taken.getsockname()[1])
        _told, remarks = service.communicate(timeout=60)
    assert service.returncode == 2
    assert "Nothing can be served at 127.0.0.1" in remarks
    assert "Traceback" not in remarks


@pytest.mark.database
@pytest.mark.parametrize(
    ("login", "why"),
    [
        ("superuser", "it is a superuser"),
        ("owner", "it owns tables"),
        ("bypassing", "it has BYPASSRLS"),
    ],
)
def test_a_login_that_is_too_strong_does_not_start(standing, committed, process, port, login, why):
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        strong = {"superuser": committed.superuser, "owner": committed.owner}.get(login)
        if strong is None:
            admin.execute(f'ALTER ROLE "{committed.app.user}" BYPASSRLS')
            strong = committed.app
        try:
            service = process(
                "serve", "--port", port, DATABASE_URL=strong.as_url(show_password=True)
            )
            _told, remarks = service.communicate(timeout=60)
        finally:
            admin.execute(f'ALTER ROLE "{committed.app.user}" NOBYPASSRLS')
    assert service.returncode == 2
    assert why in remarks


_ASKED = """
from io import BytesIO
from muster.config.wsgi import application
said = {}
request = {
    "REQUEST_METHOD": "GET", "PATH_INFO": "/health", "HTTP_HOST": "localhost",
    "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.input": BytesIO(),
    "wsgi.url_scheme": "http",
}
body = application(request, lambda status, headers: said.update(status=status))
print(said["status"], b"".join(body).decode())
"""


@pytest.mark.database
def test_under_another_server_a_strong_login_reads_nothing(standing, committed, home):
    environment = {
        **os.environ, **committed.as_environment(), "MUSTER_HOME": str(home),
        "DATABASE_URL": committed.owner.as_url(show_password=True),
        "DJANGO_SETTINGS_MODULE": "muster.config.settings",
    }  # fmt: skip
    asked = subprocess.run(
        [sys.executable, "-c", _ASKED],
        env=environment, text=True, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert asked.stdout.startswith("503"), asked.stderr
    assert "vault.login-too-strong" in asked.stdout
