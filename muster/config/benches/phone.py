"""The first question on a slow phone: until it stands on the screen, with nothing kept from before.

A phone is a browser with a fourth of this machine's speed and a slow mobile network; it comes with
nothing kept, so sheet, scripts and typeface are fetched too.
"""

from __future__ import annotations

import os
import shutil
import statistics
from pathlib import Path
from typing import Any

from muster.config.benches.cases import Case

AIM = 2.0  # seconds
RUNS = 7
SLOWER = 4
# What Lighthouse calls slow 4G: 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms there and back.
NETWORK = {
    "offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}  # fmt: skip
_PAINTED = """new Promise((answer) => new PerformanceObserver((list) => {
  answer(list.getEntries().at(-1).startTime);
}).observe({ type: "largest-contentful-paint", buffered: true }))"""


def phone(home: Path) -> Case:
    """Measure the largest contentful paint of the first question; the yardstick is the aim."""
    from muster.config.benches.asked import asked_house, served, session_of

    house = asked_house(home, RUNS, "phq-9")
    sessions = [session_of(account) for account in house.accounts.values()]
    with served(home) as address:
        seconds = sorted(_first_questions(address, sessions))
    median = statistics.median(seconds)
    note = (
        f"{median:.2f} s, the slowest of {RUNS} runs {seconds[-1]:.2f} s, at {SLOWER}× slower and "
        "1.6 Mbit/s with 150 ms"
    )
    return Case("phone", 1 / median, "one first question in 2 s", 1 / AIM, "≥ 1", RUNS, note)


def _first_questions(address: str, sessions: list[tuple[str, str]]) -> list[float]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        try:
            return [_first_question(browser, address, session) for session in sessions]
        finally:
            browser.close()


def _chromium() -> str:
    """Return the path of this machine's browser; RuntimeError where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = os.environ.get("MUSTER_TEST_CHROMIUM") or shutil.which(name)
        if found:
            return found
    raise RuntimeError("there is no Chromium on this machine; install it: apt-get install chromium")


def _first_question(browser: Any, address: str, session: tuple[str, str]) -> float:
    """Return how many seconds the first question takes, asked for by its address."""
    name, value = session
    where = _gone_through(browser, address, name, value)
    window = _window(browser, address, name, value)
    page = window.new_page()
    wire = window.new_cdp_session(page)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    wire.send("Network.emulateNetworkConditions", NETWORK)
    page.goto(where, wait_until="load")
    painted = page.evaluate(_PAINTED) / 1000
    window.close()
    return float(painted)


def _window(browser: Any, address: str, name: str, value: str) -> Any:
    window = browser.new_context(
        locale="ru", viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True
    )
    window.add_cookies([{"name": name, "value": value, "url": address}])
    return window


def _gone_through(browser: Any, address: str, name: str, value: str) -> str:
    """Begin a sitting, say how one is reached, and return where the first question stands."""
    window = _window(browser, address, name, value)
    page = window.new_page()
    page.goto(f"{address}/me/sitting")
    page.locator("main .card button").first.click()
    page.locator("main a.govuk-button").first.click()
    page.locator("input[name=place]").fill("Barracks 4")
    page.locator("main form .govuk-button").first.click()
    page.wait_for_url("**/1")
    where = str(page.url)
    window.close()
    return where
