"""The demo: its folder, and its three acts."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from t3gen.actions.demo import backend, drift, updating
from t3gen.actions.demo.events import Event
from t3gen.actions.demo.steps import Workspace
from t3gen.errors import ProjectError, UsageError
from t3gen.programs import Programs


@dataclass(frozen=True)
class DemoOptions:
    """Options of the demo.

    Args:
        keep: The folder for the project and its template; None for a temporary one.
    """

    keep: Path | None = None


def demo(options: DemoOptions) -> Generator[Event]:
    """Run the three acts. Servers are stopped when the generator ends or is closed.

    Yields:
        The events.

    Raises:
        T3genError: The folder is not empty, a step failed, or its result is unexpected.
    """
    prefix = "t3gen-demo-"
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as temporary:
        root = _empty_folder(options.keep) if options.keep else _make(Path(temporary, "demo"))
        # Not deeper: Node's sockets in it have paths of at most a hundred characters.
        work = Workspace(root, Programs(root, Path(temporary)))
        for act in (backend.act, updating.act, drift.act):
            yield from act(work)


def _empty_folder(folder: Path) -> Path:
    """Return a folder that was created, or is empty.

    Raises:
        UsageError: It is not empty.
        ProjectError: It cannot be created.
    """
    try:
        root = _make(folder.resolve())
        entry = next(root.iterdir(), None)
    except OSError as problem:
        what = f"cannot be used: {problem.strerror}"
        raise ProjectError(what, where=str(folder), hint="name another folder") from problem
    if entry:
        raise UsageError(
            f'not empty: it contains "{entry.name}"',
            where=str(folder),
            hint="choose a folder that does not exist yet",
            code="taken",
        )
    return root


def _make(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
