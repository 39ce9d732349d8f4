"""The origin of templates that projects record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """A version of a template at a git address, as copier records it.

    Args:
        address: `_src_path`: a git URL, a shortcut such as `gh:acme/template`, or a folder.
        commit: `_commit`: a tag, or what `git describe --tags --always` prints.
    """

    address: str
    commit: str

    def __str__(self) -> str:
        return f"{self.address}@{self.commit}"
