"""A Prisma schema of several files as one text: what a migration leads to, kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_EXCHANGES = "// exchanged: "


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


def exchanges(snapshot: str) -> frozenset[str]:
    """Return the exchanges of names that have been made, such as "Order.a was b"."""
    first = snapshot.partition("\n")[0]
    said = first.removeprefix(_EXCHANGES) if first.startswith(_EXCHANGES) else ""
    return frozenset(said.split(", ")) if said else frozenset()


def noting(snapshot: str, made: Iterable[str]) -> str:
    """Return a snapshot that notes exchanges of names: a schema cannot tell whether it has them."""
    said = ", ".join(sorted(made))
    return f"{_EXCHANGES}{said}\n{snapshot}" if said else snapshot


def plain(snapshot: str) -> str:
    """Return a snapshot without its note."""
    return snapshot.partition("\n")[2] if snapshot.startswith(_EXCHANGES) else snapshot


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
