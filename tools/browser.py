"""The browser of the journeys: found on this machine, or installed from Debian's packages.

    python -m tools.browser      say where it is; install it where that may be done

Where it may not, the one command to type is said, and the status is 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import click

# The shell is Chromium without the windows around the page, which cost as much as the page itself.
CALLED = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium-headless-shell", "chromium")
INSTALL = ("apt-get", "install", "-q", "-y", "--no-install-recommends")


def chromium() -> str | None:
    """Return the path of the browser: MUSTER_TEST_CHROMIUM, else the system's; None without one."""
    named = os.environ.get("MUSTER_TEST_CHROMIUM")
    if named:
        return named
    return next((found for name in CALLED if (found := shutil.which(name))), None)


def install() -> bool:
    """Install Debian's Chromium; False where this account may not, or this is no Debian."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # The list of packages may be older than what the mirror holds, or not be there at all.
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=False)
    return any(
        subprocess.run((*INSTALL, package), env=environment, check=False).returncode == 0
        for package in PACKAGES
    )


@click.command(help=__doc__)
def main() -> None:
    if chromium() is None and not install():
        click.echo(
            "The journeys need Chromium. Install it: sudo apt-get install chromium", err=True
        )
        sys.exit(1)
    click.echo(chromium())


if __name__ == "__main__":
    main()
