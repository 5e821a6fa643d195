"""What every journey may ask for: the real service, a real browser, and people who sign in.

The service is `muster serve` in a process of its own on loopback, before the session's database;
what a journey prepares is committed, and emptied when it ends.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from muster.kernel.ids import AccountId
from tests.database import TestDatabase
from tests.journeys.sessions import session_for
from tools.browser import chromium

SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = os.environ.get("MUSTER_SCREENSHOTS")
WHOLE = "MUSTER_SCREENSHOTS_SCREEN" not in os.environ
PATIENCE = 60_000
"""Milliseconds within which what is awaited comes, on a machine that has much else to do."""
expect.set_options(timeout=PATIENCE)
# The browser's driver keeps a loop of its own in this thread; the database is asked outside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _until_read(act: Callable[..., None]) -> Callable[..., None]:
    """Let `act` end when the page that it opened is there whole.

    A press by itself ends when the next page has begun, and what a journey counts on it at once
    may not have come yet.
    """

    @wraps(act)
    def acts(one: Locator, *given: object, **named: object) -> None:
        act(one, *given, **named)
        one.page.wait_for_load_state()

    return acts


Locator.click = _until_read(Locator.click)
Locator.press = _until_read(Locator.press)


@pytest.fixture(scope="session")
def service(database: TestDatabase, django_db_setup, tmp_path_factory) -> Iterator[str]:
    """Start the service before the session's database; yield its address."""
    port = _free_port()
    address = f"http://localhost:{port}"
    environment = {
        **os.environ, **database.as_environment(),
        "DJANGO_SETTINGS_MODULE": "muster.config.settings",
        "MUSTER_HOME": str(settings.MUSTER_HOME),
        "MUSTER_HOSTS": "localhost,127.0.0.1",
    }  # fmt: skip
    log = tmp_path_factory.mktemp("service") / "log"
    line = [sys.executable, "-m", "muster.config.main", "serve", "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(line, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"{address}/health", process, log)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _try in range(1200):  # two minutes, for a machine that has much else to do
        if process.poll() is not None:
            break
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the service did not come up:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium(), args=list(SWITCHES))
        yield started
        started.close()


class Visitor:
    """Somebody at a device: a window of their own, with nothing kept from anybody else's."""

    def __init__(self, page: Page, service: str) -> None:
        self.page = page
        self.service = service
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message) -> None:
        # A page that is not there is what some journeys ask for; all else is a fault of ours.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def signs_in(self, account: AccountId, *, kiosk: bool = False, again: bool = False) -> None:
        """Come in as `account` with a session just begun; signing in itself has its own journey.

        `again`: they have just shown once more who they are, as sensitive pages ask.
        """
        name, value = session_for(account, kiosk=kiosk, again=again)
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.service}])

    def opens(self, path: str) -> int:
        """Go to a page; return its status."""
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def finds_no_barrier(self) -> None:
        """Ask axe about the page as it stands."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("async () => (await axe.run(document)).violations")
        said = [
            f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:4]}"
            for one in found
        ]
        assert said == [], "\n".join(said)

    def is_pictured(self, name: str, *, of: str = "body") -> None:
        """Keep a picture of the page where MUSTER_SCREENSHOTS names a folder for them.

        It is the whole page, or with MUSTER_SCREENSHOTS_SCREEN what the screen shows from `of` on.
        """
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.locator(of).first.evaluate("one => one.scrollIntoView()")
            seen = {"x": 0, "y": 0, "width": self.page.viewport_size["width"], "height": 740}
            how = {"full_page": True} if WHOLE else {"clip": seen}
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", **how)


@pytest.fixture
def visitor(service: str, browser: Browser, committed) -> Iterator[Callable[..., Visitor]]:
    """Return a maker of visitors: `visitor()`, `visitor("ru", PHONE)`, `visitor(scripts=False)`."""
    contexts, made = [], []

    def make(
        language: str = "en", size=DESK, *, scripts: bool = True, dark: bool = False
    ) -> Visitor:
        context = browser.new_context(
            base_url=service, locale=language, viewport=size, java_script_enabled=scripts,
            color_scheme="dark" if dark else "light", accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        made.append(Visitor(context.new_page(), service))
        return made[-1]

    yield make
    complaints = [line for one in made for line in one.complaints]
    for context in contexts:
        context.close()
    assert complaints == []
