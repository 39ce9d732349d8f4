"""What the packages of a project ask of each other is settled in its package.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from services import node_modules

from t3gen.render import package_template

APPS = list(product(["sqlite", "postgresql"], ["better-auth", "none"]))


@pytest.mark.parametrize(("database", "auth"), APPS)
def test_no_package_manager_chooses_a_version_that_another_package_is_not_made_for(
    database: str, auth: str
) -> None:
    answers = {"project_name": "shop", "database": database, "auth": auth}
    rendered = package_template().render(answers)["package.json"].data
    named: dict[str, str] = json.loads(rendered)["dependencies"]
    brought = {name for package in named for name in _package(package).get("dependencies", {})}

    # npm knows `overrides`; pnpm and bun install what a peer asks for, and yarn installs nothing.
    assert [] == [
        f"{package} wants {peer} {version}"
        for package in named
        for peer, version in _peers(package)
        if peer not in named and (peer not in brought or version[0].isdigit())
    ]


def _peers(name: str) -> Iterator[tuple[str, str]]:
    package = _package(name)
    optional = package.get("peerDependenciesMeta", {})
    for peer, version in package.get("peerDependencies", {}).items():
        if not optional.get(peer, {}).get("optional"):
            yield peer, version


def _package(name: str) -> dict[str, Any]:
    manifest = node_modules() / name / "package.json"
    package: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    return package
