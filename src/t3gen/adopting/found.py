"""What an existing app has, read from its files, and why t3gen cannot be added to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t3gen import psl
from t3gen.errors import ProjectError
from t3gen.project import Disk, major

SCHEMA = "prisma/schema.prisma"
PRISMA = 7
_MANAGERS = {
    "pnpm-lock.yaml": "pnpm",
    "yarn.lock": "yarn",
    "bun.lock": "bun",
    "bun.lockb": "bun",
    "package-lock.json": "npm",
}
_DATABASES = ("sqlite", "postgresql")
_NEXT_AUTH, _BETTER_AUTH = "next-auth", "better-auth"
_AUTH_FILES = {
    _NEXT_AUTH: "src/server/auth/index.ts",
    _BETTER_AUTH: "src/server/better-auth/index.ts",
}
_ENV = "src/env.js"
_CODE = "not-adoptable"


@dataclass(frozen=True)
class Found:
    """An app that t3gen can be added to.

    Args:
        manifest: package.json, parsed.
        manager: npm, pnpm, yarn or bun.
        prisma: The major version of Prisma; 0 without it.
        database: The provider of its schema; empty without Prisma.
        auth: The auth library, next-auth or better-auth; empty without one.
        trpc: Whether it has tRPC.
        models: The names of its models.
        migrations: Whether it has migrations.
    """

    manifest: Mapping[str, Any]
    manager: str
    prisma: int
    database: str
    auth: str
    trpc: bool
    models: tuple[str, ...]
    migrations: bool

    @property
    def packages(self) -> dict[str, str]:
        """The version ranges of its packages."""
        return _packages(self.manifest)

    @property
    def from_prisma_folder(self) -> bool:
        """Whether file addresses of databases are meant from prisma/, as before Prisma 7."""
        return 0 < self.prisma < PRISMA and self.database == "sqlite"

    def lines(self) -> Iterator[str]:
        """Yield what was found, a line each."""
        yield f"Next {self.packages['next']}, {self.manager}"
        database = f"Prisma {self.packages.get('prisma', self.prisma)}, {self.database}"
        yield database if self.prisma else "no Prisma: t3gen's is added"
        if self.prisma:
            history = "migrations" if self.migrations else "no migrations"
            yield f"models {', '.join(self.models) or 'none'}; {history}"
        yield f"auth: {self.auth or 'none'}; tRPC: {'yes, stays as it is' if self.trpc else 'no'}"


def look(disk: Disk, database: str) -> Found:
    """Return what an app has.

    Args:
        disk: The app.
        database: The database of an app without Prisma.

    Raises:
        ProjectError: t3gen cannot be added to it.
    """
    manifest = _manifest(disk)
    packages = _packages(manifest)
    _check_next(disk, manifest, packages)
    schema = _text(disk, SCHEMA)
    prisma = _prisma(packages, schema)
    provider = psl.provider_of(schema) if schema is not None else ""
    if provider and provider not in _DATABASES:
        raise _refusal(
            f'the provider is "{provider}", and t3gen\'s migrations are made for '
            f"{' and '.join(_DATABASES)}",
            SCHEMA,
            "move to one of them first; t3gen does not support other databases",
        )
    auth = next((one for one in _AUTH_FILES if one in packages), "")
    if auth and disk.read(_AUTH_FILES[auth]) is None:
        raise _refusal(
            f"{auth} is installed, but its module is not there",
            _AUTH_FILES[auth],
            "export `auth` from there, as create-t3-app does",
        )
    return Found(
        manifest,
        _manager(disk.root),
        prisma,
        provider or database,
        auth,
        "@trpc/server" in packages,
        tuple(psl.parse(schema).models) if schema is not None else (),
        any((disk.root / "prisma" / "migrations").glob("*/migration.sql")),
    )


def _manager(root: Path) -> str:
    """Return the package manager whose lock file is in the folder, or above it in a monorepo."""
    for folder in (root, *root.parents):
        for file, name in _MANAGERS.items():
            if (folder / file).is_file():
                return name
        if (folder / ".git").exists():
            break
    return "npm"


def _manifest(disk: Disk) -> Mapping[str, Any]:
    text = _text(disk, "package.json")
    if text is None:
        raise _refusal(
            "there is no package.json",
            str(disk.root),
            "change to the folder of your app; for a new one: t3gen new app my-app",
        )
    try:
        manifest = json.loads(text)
    except ValueError as problem:
        raise _refusal(f"not valid JSON: {problem}", "package.json", "fix it first") from problem
    return manifest if isinstance(manifest, dict) else {}


def _check_next(disk: Disk, manifest: Mapping[str, Any], packages: Mapping[str, str]) -> None:
    if "next" not in packages:
        raise _refusal(
            "the app does not depend on next",
            "package.json",
            "change to the folder of your Next app; in a monorepo that is the folder in apps/",
        )
    if manifest.get("type") != "module":
        hint = 'add "type": "module", and rename configurations with `module.exports` to .cjs'
        raise _refusal('"type" is not "module"', "package.json", hint)
    if not (disk.root / "src" / "app").is_dir():
        other = "app" if (disk.root / "app").is_dir() else ""
        raise _refusal(
            "there is no App Router in src/app",
            "src/app",
            "move app/ into src/, which Next finds by itself"
            if other
            else "add src/app/layout.tsx: routes of the App Router and pages/ live side by side",
        )
    for variant in ("src/env.mjs", "src/env.ts"):
        if disk.read(variant) is not None:
            raise _refusal(f"expected as {_ENV}", variant, f"git mv {variant} {_ENV}")


def _prisma(packages: Mapping[str, str], schema: str | None) -> int:
    """Return the major version of Prisma; 0 without it.

    Raises:
        ProjectError: Its schema is elsewhere, or the version is unknown.
    """
    wanted = packages.get("prisma") or packages.get("@prisma/client")
    if wanted is None:
        if "drizzle-orm" in packages:
            hint = "t3gen's code uses Prisma: add Prisma beside it and run: t3gen init"
            raise _refusal("the app uses Drizzle", "package.json", hint)
        return 0
    if schema is None:
        hint = f"name the file with `datasource` {SCHEMA}; other files of prisma/ stay"
        raise _refusal("there is no schema here", SCHEMA, hint)
    version = major(wanted)
    if version is None or version > PRISMA:
        raise _refusal(f'prisma is "{wanted}", not Prisma 7', "package.json", "use Prisma 7")
    return version


def _packages(manifest: Mapping[str, Any]) -> dict[str, str]:
    kinds = (manifest.get(kind) for kind in ("devDependencies", "dependencies"))
    return {
        name: str(text) for kind in kinds if isinstance(kind, dict) for name, text in kind.items()
    }


def _text(disk: Disk, path: str) -> str | None:
    data = disk.read(path)
    return None if data is None else data.decode(errors="surrogateescape")


def _refusal(what: str, where: str, hint: str) -> ProjectError:
    return ProjectError(what, where=where, hint=hint, code=_CODE)
