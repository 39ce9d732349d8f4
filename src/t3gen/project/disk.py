"""Looking at a project's files without ever looking through a symbolic link."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from t3gen.errors import ProjectError


class Disk:
    """The files below one folder."""

    def __init__(self, root: Path) -> None:
        """Look below a folder, whose own path may go through links."""
        self.root = root.resolve()

    def path(self, name: str) -> Path:
        """Return where a file or folder lies, if every folder on the way is a plain one.

        Raises:
            ProjectError: The path leaves the project, or a part of it is a symbolic link, or a
                file where a folder is needed.
        """
        return Path(self._checked(name))

    def _checked(self, name: str) -> str:
        parts = name.split("/")
        if not all(parts) or not {".", ".."}.isdisjoint(parts):
            raise ProjectError("a path that leaves the project", where=name)
        # As strings: this is done for every file, and paths take long to build.
        place = str(self.root)
        for count, part in enumerate(parts, 1):
            place = f"{place}/{part}"
            mode = _mode(place)
            if mode is None:
                break
            where = "/".join(parts[:count])
            if stat.S_ISLNK(mode):
                raise ProjectError(
                    "a symbolic link, and t3gen writes through none",
                    where=where,
                    hint="put a real file or folder in its place, then run the command again",
                    code="symbolic-link",
                )
            if count < len(parts) and not stat.S_ISDIR(mode):
                raise _in_the_way("file", where)
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
            raise _in_the_way("folder", name) from problem
        except OSError as problem:
            raise ProjectError(f"cannot be read: {problem.strerror}", where=name) from problem

    def twin(self, name: str) -> str | None:
        """Return what is there under the same name but for capitals; None when nothing is."""
        folder, done = self.root, ""
        for part in name.split("/"):
            if not folder.is_dir():
                return None
            for other in (entry.name for entry in folder.iterdir()):
                if other != part and other.casefold() == part.casefold():
                    return f"{done}{other}"
            folder, done = folder / part, f"{done}{part}/"
        return None

    def check_writable(self, name: str) -> None:
        """Refuse a file whose folder cannot be written.

        Raises:
            ProjectError: So it is.
        """
        folder = self.path(name).parent
        while not folder.exists():
            folder = folder.parent
        if not os.access(folder, os.W_OK | os.X_OK):
            raise ProjectError(
                "the folder cannot be written",
                where=str(folder),
                hint="give yourself the right to write there; nothing has been changed",
                code="read-only",
            )


def _in_the_way(kind: str, where: str) -> ProjectError:
    hint = "move it away, then run the command again"
    return ProjectError(f"a {kind} is in the way", where=where, hint=hint)


def _mode(path: str) -> int | None:
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
