"""`t3gen doctor`: checks of the machine and the project."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from t3gen import __version__, installed, migrate, project
from t3gen.actions import templates
from t3gen.errors import ProjectError, T3genError
from t3gen.programs import git, output_of
from t3gen.project.merging import first_marker

_ENGINE_HOST = "binaries.prisma.sh"
_PINNED = ("prisma", "@prisma/client", "@prisma/schema-engine-wasm", "next", "zod", "typescript")
_TIMEOUT = 3


class Health(StrEnum):
    """The result of a check."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "bad"


@dataclass(frozen=True)
class Check:
    """The result of one check.

    Args:
        about: Its subject.
        health: Its result.
        found: The state that was found.
        fix: How to fix it, or what works without it; empty if nothing is to be done.
    """

    about: str
    health: Health
    found: str
    fix: str = ""


def doctor(start: Path) -> tuple[Check, ...]:
    """Run all checks of a project; a failing one does not stop the others.

    Outside a project, run those of the machine.
    """
    checks: tuple[Callable[[Path], Iterator[Check]], ...]
    try:
        root = project.find(start)
        checks = (*_MACHINE, _packages, _engine, _database, _template, _git, _journal, _markers)
    except ProjectError:
        root, checks = start, (*_MACHINE, _git_version, _no_project)
    return tuple(line for check in checks for line in _run(check, root))


def _run(check: Callable[[Path], Iterator[Check]], root: Path) -> Iterator[Check]:
    try:
        yield from check(root)
    except T3genError as error:
        name = check.__name__.strip("_").replace("_", " ")
        yield Check(name, Health.PROBLEM, str(error), error.hint or "")


def _node(_root: Path) -> Iterator[Check]:
    node = migrate.find_node()
    version = output_of(node, "--version") or "does not respond"
    yield Check("node", Health.OK, f"{version} ({node})")


def _npm(_root: Path) -> Iterator[Check]:
    node = migrate.find_node()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    npm = shutil.which("npm", path=path)
    if npm and (version := output_of(npm, "--version")):
        yield Check("npm", Health.OK, f"{version} ({npm})")
    else:
        yield Check(
            "npm", Health.PROBLEM, "npm is missing", "install it with Node: https://nodejs.org"
        )


def _python(_root: Path) -> Iterator[Check]:
    version = f"{platform.python_version()} ({sys.executable}), with t3gen {__version__}"
    yield Check("python", Health.OK, version)


def _git_version(_root: Path) -> Iterator[Check]:
    yield Check("git", Health.OK, git.run("version").decode().strip())


def _no_project(_root: Path) -> Iterator[Check]:
    yield Check("template", Health.OK, f"{templates.installed.origin()}, as installed")
    state = "not in a project: its checks were skipped"
    fix = "create one: t3gen new app my-app; or run this in a project"
    yield Check("project", Health.NOTE, state, fix)


def _packages(root: Path) -> Iterator[Check]:
    required = _required(root)
    for name in _PINNED:
        if name in required:
            yield _package(root, name, required[name])
    versions = {required[name] for name in required if name in ("prisma", "@prisma/client")}
    if len(versions) > 1:
        fix = "set them to one version in package.json, then: npm install"
        state = f"prisma and @prisma/client differ: {', '.join(sorted(versions))}"
        yield Check("packages", Health.PROBLEM, state, fix)


def _package(root: Path, name: str, required: str) -> Check:
    for folder in (root, *root.parents):
        file = folder / "node_modules" / name / "package.json"
        if file.is_file():
            installed = str(json.loads(file.read_text(encoding="utf-8"))["version"])
            if re.fullmatch(r"\d[\w.-]*", required) and installed != required:
                state = f"{name} {installed} is installed, package.json requires {required}"
                return Check("packages", Health.PROBLEM, state, "npm install")
            return Check("packages", Health.OK, f"{name} {installed}")
    return Check("packages", Health.PROBLEM, f"{name} is not installed", "npm install")


def _required(root: Path) -> dict[str, str]:
    file = root / "package.json"
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {**content.get("dependencies", {}), **content.get("devDependencies", {})}


