"""What pages start from: a folder with something in it, made once for all pages."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from following import reading
from pages import EMPTY, REPOSITORY, read
from services import Postgres

SHOP = "docs/README.md"
"""The page that says how `the shop` is made."""
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Place:
    """Where a page is followed: a folder, and what its shell has in the environment."""

    folder: Path
    variables: Mapping[str, str]


class Starts:
    """What pages start from, each made once.

    Args:
        root: A folder for the originals.
        variables: The environment of every shell.
        request: Of pytest, for the PostgreSQL server where a page asks for it.
    """

    def __init__(
        self, root: Path, variables: Mapping[str, str], request: pytest.FixtureRequest
    ) -> None:
        self._root, self._variables, self._request = root, variables, request

    def place(self, start: str, folder: Path) -> Place:
        """Make what a page starts from in an empty folder."""
        if start == EMPTY:
            return Place(folder, self._variables)
        if start == "a checkout":
            return Place(self._checkout(), self._variables)
        database = {"the shop": "sqlite", "the shop on PostgreSQL": "postgresql"}[start]
        return self._shop(database, folder)

    def _checkout(self) -> Path:
        made = self._root / "t3gen"
        if not made.exists():
            clone = ["git", "clone", "--quiet", str(REPOSITORY), str(made)]
            subprocess.run(clone, check=True)
        return made

    def _shop(self, database: str, folder: Path) -> Place:
        original = self._root / database
        if not original.exists():
            original.mkdir()
            variables = {**self._variables, **self._address(database, "docs_shop")}
            page = read(SHOP)
            with reading(page, original, variables) as reader:
                for block in page.blocks:
                    text = block.text.replace("--database sqlite", f"--database {database}")
                    reader.follow(replace(block, text=text))
        mine = folder / "shop"
        packages = shutil.ignore_patterns("node_modules")
        shutil.copytree(original / "shop", mine, ignore=packages, symlinks=True)
        subprocess.run(["cp", "-al", original / "shop/node_modules", mine], check=True)
        name = f"docs_{next(_numbers)}"
        if database == "postgresql":
            self._server.copy(name, "docs_shop")
        return Place(mine, {**self._variables, **self._address(database, name)})

    def _address(self, database: str, name: str) -> dict[str, str]:
        return {"DATABASE_URL": self._server.url(name)} if database == "postgresql" else {}

    @property
    def _server(self) -> Postgres:
        server: Postgres = self._request.getfixturevalue("postgres")
        return server
