"""Installs, once, every npm package that the tests ask for: `packages.py FOLDER`.

That is what generated projects can ask for, and what users may have besides. The Prisma that comes
next goes into a folder beside it.

The tests share these folders through links, so that no test waits for a registry.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

from t3gen import model, spec
from t3gen.render import Template, package_template

KINDS = ("dependencies", "devDependencies", "overrides")
DATABASES = ("sqlite", "postgresql")
AUTHS = ("better-auth", "none")
OTHERS = {
    "@biomejs/biome": "2.6.8",
    "autocannon": "9.0.0",
    "fastify": "5.12.8",
    "knip": "6.44.2",
    "openapi-fetch": "0.17.0",
    "openapi-typescript": "7.13.0",
    "playwright-core": "1.65.1",
}
NEXT = {
    "@prisma/adapter-libsql": "8.1.0-dev.7",
    "@prisma/adapter-pg": "8.1.0-dev.7",
    "@prisma/schema-engine-wasm": "8.1.0-2.59be4fda12412a79eeb9c2ae727b6aa723593323",
    "prisma": "8.1.0-dev.7",
}
"""Newer than what projects get: the engine, all that it speaks with, and Prisma's command line."""
EVERYTHING = b"""
resource: Photo
fields:
  image: file(image/png)
  code: string(9) match=/^A/
api: {cache: 5min, export: true, import: true}
"""
"""A spec with everything that asks for packages of its own."""


def union(template: Template) -> dict[str, dict[str, Any]]:
    """Merge the packages of every kind of project with those that users may have besides.

    Raises:
        ValueError: Two kinds of project want different versions of a package.
    """
    merged: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    resources = [one.record() for one in model.resolve(spec.read({"photo.yaml": EVERYTHING}))]
    merged["devDependencies"] |= OTHERS
    for database, auth in product(DATABASES, AUTHS):
        answers = {"database": database, "auth": auth, "trpc": True, "resources": resources}
        files = template.render(answers)
        wanted: dict[str, Any] = json.loads(files["package.json"].data)
        for kind in KINDS:
            for name, version in wanted.get(kind, {}).items():
                if merged[kind].setdefault(name, version) != version:
                    raise ValueError(f"{name}: {version} and {merged[kind][name]}")
    return merged


def install(folder: Path, wanted: dict[str, Any]) -> Path:
    """Install what is missing below a folder, and return its node_modules."""
    wanted = {"name": "t3gen-test-packages", "private": True, **wanted}
    text = json.dumps(wanted, indent=2, sort_keys=True) + "\n"
    done = folder / "installed.json"
    if not done.is_file() or done.read_text(encoding="utf-8") != text:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(text, encoding="utf-8")
        command = [
            "npm",
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-package-lock",
        ]
        subprocess.run(command, cwd=folder, check=True)
        done.write_text(text, encoding="utf-8")
    return folder / "node_modules"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    sys.stdout.write(f"{install(folder, union(package_template()))}\n")
    # Beside the other and not in it, where node would find what is missing.
    sys.stdout.write(f"{install(folder.with_name('next-prisma'), {'dependencies': NEXT})}\n")
