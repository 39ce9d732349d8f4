"""Atomic changes of many files, by a write-ahead journal.

All new contents are staged in `.t3gen/journal` first. Writing the list of entries there is the
commit point: from then on the change is rolled forward, file by file, by renaming; if the run is
killed, by the next run. Without the list nothing has changed. An error while applying rolls back.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from t3gen.errors import ProjectError
from t3gen.project.disk import Disk
from t3gen.project.lock import locked
from t3gen.project.steps import Plan, Step

FOLDER = ".t3gen/journal"
_LIST = "list.json"


@dataclass(frozen=True)
class _Entry:
    """One file to change; `before` and `after` are digests, None for an absent file."""

    path: str
    before: str | None
    after: str | None


@contextmanager
def transaction(root: Path, timeout: float = 10.0) -> Iterator[str]:
    """Hold the project's lock, after recovering from a killed run.

    Yields:
        "finished" or "undone" if a killed run had left a journal, else "".

    Raises:
        ProjectError: Another run holds the lock, or recovery failed.
    """
    with locked(root, timeout):
        yield _recover(Disk(root))


@contextmanager
def creating_project(directory: Path) -> Iterator[Path]:
    """Create the folder of a new project and hold its lock; an error leaves no folder behind.

    Yields:
        The folder, with no link in its path.

    Raises:
        ProjectError: The folder cannot be created.
    """
    root = directory.resolve()
    if root.exists() and not root.is_dir():
        raise ProjectError(
            "a file with this name exists", where=str(directory), hint="name another folder"
        )
    created = [folder for folder in (root, *root.parents) if not folder.exists()]
    try:
        root.mkdir(parents=True, exist_ok=True)
        with transaction(root):
            yield root
    except OSError as problem:
        raise _unwritable(problem) from problem
    finally:
        for folder in created:
            with suppress(OSError):
                folder.rmdir()


def is_interrupted(root: Path) -> bool:
    """Return whether a killed run has left a journal to recover from."""
    return (root / FOLDER / _LIST).is_file()


def apply(root: Path, plan: Plan) -> None:
    """Apply a plan completely, or not at all. Call it inside `transaction`.

    Raises:
        ProjectError: A file has changed since the plan was made, or cannot be written; the project
            is unchanged.
    """
    disk = Disk(root)
    steps = plan.changes
    if not steps:
        return
    for step in steps:
        if disk.read(step.path) != step.before:
            raise ProjectError(
                "has changed since the plan was made", where=step.path, hint="run the command again"
            )
    for folder in _folders(step.path for step in steps):
        disk.check_writable(folder)
    entries = [_Entry(step.path, _digest(step.before), _digest(step.after)) for step in steps]
    journal = disk.path(FOLDER)
    created = _missing_folders(disk, [FOLDER, *(step.path for step in steps if step.after)])
    try:
        _stage(disk, journal, steps)
        _write_list(journal, entries, created)
        _roll_forward(disk, journal, entries)
    except BaseException as problem:
        _roll_back(disk, journal, entries)
        _clear(disk, journal, created)
        if isinstance(problem, OSError):
            raise _unwritable(problem) from problem
        raise
    _clear(disk, journal, ())


def _recover(disk: Disk) -> str:
    journal = disk.path(FOLDER)
    if not (journal / _LIST).is_file():
        _clear(disk, journal, ())
        return ""
    entries, created = _read_list(journal)
    try:
        if _can_finish(disk, journal, entries):
            _roll_forward(disk, journal, entries)
            _clear(disk, journal, ())
            return "finished"
    except OSError as problem:
        _roll_back(disk, journal, entries)
        _clear(disk, journal, created)
        raise _unwritable(problem) from problem
    _roll_back(disk, journal, entries)
    _clear(disk, journal, created)
    return "undone"


def _stage(disk: Disk, journal: Path, steps: Sequence[Step]) -> None:
    journal.mkdir(parents=True)
    for number, step in enumerate(steps):
        path = disk.path(step.path)
        if step.before is not None:
            _back_up(path, journal / f"{number}.old")
        if step.after is not None:
            staged = journal / f"{number}.new"
            staged.write_bytes(step.after)
            origin = disk.path(step.source) if step.source else path
            if (exists := origin.exists()) or step.executable or step.private:
                staged.chmod(_mode(origin if exists else staged, step))


def _mode(path: Path, step: Step) -> int:
    mode = path.stat().st_mode
    if step.executable:
        mode |= (mode & 0o444) >> 2  # readers may execute it, as with git and umask
    return mode & ~0o077 if step.private else mode


def _back_up(path: Path, copy: Path) -> None:
    try:
        copy.hardlink_to(path)
    except OSError:
        shutil.copy2(path, copy)


def _write_list(journal: Path, entries: Sequence[_Entry], created: Sequence[str]) -> None:
    content = {"entries": [asdict(entry) for entry in entries], "made": list(created)}
    draft = journal / f"{_LIST}.draft"
    draft.write_text(json.dumps(content), encoding="utf-8")
    draft.replace(journal / _LIST)


def _read_list(journal: Path) -> tuple[list[_Entry], list[str]]:
    content = json.loads((journal / _LIST).read_text(encoding="utf-8"))
    return [_Entry(**entry) for entry in content["entries"]], content["made"]


def _roll_forward(disk: Disk, journal: Path, entries: Sequence[_Entry]) -> None:
    for number, entry in enumerate(entries):
        path = disk.path(entry.path)
        staged = journal / f"{number}.new"
        if entry.after is None:
            path.unlink(missing_ok=True)
            _remove_empty(disk, path.parent)
        elif staged.exists():
            try:
                staged.replace(path)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(path)


def _can_finish(disk: Disk, journal: Path, entries: Sequence[_Entry]) -> bool:
    """Return whether each file is done, or untouched with its new content still staged."""
    for number, entry in enumerate(entries):
        now = _digest(disk.read(entry.path))
        is_ready = entry.after is None or (journal / f"{number}.new").exists()
        if now != entry.after and not (now == entry.before and is_ready):
            return False
    return True


def _roll_back(disk: Disk, journal: Path, entries: Sequence[_Entry]) -> None:
    """Restore every file that still has the content that this change wrote."""
    for number, entry in reversed(list(enumerate(entries))):
        saved = journal / f"{number}.old"
        with suppress(OSError, ProjectError):
            if entry.before == entry.after or _digest(disk.read(entry.path)) != entry.after:
                continue
            path = disk.path(entry.path)
            if entry.before is None:
                path.unlink(missing_ok=True)
            elif saved.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                saved.replace(path)


def _clear(disk: Disk, journal: Path, created: Sequence[str]) -> None:
    """Remove the journal, its list first: without the list there is nothing to recover."""
    with suppress(OSError):
        (journal / _LIST).unlink(missing_ok=True)
    shutil.rmtree(journal, ignore_errors=True)
    _remove_empty(disk, journal.parent)
    for name in sorted(created, reverse=True):
        with suppress(OSError):
            (disk.root / name).rmdir()


def _missing_folders(disk: Disk, paths: Sequence[str]) -> list[str]:
    missing: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in missing and not (disk.root / folder).exists():
            missing.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(missing)


def _folders(paths: Iterable[str]) -> list[str]:
    """Return the folders of files, each once; "" is the project itself."""
    return list(dict.fromkeys(path.rpartition("/")[0] for path in paths))


def _remove_empty(disk: Disk, folder: Path) -> None:
    while folder != disk.root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _digest(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()


def _unwritable(problem: OSError) -> ProjectError:
    return ProjectError(
        f"cannot be written: {problem.strerror or problem}",
        where=str(problem.filename2 or problem.filename or FOLDER),
        hint="fix that, then run the command again; nothing has been changed",
        code="unwritable",
    )
