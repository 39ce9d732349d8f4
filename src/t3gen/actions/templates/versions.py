"""The order of template versions, by PEP 440, as copier orders them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packaging.version import InvalidVersion, Version

_DESCRIBED = re.compile(r"(?P<tag>.+)-(?P<commits>\d+)-g[0-9a-f]+")


def parse(commit: str) -> Version | None:
    """Return the version of a tag or a `git describe`; None if it is not a version."""
    text = commit
    if match := _DESCRIBED.fullmatch(commit):
        text = f"{match['tag']}.post{match['commits']}"
    try:
        return Version(text)
    except InvalidVersion:
        return None


def is_older(one: str, other: str) -> bool:
    """Return whether one version is older than another; False if they cannot be compared."""
    first, second = parse(one), parse(other)
    return first is not None and second is not None and first < second


def newest(tags: Iterable[str]) -> str | None:
    """Return the newest tag of a final release; None without one."""
    releases = [(version, tag) for tag in tags if (version := parse(tag))]
    finals = [release for release in releases if not release[0].is_prerelease]
    return max(finals)[1] if finals else None
