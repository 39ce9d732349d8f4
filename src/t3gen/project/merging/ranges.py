"""Version ranges of package.json: one of the user that allows a generated version stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_RANGE = re.compile(r"(\^|~|>=|=|v)?\s*(\d+)(?:\.(\d+|x))?(?:\.(\d+|x))?(-[\w.]+)?")
_KINDS = ("dependencies", "devDependencies")
_ANY = frozenset({"", "*", "x", "latest"})


def admits(wanted: str, version: str) -> bool | None:
    """Return whether a range allows a version; None if it is no plain range.

    Args:
        wanted: A range: `^15.2.3`, `~1.2`, `1.x`, `>=4`, or several with `||`.
        version: A version, such as `16.4.6`.
    """
    if wanted.strip() in _ANY:
        return True
    parts = [_one(part.strip(), version) for part in wanted.split("||")]
    if any(parts):
        return True
    return None if None in parts else False


def major(wanted: str) -> int | None:
    """Return the first number of a range; None for what is no plain range."""
    match = _RANGE.match(wanted.strip())
    return int(match[2]) if match else None


def without_allowed(ours: str, base: str, new: str) -> str:
    """Return a generated package.json with the last version of each package whose range allows it.

    Args:
        ours: The user's text.
        base: The text of the last generation.
        new: The text of this one.
    """
    for name, wanted, before, version in _changed(ours, base, new):
        if admits(wanted, version):
            new = new.replace(f'"{name}": "{version}"', f'"{name}": "{before}"')
    return new


def _changed(ours: str, base: str, new: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield packages with a new version: name, the user's range, the last version, the new one."""
    try:
        mine, was, now = (_packages(text) for text in (ours, base, new))
    except (ValueError, AttributeError):
        return
    for name, version in now.items():
        if name in mine and was.get(name, version) not in (version, mine[name]):
            yield name, mine[name], was[name], version


def _packages(text: str) -> dict[str, str]:
    manifest = json.loads(text)
    return {
        name: str(version)
        for kind in _KINDS
        for name, version in (manifest.get(kind) or {}).items()
    }


def _one(wanted: str, version: str) -> bool | None:
    match = _RANGE.fullmatch(wanted)
    if match is None:
        return None
    sign, *parts, prerelease = match.groups()
    given = [int(part) for part in parts if part not in (None, "x")]
    actual = [int(part) for part in version.partition("-")[0].split(".")]
    if prerelease or "-" in version:
        return f"{'.'.join(map(str, given))}{prerelease or ''}" == version
    lowest = [*given, 0, 0][:3]
    if sign == ">=":
        return actual >= lowest
    return actual >= lowest and actual[: _fixed(sign, given)] == lowest[: _fixed(sign, given)]


def _fixed(sign: str | None, given: list[int]) -> int:
    """Return how many numbers of a version a range fixes."""
    if sign == "^":
        leading = next((at for at, number in enumerate(given) if number), len(given) - 1)
        return leading + 1
    return min(2, len(given)) if sign == "~" else len(given)
