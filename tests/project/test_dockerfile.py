"""The commands of the emitted Dockerfile, in a folder instead of an image."""

from __future__ import annotations

import fnmatch
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from emitted import Emitted, emit
from http_client import Client
from services import link_packages

NOTE = b"resource: Note\nfields: {text: string}\n"
_PACKAGES = {"npm ci", "npm prune --omit=dev --ignore-scripts"}


def instructions(root: Path, name: str) -> list[str]:
    text = (root / "Dockerfile").read_text(encoding="utf-8")
    return re.findall(rf"^{name} (.+)$", text, re.MULTILINE)


def variables(lines: list[str]) -> dict[str, str]:
    pairs = [pair for line in lines for pair in re.findall(r'(\w+)="?([^" ]+)', line)]
    return dict(pairs)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    """Return a folder as the last stage of the Dockerfile leaves it; packages are linked."""
    folder = tmp_path_factory.mktemp("image")
    project = emit(folder / "app", {"note.yaml": NOTE}, standalone=False, jobs=False)
    ignored = (project.root / ".dockerignore").read_text(encoding="utf-8").split()

    def left_out(parent: str, names: list[str]) -> set[str]:
        paths = {name: (Path(parent) / name).relative_to(project.root) for name in names}
        return {
            name
            for name, path in paths.items()
            if any(fnmatch.fnmatch(str(path), pattern) for pattern in ignored)
            and f"!{path}" not in ignored
        }

    shutil.copytree(project.root, folder / "image", ignore=left_out)
    built = Emitted(folder / "image", {})
    link_packages(built.root)
    first, *_ = instructions(built.root, "ENV")
    for command in instructions(built.root, "RUN"):
        if command not in _PACKAGES and not command.startswith("mkdir"):
            built.done(command, **variables([first]))
    packages = json.loads((built.root / "package.json").read_text(encoding="utf-8"))
    for name in packages["devDependencies"]:
        shutil.rmtree(built.root / "node_modules" / name, ignore_errors=True)
    return built


def test_the_image_serves_without_development_packages(image: Emitted, tmp_path: Path) -> None:
    assert not (image.root / ".env").exists()
    assert not (image.root / "node_modules" / "typescript").exists()
    (image.root / ".env").write_text("", encoding="utf-8")  # as the variables of `docker run`
    [command] = instructions(image.root, "CMD")
    assert json.loads(command)[1:3] == ["node_modules/next/dist/bin/next", "start"]
    url = f"file:{tmp_path / 'db.sqlite'}"
    secrets = {"CURSOR_SECRET": "c" * 40, "BETTER_AUTH_SECRET": "b" * 40, "DATABASE_URL": url}
    secrets["MAIL_DIR"] = str(tmp_path / "mail")
    with replace(image, variables=secrets).serving("next") as port:
        live = Client(port).call("GET", "/api/health/live")
        description = Client(port).call("GET", "/api/openapi.json")

    assert (200, {"status": "live"}) == (live.status, live.json())
    assert "/api/notes" in description.json()["paths"]
