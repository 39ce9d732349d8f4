"""A project of a few lines: enough for Prisma, too little for Next."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services import REPOSITORY, environment, node_modules

from t3gen import migrate

TEMPLATE = REPOSITORY / "template" / "project"
ENGINE = TEMPLATE / "prisma" / "engine" / "schema-engine.mjs"
NOW = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)

SCHEMA = """\
generator client {{
  provider = "prisma-client"
  output   = "../generated/prisma"
}}

datasource db {{
  provider = "{provider}"
}}
"""
ORDER = """\
model Order {
  id     String @id @default(uuid(7))
  number Int
  status Status @default(draft)
  lines  Line[]
}

enum Status {
  draft
  placed
}
"""
LINE = """\
model Line {
  id      String @id @default(uuid(7))
  orderId String
  order   Order  @relation(fields: [orderId], references: [id], onDelete: Cascade)
}
"""


def sources(provider: str, order: str = ORDER, line: str = LINE) -> dict[str, str]:
    """Return the Prisma files of a project with orders and their lines."""
    return {
        "prisma/schema.prisma": SCHEMA.format(provider=provider),
        "prisma/models/order.prisma": order,
        "prisma/models/line.prisma": line,
    }


def with_packages(root: Path) -> Path:
    """Make a folder in which the engine finds its packages."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "node_modules").symlink_to(node_modules(), target_is_directory=True)
    return root


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files as the command does with a plan."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def generate(root: Path, files: Mapping[str, str], *, minutes: int = 0) -> migrate.Migration:
    """Plan the migration to a schema, and write both."""
    now = NOW + timedelta(minutes=minutes)
    planned = migrate.plan_next(root, files, engine=ENGINE, now=now)
    assert isinstance(planned, migrate.Migration), planned
    write(root, {**files, **planned.files})
    return planned


@dataclass(frozen=True)
class Ended:
    """A command that has ended, with everything that it printed."""

    code: int
    output: str


@dataclass(frozen=True)
class PrismaProject:
    """A project on which Prisma's stock command line runs."""

    root: Path

    def prisma(self, *arguments: str, variables: Mapping[str, str] | None = None) -> Ended:
        """Run `prisma ...` in the project, without the detour through npx."""
        run = subprocess.run(
            ["node", "node_modules/prisma/build/index.js", *arguments],
            cwd=self.root,
            env=environment(variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        return Ended(run.returncode, run.stdout)

    def done(self, *arguments: str) -> str:
        """Run a command that has to succeed, and return what it printed."""
        ended = self.prisma(*arguments)
        assert ended.code == 0, ended.output
        return ended.output

    @property
    def migrations(self) -> list[str]:
        """The names of the migrations on disk, without their time stamps."""
        folders = sorted((self.root / "prisma" / "migrations").glob("*/"))
        return [folder.name.split("_", 1)[1] for folder in folders]


def make_project(root: Path, provider: str, url: str) -> PrismaProject:
    """Make a project as the template does, on packages that it shares with others."""
    with_packages(root)
    shutil.copytree(TEMPLATE / "prisma" / "engine", root / "prisma" / "engine")
    shutil.copy(TEMPLATE / "prisma.config.ts", root)
    write(root, sources(provider))
    write(root, {".env": f'DATABASE_URL="{url}"\n', "package.json": '{"type": "module"}\n'})
    return PrismaProject(root)
