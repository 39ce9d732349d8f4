"""Access to the files of a project that never follows a symbolic link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from t3gen.errors import ProjectError


class Disk:
    """The files below one folder."""

    def __init__(self, root: Path) -> None:
        """Resolve the folder, whose own path may contain links."""
        self.root = root.resolve()

    def path(self, name: str) -> Path:
        """Return the path of a file or folder, after checking that no part of it is a link.

        Raises:
            ProjectError: The path leaves the project, or a part of it is a symbolic link, or a
                file where a folder is needed.
        """
        return Path(self._checked(name))

    def _checked(self, name: str) -> str:
        parts = name.split("/")
        if not all(parts) or not {".", ".."}.isdisjoint(parts):
            raise ProjectError("the path leads outside the project", where=name)
        # Strings, because this runs for every file, and `Path` objects are slow to create.
        place = str(self.root)
        for count, part in enumerate(parts, 1):
            place = f"{place}/{part}"
            mode = _mode(place)
            if mode is None:
                break
            where = "/".join(parts[:count])
            if stat.S_ISLNK(mode):
                raise ProjectError(
                    "a symbolic link, and t3gen does not write through links",
                    where=where,
                    hint="replace it with a real file or folder, then run the command again",
                    code="symbolic-link",
                )
            if count < len(parts) and not stat.S_ISDIR(mode):
                raise _blocked("file", where)
        return f"{self.root}/{name}"

    def read(self, name: str) -> bytes | None:
        """Read a file; None when it is absent.

        Raises:
            ProjectError: The file cannot be read, or `path` refuses it.
        """
        path = self._checked(name)
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - as strings, as above
                return file.read()
        except FileNotFoundError:
            return None
        except IsADirectoryError as problem:
            raise _blocked("folder", name) from problem
        except OSError as problem:
            raise ProjectError(f"cannot be read: {problem.strerror}", where=name) from problem

    def case_variants(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield each name to which an existing path differs only in case, with that path."""
        listings: dict[str, dict[str, list[str]]] = {}
        for name in names:
            folder = ""
            for part in name.split("/"):
                if folder not in listings:
                    listings[folder] = _by_casefold(f"{self.root}/{folder}")
                others = [it for it in listings[folder].get(part.casefold(), ()) if it != part]
                if others:
                    yield name, f"{folder}{others[0]}"
                    break
                folder = f"{folder}{part}/"

    def check_writable(self, name: str) -> None:
        """Check that a folder is writable, or the one in which it will be created.

        Raises:
            ProjectError: It is not.
        """
        folder = self.path(name) if name else self.root
        while not folder.exists():
            folder = folder.parent
        if not os.access(folder, os.W_OK | os.X_OK):
            raise ProjectError(
                "the folder is not writable",
                where=str(folder),
                hint="make it writable; nothing has been changed",
                code="read-only",
            )


def _blocked(kind: str, where: str) -> ProjectError:
    hint = "move it away, then run the command again"
    return ProjectError(f"a {kind} is in the way", where=where, hint=hint)


def _by_casefold(folder: str) -> dict[str, list[str]]:
    """Return the names in a folder by their folded form; none if it is no folder."""
    names: dict[str, list[str]] = {}
    with suppress(FileNotFoundError, NotADirectoryError):
        for name in os.listdir(folder):  # noqa: PTH208 - as strings, as above
            names.setdefault(name.casefold(), []).append(name)
    return names


def _mode(path: str) -> int | None:
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
