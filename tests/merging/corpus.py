"""The recorded edits, the recorded spec changes, and the generations that they lead to."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from t3gen import model, render, spec
from t3gen.migrate import find_node

HERE = Path(__file__).parent
SHOP = HERE.parents[1] / "examples" / "shop" / "resources"
Files = Mapping[str, render.Rendered]
Parsed = list[dict[str, Any]]

_PRETTIER = """
import { text } from "node:stream/consumers";
import { createRequire } from "node:module";
const [folder, options] = process.argv.slice(1);
const prettier = createRequire(folder + "/x.js")("prettier");
process.stdout.write(await prettier.format(await text(process.stdin), JSON.parse(options)));
"""


@dataclass(frozen=True)
class Edit:
    """What somebody did to a file.

    Args:
        config: Settings of prettier that the project has from then on.
    """

    name: str
    file: str
    steps: Mapping[str, Any]

    @property
    def config(self) -> Mapping[str, Any] | None:
        """The settings of prettier that come with it."""
        return self.steps.get("prettier")

    def apply(self, text: str, packages: Path) -> str:
        """Return the text as it is after the edit."""
        text = self.written(text)
        if self.config is not None:
            text = _formatted(text, json.dumps({**self.config, "parser": "typescript"}), packages)
        return text

    def written(self, text: str) -> str:
        """Return the text with the lines of the edit, before prettier gets it."""
        for old, new in self.steps.get("change", ()):
            assert old in text, f"{self.name}: {old!r} is not in {self.file}"
            text = text.replace(old, new, 1)
        text += self.steps.get("extends", "")
        return text.replace("\n", "\r\n") if self.steps.get("crlf") else text


def edits(folder: Path = HERE) -> list[Edit]:
    """Return the recorded edits of a version of the template, by default of the current one."""
    found: Parsed = yaml.safe_load((folder / "edits.yaml").read_text(encoding="utf-8"))
    return [Edit(one.pop("name"), one.pop("file"), one) for one in found]


def spec_changes() -> Parsed:
    """Return the recorded changes of specs."""
    found: Parsed = yaml.safe_load((HERE / "spec_changes.yaml").read_text(encoding="utf-8"))
    return found


@cache
def shop() -> Files:
    """Return the shop as it is generated."""
    return _generation(spec.texts(SHOP))


def changed(change: Mapping[str, Any]) -> Files:
    """Return the shop as it is generated after a change of its specs."""
    texts = {Path(name).name: text.decode() for name, text in spec.texts(SHOP).items()}
    changed = _changed_specs(texts, change)
    return _generation({name: text.encode() for name, text in changed.items()})


def change_specs(folder: Path, change: Mapping[str, Any]) -> None:
    """Change the specs of a shop."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    changed = _changed_specs(texts, change)
    for name in texts.keys() - changed.keys():
        (folder / name).unlink()
    for name, text in changed.items():
        (folder / name).write_text(text, encoding="utf-8")


def prisma_client(root: Path) -> subprocess.CompletedProcess[str]:
    """Generate the client of a project that has its packages."""
    return subprocess.run(
        [find_node(), root / "node_modules/prisma/build/index.js", "generate"],
        cwd=root,
        env={**os.environ, "DATABASE_URL": "file:./db.sqlite"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _changed_specs(texts: Mapping[str, str], change: Mapping[str, Any]) -> dict[str, str]:
    found = dict(texts)
    for file, old, new in change.get("change", ()):
        assert old in found[file], f"{change['name']}: {old!r} is not in {file}"
        found[file] = found[file].replace(old, new, 1)
    for file in change.get("remove", ()):
        del found[file]
    added: dict[str, str] = change.get("add", {})
    return found | added


def _generation(texts: Mapping[str, bytes]) -> Files:
    records = [one.record() for one in model.resolve(spec.read(texts))]
    answers = {"project_name": "shop", "database": "sqlite", "auth": "better-auth"}
    return render.package_template().render({**answers, "resources": records})


@cache
def _formatted(text: str, options: str, packages: Path) -> str:
    ended = subprocess.run(
        [find_node(), "--input-type=module", "-e", _PRETTIER, str(packages), options],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return ended.stdout
