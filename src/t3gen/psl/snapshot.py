"""A Prisma schema of several files as one text, kept beside the migration that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_NAME_SWAPS = "// exchanged: "


def compose(files: Mapping[str, str]) -> str:
    """Join the files of a schema, upper folders first; the result is a valid schema.

    `prisma/engine/snapshot.mjs` of the template does the same for Prisma's own `migrate dev`.

    Args:
        files: Texts by path from the root of the project, with slashes.
    """
    ordered = sorted(files, key=lambda path: (path.count("/"), path))
    return "\n".join(f"// {path}\n\n{_normalize(files[path])}\n" for path in ordered)


def conflicted_file(files: Mapping[str, str]) -> str | None:
    """Return the first file with the markers of an unresolved merge, or None."""
    for path, text in sorted(files.items()):
        if any(line.startswith(("<<<<<<< ", ">>>>>>> ")) for line in text.splitlines()):
            return path
    return None


def name_swaps(snapshot: str) -> frozenset[str]:
    """Return the name swaps that a snapshot records as made, such as "Order.a was b"."""
    first = snapshot.partition("\n")[0]
    recorded = first.removeprefix(_NAME_SWAPS) if first.startswith(_NAME_SWAPS) else ""
    return frozenset(recorded.split(", ")) if recorded else frozenset()


def with_name_swaps(snapshot: str, swaps: Iterable[str]) -> str:
    """Return a snapshot that records name swaps as made.

    Two fields of the same type that swap their names leave the schema as it is, so that only this
    record tells whether the swap was made.
    """
    recorded = ", ".join(sorted(swaps))
    return f"{_NAME_SWAPS}{recorded}\n{snapshot}" if recorded else snapshot


def without_name_swaps(snapshot: str) -> str:
    """Return a snapshot without its record of name swaps."""
    return snapshot.partition("\n")[2] if snapshot.startswith(_NAME_SWAPS) else snapshot


def _normalize(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
