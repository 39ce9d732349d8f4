"""A Prisma schema of several files as one text: what a migration leads to, kept beside it."""

from __future__ import annotations

from collections.abc import Mapping


def compose(files: Mapping[str, str]) -> str:
    """Join the files of a schema, those of the upper folders first; the result is valid Prisma.

    `prisma/engine/snapshot.mjs` of the template does the same for Prisma's own `migrate dev`.

    Args:
        files: Texts by path from the project's root, with slashes.
    """
    ordered = sorted(files, key=lambda path: (path.count("/"), path))
    return "\n".join(f"// {path}\n\n{_tidy(files[path])}\n" for path in ordered)


def conflicted(files: Mapping[str, str]) -> str | None:
    """Return the first file that holds the markers of an unsettled merge, or None."""
    for path, text in sorted(files.items()):
        if any(line.startswith(("<<<<<<< ", ">>>>>>> ")) for line in text.splitlines()):
            return path
    return None


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
