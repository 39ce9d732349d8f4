"""The steps of the demo, in order."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from t3gen import render
from t3gen.actions import database, generate
from t3gen.actions import new_app as apps
from t3gen.actions.demo import packages
from t3gen.actions.demo.conversation import AGAIN, Api, hold
from t3gen.actions.demo.events import Done, Event, Failed, Started
from t3gen.actions.demo.programs import ProgramFailed, Programs, Running, free_port, wait_until
from t3gen.errors import ProjectError, T3genError
from t3gen.migrate.environment import read_env

NAME = "shop"
_HOST = "127.0.0.1"


@dataclass(frozen=True)
class Wish:
    """What the demo may leave behind.

    Args:
        keep: The folder of the project; without it the project is removed at the end.
        packages: A folder that keeps npm packages from one run to the next.
    """

    keep: Path | None = None
    packages: Path | None = None


def demo(wish: Wish) -> Generator[Event]:
    """Make the shop, start it and call it. The server stops when the generator ends or is closed.

    Yields:
        What happens, as it happens.

    Raises:
        T3genError: A step failed, or an answer has another status than it should.
    """
    with _folder(wish.keep) as root:
        yield from _step(f"t3gen new app {NAME}", lambda: _new_app(root))
        programs = Programs(root)
        yield from _step("npm install", lambda: packages.provide(root, wish.packages, programs))
        yield from _step("t3gen generate", lambda: _generate(root))
        yield from _step("npx prisma generate", lambda: _run(programs, "npx prisma generate"))
        yield from _step("t3gen migrate apply", lambda: _migrate(root))
        yield from _step("npm run db:seed", lambda: _run(programs, "npm run db:seed"))
        yield from _step("npm run build", lambda: _run(programs, "npm run build"))
        yield from _serve(programs)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    folder = Path(tempfile.mkdtemp(prefix="t3gen-demo-"))
    try:
        yield folder / NAME
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _step(command: str, act: Callable[[], str]) -> Generator[Event]:
    yield Started(command)
    began = time.monotonic()
    try:
        detail = act()
    except ProgramFailed as failure:
        yield Failed(command, failure.output)
        raise ProjectError(failure.what, where=command, hint=AGAIN, code="demo") from failure
    except T3genError:
        yield Failed(command)
        raise
    yield Done(command, detail, time.monotonic() - began)


def _new_app(root: Path) -> str:
    made = apps.new_app(root, {"project_name": NAME})
    return f"{len(made.outcome.plan.changes)} files"


def _generate(root: Path) -> str:
    """Generate from the example's specs, written into the project in the same go."""
    texts = sorted((render.package_root() / "examples" / NAME / generate.SPECS).glob("*.yaml"))
    specs = {f"{generate.SPECS}/{text.name}": text.read_bytes() for text in texts}
    outcome = generate.generate(generate.Request(root, root / generate.SPECS, added=specs))
    if outcome.migration.pending:
        hint = outcome.migration.hint
        raise ProjectError(outcome.migration.pending, where="migration", hint=hint, code="demo")
    files = sum(step.changes for step in outcome.plan.steps) - len(specs)
    return f"{len(specs)} specs, {files} files, migration {outcome.migration.name}"


def _migrate(root: Path) -> str:
    applied = database.apply(root, read_env(root / ".env")["DATABASE_URL"])
    return f"{', '.join(applied.names)} on SQLite, embedded"


def _run(programs: Programs, command: str) -> str:
    programs.run(command.split())
    return ""


def _serve(programs: Programs) -> Generator[Event]:
    port = free_port()
    command = f"npm run start -- --port {port} --hostname {_HOST}"
    url = f"http://{_HOST}:{port}"
    with programs.running(command.split(), {"BETTER_AUTH_URL": url}) as server:
        api = Api(_HOST, port)
        yield from _step("npm run start", lambda: _wait(api, url, server))
        try:
            yield from hold(api)
        except T3genError:
            yield Failed("npm run start", server.tail())
            raise


def _wait(api: Api, url: str, server: Running) -> str:
    wait_until(api.answers, server)
    return url
