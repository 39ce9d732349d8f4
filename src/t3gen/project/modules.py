"""Resolution of import specifiers to files, before and after files have moved."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping

from t3gen.errors import ProjectError
from t3gen.project.disk import Disk
from t3gen.project.merging.tokens import Context, contexts, decoded, significant, tokens

CODE = (".cjs", ".cts", ".js", ".jsx", ".mjs", ".mts", ".ts", ".tsx")
_ALIAS, _SOURCES = "~/", "src/"
_ENDINGS = ("", *CODE, ".json", *(f"/index{suffix}" for suffix in CODE))


def specifiers(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the import specifiers of a source text, each with its line, from 1."""
    all_tokens = list(tokens(decoded(data)))
    numbered = significant(all_tokens)
    parts = contexts([token for _, token in numbered])
    for (number, token), context in zip(numbered, parts, strict=True):
        if context is Context.MODULE:
            line = 1 + sum(one.text.count("\n") for one in all_tokens[:number])
            yield line, token.text[1:-1]


def resolve(path: str, specifier: str, exists: Callable[[str], bool]) -> str | None:
    """Return the file of the project that an import resolves to; None for a package.

    Args:
        path: The file with the import.
        specifier: The import specifier.
        exists: Returns whether a file exists.
    """
    place = _place(path, specifier)
    if place is None:
        return None
    # TypeScript lets an import name the JavaScript file that a source compiles to.
    source = place.removesuffix(".js") + ".ts" if place.endswith(".js") else place
    names = [*(f"{place}{ending}" for ending in _ENDINGS), source]
    return next((name for name in names if exists(name)), None)


def is_file(disk: Disk, name: str) -> bool:
    """Return whether a project has a file; not if it is outside, or behind a link."""
    try:
        return disk.path(name).is_file()
    except ProjectError:
        return False


def moved_specifier(
    disk: Disk, targets: Mapping[str, str], paths: tuple[str, str], specifier: str
) -> str:
    """Return the specifier of an import after files have moved.

    Args:
        disk: The project as it is.
        targets: The new paths of moved files, by their old ones.
        paths: The path of the file with the import, before and after.
        specifier: The import specifier.
    """
    old, new = paths
    file = resolve(old, specifier, lambda name: is_file(disk, name))
    if file is None or (file not in targets and (old == new or specifier.startswith(_ALIAS))):
        return specifier
    place = _place(old, specifier) or ""
    target = targets.get(file, file)
    if file.startswith(place):
        named = target.removesuffix(file.removeprefix(place))
    else:  # TypeScript imports service.ts as "./service.js"
        named = f"{target.removesuffix('.ts')}.js"
    if specifier.startswith(_ALIAS):
        return f"{_ALIAS}{named.removeprefix(_SOURCES)}"
    relative = posixpath.relpath(named, posixpath.dirname(new) or ".")
    return relative if relative.startswith(".") else f"./{relative}"


def _place(path: str, specifier: str) -> str | None:
    """Return the path of an import, maybe without its ending; None for a package."""
    if specifier.startswith(_ALIAS):
        return f"{_SOURCES}{specifier.removeprefix(_ALIAS)}"
    if not specifier.startswith("."):
        return None
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier))
    return None if place.startswith("..") else place
