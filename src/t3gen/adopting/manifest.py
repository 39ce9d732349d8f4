"""The edit of package.json: missing packages and scripts, and versions that are too old."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from t3gen.adopting.edits import Edit
from t3gen.project import Sides, admits, merge

FILE = "package.json"
_KINDS = ("dependencies", "devDependencies")
_SCRIPTS = (
    "client",
    "db:generate",
    "db:migrate",
    "db:push",
    "db:seed",
    "db:studio",
    "openapi",
    "postinstall",
    "test",
    "test:e2e",
)
_GENERATE = "prisma generate"
_BEFORE = ("build", "check", "dev", "typecheck")
_OTHERS = ("allowScripts", "scarfSettings", "engines")
_LINT = "next lint"
# Next 16 has no `next lint`; it covered these folders, of which such an app has src.
_LINT_NOW = "eslint src"
# What the versions that we raise need of others.
_FOLLOWERS: Mapping[str, str] = {"next-auth": "5.0.0-beta.32"}


class _Changes:
    """A copy of package.json with what is added and changed in it."""

    def __init__(self, before: Mapping[str, Any]) -> None:
        self.after: dict[str, Any] = json.loads(json.dumps(before))
        self.added: list[str] = []
        self.changed: list[str] = []

    def add(self, kind: str, name: str, value: object) -> None:
        """Set a key that may be missing in a table."""
        table = self.after.setdefault(kind, {})
        if name not in table:
            entries = list(table.items())
            place = next((at for at, (key, _) in enumerate(entries) if key > name), len(entries))
            self.after[kind] = dict([*entries[:place], (name, value), *entries[place:]])
            self.added.append(f"{kind}: {name} {json.dumps(value)}")

    def change(self, kind: str, name: str, value: str) -> None:
        """Replace the value of a key."""
        self.changed.append(f"{kind}: {name} {self.after[kind][name]} -> {value}")
        self.after[kind][name] = value


def manifest(text: str, generated: str) -> Edit:
    """Return the edit of package.json.

    Args:
        text: Its text.
        generated: The text that t3gen generates.
    """
    ours, theirs = json.loads(generated), json.loads(text)
    changes = _Changes(theirs)
    _packages(changes, theirs, ours)
    _scripts(changes, ours)
    for kind in _OTHERS:
        for name, value in ours.get(kind, {}).items():
            changes.add(kind, name, value)
    base, new = (json.dumps(one, indent=2).encode() for one in (theirs, changes.after))
    merged = merge(FILE, Sides(text.encode(), base, new)).data.decode()
    return Edit(FILE, merged, tuple(changes.added), tuple(changes.changed))


def _packages(
    changes: _Changes, theirs: Mapping[str, Any], ours: Mapping[str, Mapping[str, str]]
) -> None:
    places = {name: kind for kind in _KINDS for name in theirs.get(kind, {})}
    wanted = {name: (kind, version) for kind in _KINDS for name, version in ours[kind].items()}
    for name, (kind, version) in wanted.items():
        if name not in places:
            changes.add(kind, name, version)
        elif admits(theirs[places[name]][name], version) is False:
            changes.change(places[name], name, version)
    for name, version in _FOLLOWERS.items():
        if name in places and admits(theirs[places[name]][name], version) is False:
            changes.change(places[name], name, version)


def _scripts(changes: _Changes, ours: Mapping[str, Mapping[str, str]]) -> None:
    scripts = changes.after.setdefault("scripts", {})
    for name, command in list(scripts.items()):
        if _LINT in command:
            changes.change("scripts", name, command.replace(_LINT, _LINT_NOW))
    for name in _SCRIPTS:
        changes.add("scripts", name, ours["scripts"][name])
    for name in _BEFORE:
        if _GENERATE not in scripts.get(name, _GENERATE):
            changes.add("scripts", f"pre{name}", _GENERATE)