def _engine(root: Path) -> Iterator[Check]:
    """Check for Prisma's native engine, whose download may be blocked, or its substitute."""
    folders = [folder / "node_modules" / "@prisma" / "engines" for folder in (root, *root.parents)]
    native = [path for folder in folders for path in folder.glob("schema-engine-*")]
    if native:
        yield Check("engine", Health.OK, f"Prisma's native schema engine ({native[0].name})")
        return
    network = f"{_ENGINE_HOST} {'is reachable' if _is_reachable() else 'cannot be reached'}"
    stand_in = root / "prisma" / "engine" / "schema-engine.mjs"
    if not stand_in.is_file():
        fix = "restore it: t3gen upgrade; or allow the download, then: npm install"
        yield Check(
            "engine",
            Health.PROBLEM,
            f"neither a native engine nor prisma/engine; {network}",
            fix,
        )
        return
    note = (
        "not needed: t3gen, and prisma migrate, db, generate and studio, work without it; "
        "only mysql and sqlserver need it"
    )
    yield Check("engine", Health.NOTE, f"no native schema engine; {network}", note)


def _database(root: Path) -> Iterator[Check]:
    status = migrate.status(root, migrate.database_url(root), engine=installed.engine())
    if not status.is_reachable:
        fix = "start it, or fix DATABASE_URL in .env; generating needs no database"
        yield Check("database", Health.PROBLEM, status.reason, fix)
    elif not status.exists:
        state = "it does not exist yet"
        yield Check("database", Health.NOTE, state, "create it: t3gen migrate apply")
    elif status.is_up_to_date:
        yield Check("database", Health.OK, f"up to date, {len(status.applied)} migrations applied")
    else:
        kinds = ("pending", "failed", "edited", "unknown")
        counts = [f"{len(getattr(status, kind))} {kind}" for kind in kinds if getattr(status, kind)]
        state = ", ".join(counts) or "schema drift: it has changes that no migration makes"
        yield Check("database", Health.PROBLEM, state, "see: t3gen migrate status")


def _template(root: Path) -> Iterator[Check]:
    recorded = templates.recorded(project.read_answers(root))
    installed = templates.installed.origin()
    if recorded == installed:
        yield Check("template", Health.OK, f"{recorded}, as installed")
    elif templates.is_available(recorded):
        yield Check("template", Health.OK, f"{recorded}, in the cache")
    else:
        state = f"{recorded} is neither installed nor in the cache"
        yield Check("template", Health.NOTE, state, "fetch it: t3gen template fetch")
    if recorded.address == installed.address and templates.is_older(
        recorded.commit, installed.commit
    ):
        state = f"{installed.commit} is installed"
        yield Check("template", Health.NOTE, state, "upgrade to it: t3gen upgrade")


def _git(root: Path) -> Iterator[Check]:
    try:
        changed = git.run("status", "--porcelain", "--", ".", folder=root)
    except git.GitMissing as error:
        state = "git is missing: nothing can be merged, compared or undone"
        yield Check("git", Health.PROBLEM, state, error.hint or "")
        return
    except ProjectError as error:
        if "not a git repository" not in error.what:
            yield Check("git", Health.PROBLEM, error.what, "resolve it as git suggests")
            return
        fix = "git init && git add -A && git commit -m 'Start'"
        yield Check(
            "git", Health.PROBLEM, "not a repository: nothing can be undone or compared", fix
        )
        return
    if count := len(changed.splitlines()):
        state = f"{count} file{'' if count == 1 else 's'} not committed"
        yield Check("git", Health.NOTE, state, "commit before t3gen upgrade")
    else:
        yield Check("git", Health.OK, "everything is committed")


def _journal(root: Path) -> Iterator[Check]:
    if project.is_interrupted(root):
        state = "an interrupted run has left unfinished changes"
        yield Check("journal", Health.PROBLEM, state, "finish or undo it: t3gen generate")
    else:
        yield Check("journal", Health.OK, "no run was interrupted")


def _markers(root: Path) -> Iterator[Check]:
    arguments = ("grep", "-lIzE", "^(<{7}|>{7}) ", "--", ".")
    listed = (git.query(*arguments, folder=root) or b"").decode(errors="surrogateescape")
    unresolved = [
        f"{name}:{line}"
        for name in listed.split("\0")
        if name and (line := first_marker((root / name).read_bytes()))
    ]
    if unresolved:
        yield Check(
            "merges",
            Health.PROBLEM,
            f"unresolved: {', '.join(unresolved)}",
            "resolve the conflicts",
        )
    else:
        yield Check("merges", Health.OK, "no unresolved conflicts")


_MACHINE = (_python, _node, _npm)
"""Checks that need no project."""


def _is_reachable() -> bool:
    try:
        with socket.create_connection((_ENGINE_HOST, 443), timeout=_TIMEOUT):
            return True
    except OSError:
        return False
