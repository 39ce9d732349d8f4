"""Addresses of templates: as users write them, and as git URLs."""

from __future__ import annotations

import re
from pathlib import Path

from t3gen.errors import UsageError

_SHORTCUTS = {"gh:": "https://github.com/", "gl:": "https://gitlab.com/"}
_GIT_PREFIXES = ("git@", "git://", "git+", "https://github.com/", "https://gitlab.com/")
_TAG = re.compile(r"(?P<address>.+)@(?P<tag>[^@:/\\]+)")
_OPTION = "--template"
_EXAMPLES = "../our-template, gh:acme/template@v1.2.0, git+https://git.acme.com/template@v1.2.0"


def split(text: str) -> tuple[str, str | None]:
    """Split `ADDRESS[@TAG]`.

    The part after `@` is a tag only if it contains no `:` or `/`: `git@example.com:team/it.git`
    is an address. A folder becomes an absolute path, which does not depend on the project's place.

    Returns:
        The address to record, and the tag; None without one.

    Raises:
        UsageError: The address is neither a folder nor a git address by copier's rules.
    """
    address, tag = text, None
    if not Path(text).expanduser().exists() and (match := _TAG.fullmatch(text)):
        address, tag = match["address"], match["tag"]
    if is_remote(address):
        return address, tag
    return str(_folder(address)), tag


def _folder(address: str) -> Path:
    folder = Path(address).expanduser().resolve()
    if not folder.exists():
        what = f'"{address}" is neither a folder nor a git address'
        hint = f"for example: {_EXAMPLES}"
        raise UsageError(what, where=_OPTION, hint=hint, code="template-address")
    if folder.is_dir() and not any((folder / name).exists() for name in (".git", "HEAD")):
        hint = "make a template with its repository: t3gen template new DIR"
        what = f'"{address}" is not a git repository'
        raise UsageError(what, where=_OPTION, hint=hint, code="template-address")
    return folder


def is_remote(address: str) -> bool:
    """Return whether an address is a URL by copier's rules; all others are paths."""
    return address.startswith((*_GIT_PREFIXES, *_SHORTCUTS)) or (
        address.endswith(".git") and not Path(address).expanduser().exists()
    )


def url(address: str) -> str:
    """Return the URL or path that git clones for a recorded address."""
    for shortcut, site in _SHORTCUTS.items():
        if address.startswith(shortcut):
            address = f"{site}{address.removeprefix(shortcut).lstrip('/')}"
    if address.startswith("git+"):
        return address.removeprefix("git+")
    if address.startswith("https://") and not address.endswith(".git"):
        return f"{address}.git"
    return str(Path(address).expanduser()) if address.startswith("~") else address
